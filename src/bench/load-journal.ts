import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS } from '../migrations/migrations.js';
import { SCALE } from '../platform/search/weight-scale.js';
import { documentOf } from './generated-listing.js';
import type { ListingGenerator } from './listing-generator.js';

/** What was measured while a collection was loaded: documents, and milliseconds. */
interface LoadEntry {
  /** All that was loaded so far. */
  readonly documents: number;
  readonly milliseconds: number;
  /** The part that also went to the bare engine. */
  readonly compared?: { readonly documents: number; readonly ours: number; readonly bare: number };
}

const NOTHING: LoadEntry = { documents: 0, milliseconds: 0 };

interface Journal {
  readonly collection: string;
  readonly loads: Readonly<Record<string, LoadEntry>>;
}

/** Remembers beside a kept collection what it is and how fast it was loaded, so that a later run can say so. */
export class LoadJournal {
  private readonly file: string;

  constructor(
    folder: string,
    private readonly collection: string,
  ) {
    this.file = join(folder, 'load.json');
  }

  /** Was the collection in this folder made by other listings or for another schema? Then it is of no use. */
  isOfAnother(): boolean {
    return existsSync(this.file) && this.read().collection !== this.collection;
  }

  entry(engine: string): LoadEntry {
    return this.read().loads[engine] ?? NOTHING;
  }

  add(engine: string, documents: number, milliseconds: number): void {
    const before = this.entry(engine);
    this.write(engine, { ...before, documents: before.documents + documents, milliseconds: before.milliseconds + milliseconds });
  }

  setCompared(engine: string, compared: NonNullable<LoadEntry['compared']>): void {
    this.write(engine, { ...this.entry(engine), compared });
  }

  /** It is loaded anew. */
  forget(engine: string): void {
    this.write(engine, NOTHING);
  }

  private read(): Journal {
    return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Journal) : { collection: this.collection, loads: {} };
  }

  /** In one step, so that a killed run leaves the old one or the new one. */
  private write(engine: string, entry: LoadEntry): void {
    const journal: Journal = { collection: this.collection, loads: { ...this.read().loads, [engine]: entry } };
    writeFileSync(`${this.file}.new`, JSON.stringify(journal));
    renameSync(`${this.file}.new`, this.file);
  }
}

/** Names what a generator makes and the schema of the index: another name, another collection. */
export function collectionName(generator: ListingGenerator): string {
  const ofTheIndex = MIGRATIONS.map(({ name }) => name).filter((name) => name.startsWith('Search'));
  const hash = createHash('sha256').update(ofTheIndex.join());
  for (const listing of generator.listings(0, 100)) {
    const { terms, ...document } = documentOf(listing);
    hash.update(JSON.stringify([document, [...terms].map(([term, weight]) => [term, Math.round(weight * SCALE)])]));
  }
  return hash.digest('hex').slice(0, 16);
}

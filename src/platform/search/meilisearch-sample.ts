import { decodeCode, hashesOf, hashOfToken, type MatchingRecord } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { type SampledFields, SampleSets } from './sample-sets.js';
import { CODE_FIELDS, type CodeField, type DocumentKind } from './search-document.js';
import type { SearchFilter } from './search-filter.js';
import type { TermGroup } from './threshold-filter.js';

/** Documents of a sample: of a million, twenty stand for a thousand. About 15 MB with their terms. */
const SAMPLE = 20_000;
/** Taken in so many pieces from all over the index. */
const PIECES = 40;
/** A market does not change its words faster. */
const FRESH_MS = 60 * 60_000;
/** After a failure it is tried again. */
const RETRY_MS = 10_000;

/**
 * Some thousands of an index's documents of one kind, in memory, to tell beforehand how many a filter will find: a count costs the server as much as the
 * answer does.
 */
export class IndexSample {
  private readonly postings = new Map<number, Uint16Array>();

  /** @param factor how many documents of the index each of the sample stands for */
  constructor(
    private readonly sampled: SampleSets,
    terms: ReadonlyMap<number, readonly number[]>,
    private readonly factor: number,
  ) {
    for (const [hash, places] of terms) this.postings.set(hash, Uint16Array.from(places));
  }

  /** About how many documents of its kind the index has. */
  get documents(): number {
    return Math.round(this.factor * this.sampled.size);
  }

  /**
   * About how many documents of the index pass the filter and have groups that are worth at least `need` together, for each need from 1 on; infinite for
   * needs below one that finds more than `most` already, and for none at all.
   */
  expectedCounts(groups: readonly TermGroup[], filter: SearchFilter, most = Number.POSITIVE_INFINITY): Float64Array {
    const { places, starts } = this.byWorth(groups);
    const counts = new Float64Array(starts.length - 1).fill(Number.POSITIVE_INFINITY);
    const passing = this.sampled.passing(filter);
    let count = 0;
    for (let worth = counts.length - 1; worth > 0 && count <= most; worth--) {
      for (let i = starts[worth]!; i < starts[worth + 1]!; i++) {
        const place = places[i]!;
        if ((passing[place >>> 5]! & (1 << (place & 31))) !== 0) count += this.factor;
      }
      counts[worth] = count;
    }
    return counts;
  }

  /** The documents that hold any of the groups, by what they are worth: those of a worth are from `starts[worth]` up to `starts[worth + 1]`. */
  private byWorth(groups: readonly TermGroup[]): { readonly places: Uint16Array; readonly starts: Uint16Array } {
    const worths = new Uint16Array(this.sampled.size);
    const counted = new Uint16Array(this.sampled.size);
    const touched = new Uint16Array(this.sampled.size);
    let documents = 0;
    for (let g = 0; g < groups.length; g++) {
      const { tokens, worth } = groups[g]!;
      for (const token of tokens) {
        const postings = this.postings.get(hashOfToken(token));
        if (postings === undefined) continue;
        for (let i = 0; i < postings.length; i++) {
          const place = postings[i]!;
          if (counted[place] === g + 1) continue;
          if (counted[place] === 0) touched[documents++] = place;
          counted[place] = g + 1;
          worths[place]! += worth;
        }
      }
    }
    const starts = new Uint16Array(groups.reduce((sum, { worth }) => sum + worth, 0) + 2);
    for (let i = 0; i < documents; i++) starts[worths[touched[i]!]! + 1]! += 1;
    for (let worth = 1; worth < starts.length; worth++) starts[worth]! += starts[worth - 1]!;
    const places = new Uint16Array(documents);
    const next = starts.slice();
    for (let i = 0; i < documents; i++) {
      const place = touched[i]!;
      places[next[worths[place]!]!++] = place;
    }
    return { places, starts };
  }
}

/** Keeps a sample of each kind, taken in the background when it is first missed and again each hour. */
export class IndexSamples {
  private readonly kept = new Map<DocumentKind, { sample: IndexSample | null; takenAt: number; taking: Promise<void> }>();

  constructor(
    private readonly server: MeilisearchServer,
    private readonly uid: string,
    private readonly retryMs = RETRY_MS,
  ) {}

  /** Null where none can be taken. Waits for the first alone, some second of a large index: what is found without one holds less of the best. */
  async of(kind: DocumentKind): Promise<IndexSample | null> {
    const kept = this.kept.get(kind);
    const now = performance.now();
    if (kept !== undefined && now - kept.takenAt < FRESH_MS) {
      await kept.taking;
      return kept.sample;
    }
    const entry = { sample: kept?.sample ?? null, takenAt: now, taking: Promise.resolve() };
    this.kept.set(kind, entry);
    const taking = this.take(kind).then(
      (sample) => {
        entry.sample = sample;
      },
      () => {
        // The server is looked after elsewhere; without a sample it is asked for counts.
        entry.takenAt = now - FRESH_MS + this.retryMs;
      },
    );
    if (entry.sample === null) await (entry.taking = taking);
    return entry.sample;
  }

  private async take(kind: DocumentKind): Promise<IndexSample> {
    const filter = `kind = ${kind}`;
    const { total: all } = await this.server.records(this.uid, filter, ['id'], 0);
    const pieces = all <= SAMPLE ? Math.ceil(all / (SAMPLE / PIECES)) : PIECES;
    const documents = new SampleSets();
    const terms = new Map<number, number[]>();
    for (let piece = 0; piece < pieces; piece++) {
      const offset = Math.floor((piece * all) / pieces);
      const { records } = await this.server.records<MatchingRecord>(this.uid, filter, ['id', 'enterpriseId', 'weights', ...CODE_FIELDS], SAMPLE / PIECES, offset);
      for (const { id, enterpriseId, weights, ...record } of records) {
        const place = documents.add({ id, enterpriseId, ...codesOf(record) });
        for (const hash of hashesOf(weights)) {
          const places = terms.get(hash);
          if (places === undefined) terms.set(hash, [place]);
          else places.push(place);
        }
      }
    }
    return new IndexSample(documents, terms, documents.size === 0 ? 1 : all / documents.size);
  }
}

function codesOf(record: Pick<MatchingRecord, CodeField>): Pick<SampledFields, CodeField> {
  return Object.fromEntries(CODE_FIELDS.map((field) => [field, record[field].map(decodeCode)])) as Record<CodeField, string[]>;
}

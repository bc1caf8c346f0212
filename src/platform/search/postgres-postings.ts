import type { DataSource, EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import type { HeldTerms } from './held-terms.js';
import { codeSetsOf, writeBoxRows } from './postgres-box-rows.js';
import type { CodeSetNumbers } from './postgres-code-sets.js';
import { writeDocumentRows, writePostingRows } from './postgres-document-rows.js';
import { type NumberedDocument, postingsByTerm } from './postings-by-term.js';
import { kindNumber, type SearchDocument } from './search-document.js';
import { addSegment, byStretch, writeBlocks } from './segment-writer.js';
import type { TermNumbers } from './term-numbers.js';

/** Postings and documents of one transaction, more or less: they are held in memory a second time, some 30 bytes a posting. */
const BATCH_POSTINGS = 500_000;
/** Each takes memory of the server's for its lock. */
const BATCH_DOCUMENTS = 4_000;
/** So many are packed at once instead of waiting for it as rows. */
const PACKED_FROM = 1_000;
/** Writers wait for each other by shares of the ids, so that a large batch has room in the server's table of locks. */
const LOCKS = 1_024;
/** Batches that are written at the same time: one is made ready here while the server stores another. */
const LANES = 2;

/**
 * Whether each write is noted in `search_backlog`, in the same transaction, for whoever keeps another engine in line. Without such a one
 * the notes would only pile up; then what another engine may still hold from earlier is disowned by the first write.
 */
export type Bookkeeping = 'noted' | 'unnoted';

export interface WriterParts {
  readonly dataSource: DataSource;
  readonly bookkeeping: Bookkeeping;
  readonly terms: TermNumbers;
  readonly codeSets: CodeSetNumbers;
}

/** Adds or replaces documents with their postings. The last of equal ids wins. */
export async function writeDocuments(parts: WriterParts, documents: readonly SearchDocument[]): Promise<void> {
  const batches = batchesOf([...new Map(documents.map((document) => [document.id, document])).values()]);
  let isAnyLost = false;
  let madeReady: Promise<unknown> = Promise.resolve();
  const lane = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined && !isAnyLost; batch = batches.shift()) {
      // One after the other, or all would be made ready first and stored then.
      const ready = madeReady.then(() => makeReady(parts, batch!));
      madeReady = ready.catch(() => undefined);
      await store(parts, await ready);
    }
  };
  const lanes = Array.from({ length: LANES }, () =>
    lane().catch((error: unknown) => {
      isAnyLost = true;
      throw error;
    }),
  );
  for (const result of await Promise.allSettled(lanes)) if (result.status === 'rejected') throw result.reason;
}

/** By their locks, so that batches never wait for each other; more than one are as many for each lane, or the last one would be stored alone. */
function batchesOf(documents: readonly SearchDocument[]): SearchDocument[][] {
  const postings = documents.reduce((sum, { terms }) => sum + terms.size, 0);
  const wanted = Math.max(documents.length / BATCH_DOCUMENTS, postings / BATCH_POSTINGS);
  const count = wanted <= 1 ? 1 : LANES * Math.ceil(wanted / LANES);
  const batches = Array.from({ length: Math.min(LOCKS, count) }, (): SearchDocument[] => []);
  for (const document of documents) batches[lockOf(document.id) % batches.length]!.push(document);
  return batches.filter((batch) => batch.length > 0);
}

/** Takes documents out. Their postings stay until they are packed anew, and lead nowhere: a document's number is never given again. */
export async function removeDocuments({ dataSource, bookkeeping }: WriterParts, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await dataSource.transaction(async (manager) => {
    await lockDocuments(manager, ids);
    await keepBooks(manager, bookkeeping, await deleteDocuments(manager, ids));
  });
}

/** A batch with all that can be looked up before its transaction. */
interface Batch {
  readonly documents: readonly SearchDocument[];
  readonly held: HeldTerms;
  /** Of their lists of codes. */
  readonly sets: readonly number[];
}

async function makeReady({ terms, codeSets }: WriterParts, documents: readonly SearchDocument[]): Promise<Batch> {
  return { documents, held: await terms.hold(documents), sets: await codeSetsOf(documents, codeSets) };
}

async function store({ dataSource, bookkeeping }: WriterParts, { documents, held, sets }: Batch): Promise<void> {
  const numbers = await newNumbers(dataSource, documents.length);
  const numbered = documents.map(({ kind }, index): NumberedDocument => ({ number: numbers[index]!, kind: kindNumber(kind), index }));
  const ids = documents.map(({ id }) => id);
  await dataSource.transaction(async (manager) => {
    await lockDocuments(manager, ids);
    await deleteDocuments(manager, ids);
    await writeDocumentRows(manager, documents, numbered, held);
    await writeBoxRows(manager, documents, numbers, sets);
    if (documents.length < PACKED_FROM) await writePostingRows(manager, postingsByTerm(held, numbered), numbers);
    else {
      for (const [stretch, part] of byStretch(numbered)) {
        await writeBlocks(manager, await addSegment(manager, stretch, part.length), postingsByTerm(held, part));
      }
    }
    await keepBooks(manager, bookkeeping, ids);
  });
}

async function newNumbers(dataSource: DataSource, count: number): Promise<number[]> {
  const rows = await dataSource.query<{ number: number }[]>(`select nextval(pg_get_serial_sequence('search_document', 'number'))::int as number from generate_series(1, $1)`, [count]);
  return rows.map(({ number }) => number);
}

async function keepBooks(manager: EntityManager, bookkeeping: Bookkeeping, ids: readonly string[]): Promise<void> {
  if (bookkeeping === 'noted') return note(manager, ids);
  await manager.query(`update search_mirror set version = null, rebuild_version = null where version is not null or rebuild_version is not null`);
}

/** In one order for all writers, as the locks are. */
async function note(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query(
    `insert into search_backlog (document_id, version) select id, nextval('search_version') from unnest($1::uuid[]) as id order by hashtext(id::text), id
         on conflict (document_id) do update set version = excluded.version`,
    [ids],
  );
}

/**
 * Waits for other writers of the same documents, whether these are in the index yet or not; in one order for all writers, so that
 * they never wait for each other in a circle.
 */
async function lockDocuments(manager: EntityManager, ids: readonly string[]): Promise<void> {
  const locks = [...new Set(ids.map(lockOf))].sort((a, b) => a - b);
  await manager.query(`select pg_advisory_xact_lock($1, lock) from unnest($2::int[]) as lock`, [ADVISORY_LOCKS.searchDocument, locks]);
}

/** By the end of the id, which is random in every kind of UUID that we make. */
function lockOf(id: string): number {
  return Number.parseInt(id.slice(-3), 16) % LOCKS;
}

/** Says which there were. */
async function deleteDocuments(manager: EntityManager, ids: readonly string[]): Promise<string[]> {
  // The first look costs least where there is nothing to take out, as for most that is written.
  const found = await manager.query<{ id: string }[]>('select id from search_document where id = any($1::uuid[])', [ids]);
  if (found.length === 0) return [];
  const present = found.map(({ id }) => id);
  await manager.query('delete from search_document where id = any($1::uuid[])', [present]);
  return present;
}

import type { DataSource, EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { codeSetsOf, writeBoxRows } from './postgres-box-rows.js';
import type { CodeSetNumbers } from './postgres-code-sets.js';
import { writeDocumentRows, writePostingRows } from './postgres-document-rows.js';
import { type NumberedDocument, postingsByTerm } from './postings-by-term.js';
import { kindNumber, type SearchDocument } from './search-document.js';
import { addSegment, byStretch, writeBlocks } from './segment-writer.js';
import type { TermNumbers } from './term-numbers.js';

/** Postings and documents of one transaction, more or less: they are held in memory a second time, some 30 bytes a posting. */
const BATCH_POSTINGS = 1_000_000;
/** Each takes memory of the server's for its lock. */
const BATCH_DOCUMENTS = 8_000;
/** So many are packed at once instead of waiting for it as rows. */
const PACKED_FROM = 1_000;
/** Writers wait for each other by shares of the ids, so that a large batch has room in the server's table of locks. */
const LOCKS = 1_024;
/** Very many documents are written by two connections at a time: one batch is made ready while the server stores the other. */
const LANES = 2;
const LANES_FROM = 4_000;

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
  const unique = [...new Map(documents.map((document) => [document.id, document])).values()];
  const lanes = unique.length < LANES_FROM ? 1 : LANES;
  // By their locks, so that the lanes never wait for each other.
  const shares = Array.from({ length: lanes }, (_, lane) => unique.filter(({ id }) => lockOf(id) % lanes === lane));
  const results = await Promise.allSettled(shares.map((share) => writeInTurn(parts, share)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function writeInTurn(parts: WriterParts, documents: readonly SearchDocument[]): Promise<void> {
  for (const batch of batchesOf(documents)) await writeBatch(parts, batch);
}

function* batchesOf(documents: readonly SearchDocument[]): Generator<readonly SearchDocument[]> {
  let [start, postings] = [0, 0];
  for (const [i, { terms }] of documents.entries()) {
    postings += terms.size;
    if (postings < BATCH_POSTINGS && i + 1 - start < BATCH_DOCUMENTS) continue;
    yield documents.slice(start, i + 1);
    [start, postings] = [i + 1, 0];
  }
  if (start < documents.length) yield documents.slice(start);
}

/** Takes documents out. Their postings stay until they are packed anew, and lead nowhere: a document's number is never given again. */
export async function removeDocuments({ dataSource, bookkeeping }: WriterParts, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await dataSource.transaction(async (manager) => {
    await lockDocuments(manager, ids);
    await keepBooks(manager, bookkeeping, await deleteDocuments(manager, ids));
  });
}

async function writeBatch({ dataSource, bookkeeping, terms, codeSets }: WriterParts, documents: readonly SearchDocument[]): Promise<void> {
  const held = await terms.hold(documents);
  const sets = await codeSetsOf(documents, codeSets);
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

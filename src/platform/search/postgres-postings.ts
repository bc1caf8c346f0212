import type { DataSource, EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { type BoxRowsWriter, prepareBoxRows } from './postgres-box-rows.js';
import type { DocumentKind, SearchDocument } from './search-document.js';
import { DOCUMENT_KINDS } from './search-document.js';
import { keptWeight } from './weight-scale.js';

/** Postings of one transaction, more or less: their key is written in its own order, so that more of them at once cost less each. */
const BATCH_POSTINGS = 500_000;
/** Each takes memory of the server's for its lock. */
const BATCH_DOCUMENTS = 8_000;
/** Writers wait for each other by shares of the ids, so that a large batch has room in the server's table of locks. */
const LOCKS = 1_024;
/** Very many documents are written by two connections at a time: each statement of one keeps a processor busy. */
const LANES = 2;
const LANES_FROM = 1_000;
/** For sorting the postings of a batch without a file. */
const SORTING_MEMORY = '128MB';

const COLUMN_NAMES = [
  ...['kind', 'enterprise_id', 'published_at', 'terms', 'weights', 'regions', 'service_regions', 'categories', 'industries', 'certificates'],
  ...['budgets', 'budget_min', 'budget_max', 'deadline', 'form'],
];
const COLUMNS = COLUMN_NAMES.join(', ');

/** Counts the changes of what is written of a document: those of another form are taken for missing, so that the repair writes them anew. */
export const DOCUMENT_FORM = 2;

export const kindNumber = (kind: DocumentKind): number => DOCUMENT_KINDS.indexOf(kind);

/**
 * Whether each write is noted in `search_backlog`, in the same transaction, for whoever keeps another engine in line. Without such a one
 * the notes would only pile up; then what another engine may still hold from earlier is disowned by the first write.
 */
export type Bookkeeping = 'noted' | 'unnoted';

/** Adds or replaces documents with their postings. The last of equal ids wins. */
export async function writeDocuments(dataSource: DataSource, documents: readonly SearchDocument[], bookkeeping: Bookkeeping): Promise<void> {
  const unique = [...new Map(documents.map((document) => [document.id, document])).values()];
  const lanes = unique.length < LANES_FROM ? 1 : LANES;
  // By their locks, so that the lanes never wait for each other.
  const shares = Array.from({ length: lanes }, (_, lane) => unique.filter(({ id }) => lockOf(id) % lanes === lane));
  const results = await Promise.allSettled(shares.map((share) => writeInTurn(dataSource, share, bookkeeping)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function writeInTurn(dataSource: DataSource, documents: readonly SearchDocument[], bookkeeping: Bookkeeping): Promise<void> {
  for (const batch of batchesOf(documents)) {
    const [terms, writeBoxRows] = [await termNumbers(dataSource, batch), await prepareBoxRows(dataSource, batch)];
    await dataSource.transaction((manager) => writeBatch(manager, batch, terms, writeBoxRows, bookkeeping));
  }
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

/** Takes documents and their postings out. */
export async function removeDocuments(dataSource: DataSource, ids: readonly string[], bookkeeping: Bookkeeping): Promise<void> {
  if (ids.length === 0) return;
  await dataSource.transaction(async (manager) => {
    await lockDocuments(manager, ids);
    await keepBooks(manager, bookkeeping, await deleteDocuments(manager, ids));
  });
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

/** The numbers of all terms in the documents; new terms get theirs. Outside of the write's transaction: a term is never taken back. */
async function termNumbers(dataSource: DataSource, documents: readonly SearchDocument[]): Promise<ReadonlyMap<string, number>> {
  const tokens = [...new Set(documents.flatMap(({ terms }) => [...terms.keys()]))].sort();
  const known = await readNumbers(dataSource, tokens);
  const missing = tokens.filter((token) => !known.has(token));
  if (missing.length === 0) return known;
  await dataSource.query(`insert into search_term (token) select unnest($1::text[]) on conflict (token) do nothing`, [missing]);
  return new Map([...known, ...(await readNumbers(dataSource, missing))]);
}

async function readNumbers(dataSource: DataSource, tokens: readonly string[]): Promise<Map<string, number>> {
  const rows = await dataSource.query<{ token: string; number: number }[]>(`select token, number from search_term where token = any($1::text[])`, [tokens]);
  return new Map(rows.map(({ token, number }) => [token, number]));
}

/** Says which there were. What is packed of them stays and leads nowhere: their numbers are never given again. */
async function deleteDocuments(manager: EntityManager, ids: readonly string[]): Promise<string[]> {
  const found = await manager.query<{ id: string }[]>('select id from search_document where id = any($1::uuid[])', [ids]);
  if (found.length === 0) return [];
  const present = found.map(({ id }) => id);
  await manager.query(
    `delete from search_posting p using search_document d
      where d.id = any($1::uuid[]) and p.kind = d.kind and p.term = any(d.terms) and p.document = d.number`,
    [present],
  );
  await manager.query('delete from search_document where id = any($1::uuid[])', [present]);
  return present;
}

async function writeBatch(
  manager: EntityManager,
  documents: readonly SearchDocument[],
  numbers: ReadonlyMap<string, number>,
  writeBoxRows: BoxRowsWriter,
  bookkeeping: Bookkeeping,
): Promise<void> {
  const ids = documents.map(({ id }) => id);
  await lockDocuments(manager, ids);
  await deleteDocuments(manager, ids);
  // Who packs postings must not see a number before those below it are committed.
  await manager.query(`select pg_advisory_xact_lock_shared($1), set_config('work_mem', $2, true)`, [ADVISORY_LOCKS.searchNumbers, SORTING_MEMORY]);
  const rows = documents.map(({ id, kind, terms, fields }) => ({
    id,
    kind: kindNumber(kind),
    enterprise_id: fields.enterpriseId,
    published_at: fields.publishedAt,
    // As text: an array of a hundred numbers is read quicker so than as JSON.
    terms: `{${[...terms.keys()].map((term) => numbers.get(term)).join(',')}}`,
    weights: `{${[...terms.values()].map(keptWeight).join(',')}}`,
    regions: fields.regions,
    service_regions: fields.serviceRegions,
    categories: fields.categories,
    industries: fields.industries,
    certificates: fields.certificates,
    budgets: fields.budgets,
    budget_min: fields.budgetMin,
    budget_max: fields.budgetMax,
    deadline: fields.deadline,
    form: DOCUMENT_FORM,
  }));
  const stored = await manager.query<{ id: string; number: number }[]>(
    `insert into search_document (id, ${COLUMNS}) select id, ${COLUMNS} from jsonb_populate_recordset(null::search_document, $1::jsonb) returning id, number`,
    [JSON.stringify(rows)],
  );
  await insertPostings(manager, stored.map(({ number }) => number));
  await writeBoxRows(manager, new Map(stored.map(({ id, number }) => [id, number])));
  await keepBooks(manager, bookkeeping, ids);
}

/**
 * Makes the postings of documents in the server. In the order of their key, so that neighbours in the index are written together; the key as one
 * number sorts in half the time.
 */
async function insertPostings(manager: EntityManager, numbers: readonly number[]): Promise<void> {
  await manager.query(
    `insert into search_posting (kind, term, document, weight)
     select kind, term, number, weight
       from (select kind, number, unnest(terms) as term, unnest(weights) as weight from search_document where number = any($1::int[])) as held
      order by kind::bigint << 62 | term::bigint << 31 | number`,
    [numbers],
  );
}

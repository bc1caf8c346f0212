import type { DataSource, EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { type BoxRowsWriter, prepareBoxRows } from './postgres-box-rows.js';
import type { DocumentKind, SearchDocument } from './search-document.js';
import { DOCUMENT_KINDS } from './search-document.js';
import { keptWeight } from './weight-scale.js';

/** Documents of one transaction: some 50,000 postings of real listings. */
const BATCH = 500;

const COLUMN_NAMES = [
  ...['kind', 'enterprise_id', 'published_at', 'terms', 'regions', 'service_regions', 'categories', 'industries', 'certificates'],
  ...['budgets', 'budget_min', 'budget_max', 'deadline', 'form'],
];
const COLUMNS = COLUMN_NAMES.join(', ');
const EXCLUDED = COLUMN_NAMES.map((name) => `excluded.${name}`).join(', ');

/** Counts the changes of what is written of a document: those of another form are taken for missing, so that the repair writes them anew. */
export const DOCUMENT_FORM = 1;

export const kindNumber = (kind: DocumentKind): number => DOCUMENT_KINDS.indexOf(kind);

/**
 * Whether each write is noted in `search_backlog`, in the same transaction, for whoever keeps another engine in line. Without such a one
 * the notes would only pile up; then what another engine may still hold from earlier is disowned by the first write.
 */
export type Bookkeeping = 'noted' | 'unnoted';

/** Adds or replaces documents with their postings. The last of equal ids wins. */
export async function writeDocuments(dataSource: DataSource, documents: readonly SearchDocument[], bookkeeping: Bookkeeping): Promise<void> {
  const unique = [...new Map(documents.map((document) => [document.id, document])).values()];
  for (let start = 0; start < unique.length; start += BATCH) {
    const batch = unique.slice(start, start + BATCH);
    const [terms, writeBoxRows] = [await termNumbers(dataSource, batch), await prepareBoxRows(dataSource, batch)];
    await dataSource.transaction((manager) => writeBatch(manager, batch, terms, writeBoxRows, bookkeeping));
  }
}

/** Takes documents and their postings out. */
export async function removeDocuments(dataSource: DataSource, ids: readonly string[], bookkeeping: Bookkeeping): Promise<void> {
  if (ids.length === 0) return;
  await dataSource.transaction(async (manager) => {
    await lockDocuments(manager, ids);
    await deletePostings(manager, ids);
    const removed = await manager.query<[{ id: string }[], number]>(`delete from search_document where id = any($1::uuid[]) returning id`, [ids]);
    await keepBooks(manager, bookkeeping, removed[0].map(({ id }) => id));
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
  await manager.query(
    `select pg_advisory_xact_lock($1, hash) from (select distinct hashtext(id) as hash from unnest($2::text[]) as id order by hash) as hashes`,
    [ADVISORY_LOCKS.searchDocument, ids],
  );
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

async function deletePostings(manager: EntityManager, ids: readonly string[]): Promise<void> {
  await manager.query(
    `delete from search_posting p using search_document d
      where d.id = any($1::uuid[]) and p.kind = d.kind and p.term = any(d.terms) and p.document = d.number`,
    [ids],
  );
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
  await deletePostings(manager, ids);
  const rows = documents.map(({ id, kind, terms, fields }) => ({
    id,
    kind: kindNumber(kind),
    enterprise_id: fields.enterpriseId,
    published_at: fields.publishedAt,
    terms: [...terms.keys()].map((term) => numbers.get(term)),
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
    `insert into search_document (id, ${COLUMNS})
     select id, ${COLUMNS} from jsonb_populate_recordset(null::search_document, $1::jsonb)
         on conflict (id) do update set (${COLUMNS}, version) = (select ${EXCLUDED}, excluded.version)
     returning id, number`,
    [JSON.stringify(rows)],
  );
  const documentNumbers = new Map(stored.map(({ id, number }) => [id, number]));
  await writeBoxRows(manager, documentNumbers);
  await insertPostings(
    manager,
    documents.flatMap(({ id, kind, terms }) =>
      [...terms].map(([term, weight]) => ({
        kind: kindNumber(kind),
        term: numbers.get(term)!,
        document: documentNumbers.get(id)!,
        weight: keptWeight(weight),
      })),
    ),
  );
  await keepBooks(manager, bookkeeping, ids);
}

interface Posting {
  readonly kind: number;
  readonly term: number;
  readonly document: number;
  readonly weight: number;
}

async function insertPostings(manager: EntityManager, postings: Posting[]): Promise<void> {
  // In the order of the key, so that neighbours in the index are written together.
  postings.sort((a, b) => a.kind - b.kind || a.term - b.term || a.document - b.document);
  await manager.query(
    `insert into search_posting (kind, term, document, weight)
     select * from unnest($1::smallint[], $2::int[], $3::int[], $4::smallint[])`,
    [postings.map(({ kind }) => kind), postings.map(({ term }) => term), postings.map(({ document }) => document), postings.map(({ weight }) => weight)],
  );
}

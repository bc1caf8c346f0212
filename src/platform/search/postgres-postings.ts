import type { DataSource, EntityManager } from 'typeorm';
import type { DocumentKind, SearchDocument } from './search-document.js';
import { DOCUMENT_KINDS } from './search-document.js';

/**
 * Weights are kept as whole thousandths: sums of integers are exact, so that documents with equal texts tie on every run and
 * every plan, and a posting takes twelve bytes.
 */
export const SCALE = 1_000;

/** Documents of one transaction: some 30,000 postings. */
const BATCH = 250;

export const kindNumber = (kind: DocumentKind): number => DOCUMENT_KINDS.indexOf(kind);

/** Adds or replaces documents with their postings. */
export async function writeDocuments(dataSource: DataSource, documents: readonly SearchDocument[]): Promise<void> {
  // One order for all writers: two of them never wait for each other in a circle. The last of equal ids wins.
  const sorted = [...new Map(documents.map((document) => [document.id, document])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let start = 0; start < sorted.length; start += BATCH) {
    const batch = sorted.slice(start, start + BATCH);
    const terms = await termNumbers(dataSource, batch);
    await dataSource.transaction((manager) => writeBatch(manager, batch, terms));
  }
}

/** Takes documents and their postings out. */
export async function removeDocuments(dataSource: DataSource, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await dataSource.transaction(async (manager) => {
    // Only what is there and locked now: a document that somebody adds meanwhile is not this removal's.
    const locked = await manager.query<{ id: string }[]>(`select id from search_document where id = any($1::uuid[]) order by id for update`, [ids]);
    const present = locked.map(({ id }) => id);
    await deletePostings(manager, present);
    await manager.query(`delete from search_document where id = any($1::uuid[])`, [present]);
  });
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

async function writeBatch(manager: EntityManager, documents: readonly SearchDocument[], numbers: ReadonlyMap<string, number>): Promise<void> {
  const ids = documents.map(({ id }) => id);
  // First the rows, which this locks in the order of their ids; `terms` and `kind` still tell which postings are the old ones.
  await manager.query(
    `insert into search_document (id, kind, enterprise_id, published_at)
     select id, -1, id, now() from unnest($1::uuid[]) as new(id)
         on conflict (id) do update set id = excluded.id`,
    [ids],
  );
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
  }));
  const stored = await manager.query<{ id: string; number: number }[]>(
    `with changed as (
       update search_document d
          set kind = n.kind, enterprise_id = n.enterprise_id, published_at = n.published_at, terms = n.terms, regions = n.regions,
              service_regions = n.service_regions, categories = n.categories, industries = n.industries,
              certificates = n.certificates
         from jsonb_populate_recordset(null::search_document, $1::jsonb) n
        where d.id = n.id
       returning d.id, d.number)
     select id, number from changed`,
    [JSON.stringify(rows)],
  );
  const documentNumbers = new Map(stored.map(({ id, number }) => [id, number]));
  const postings: [number[], number[], number[], number[]] = [[], [], [], []];
  for (const { id, kind, terms } of documents) {
    for (const [term, weight] of terms) {
      postings[0].push(kindNumber(kind));
      postings[1].push(numbers.get(term)!);
      postings[2].push(documentNumbers.get(id)!);
      postings[3].push(Math.min(SCALE, Math.max(1, Math.round(weight * SCALE))));
    }
  }
  await manager.query(
    `insert into search_posting (kind, term, document, weight)
     select * from unnest($1::smallint[], $2::int[], $3::int[], $4::smallint[])`,
    postings,
  );
}

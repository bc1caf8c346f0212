import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { type MemoryDocument, MemoryDocuments } from './memory-documents.js';
import { MemoryIndex } from './memory-index.js';
import type { MemorySegment } from './memory-search.types.js';
import { memorySegment } from './memory-segment.js';
import { packAll } from './postgres-segments.js';
import { type DocumentKind, kindNumber } from './search-document.js';

/** Documents that are read at once. */
const PAGE = 20_000;
/** Terms whose blocks come in one row: by rows of their own, reading them would take most of the time. */
const TERMS_A_ROW = 65_536;

/**
 * Reads all documents of a kind into memory, as they are now: what waits is packed first. Of the codes only those by which offerings are filtered for
 * a demand. About five bytes a posting and two hundred a document.
 *
 * @param tell hears how far it is
 * @param stop ends it early with what was read so far
 */
export async function loadMemoryIndex(dataSource: DataSource, kind: DocumentKind, tell: (line: string) => void, stop: AbortSignal): Promise<MemoryIndex> {
  await packAll(dataSource);
  // As of one moment: segments are put together at any time.
  return dataSource.transaction('REPEATABLE READ', async (manager) => {
    const documents = await readDocuments(manager, kind, stop);
    const segments = await readSegments(dataSource, manager, kind, (line) => tell(`${line}, ${documents.count.toLocaleString('en')} documents`), stop);
    // What waits again by now has no postings yet.
    const [{ since }] = await manager.query<[{ since: number }]>(
      'select coalesce((select min(document) from search_waiting), (select max(number) + 1 from search_document), 1) as since',
    );
    return new MemoryIndex(documents, segments, since);
  });
}

/** Documents that came in, or were written again, after an index was read: it does not know them as they are. */
export async function writtenSince(dataSource: DataSource, kind: DocumentKind, { since }: MemoryIndex): Promise<ReadonlySet<string>> {
  const rows = await dataSource.query<{ id: string }[]>('select id from search_document where number >= $1 and kind = $2', [since, kindNumber(kind)]);
  return new Set(rows.map(({ id }) => id));
}

async function readDocuments(manager: EntityManager, kind: DocumentKind, stop: AbortSignal): Promise<MemoryDocuments> {
  const documents = new MemoryDocuments();
  const [{ last }] = await manager.query<[{ last: number }]>('select coalesce(max(number), 0) as last from search_document');
  for (let from = 1; from <= last && !stop.aborted; from += PAGE) {
    const rows = await manager.query<MemoryDocument[]>(
      `select id, number, enterprise_id as "enterpriseId", service_regions as "serviceRegions", certificates
         from search_document where number between $1 and $2 and kind = $3 order by number`,
      [from, from + PAGE - 1, kindNumber(kind)],
    );
    for (const row of rows) documents.add(row);
    await breathe();
  }
  return documents;
}

interface StoredSegment {
  readonly id: number;
  readonly stretch: number;
}

/** Two at a time: the server puts one together while another one is unpacked here. */
async function readSegments(dataSource: DataSource, manager: EntityManager, kind: DocumentKind, tell: (line: string) => void, stop: AbortSignal): Promise<MemorySegment[]> {
  const waiting = await manager.query<StoredSegment[]>('select id, stretch from search_segment order by id');
  const [{ snapshot }] = await manager.query<[{ snapshot: string }]>('select pg_export_snapshot() as snapshot');
  const total = waiting.length;
  const segments: MemorySegment[] = [];
  const read = async (reader: EntityManager): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !stop.aborted; next = waiting.shift()) {
      segments.push(await readSegment(reader, kind, next));
      tell(`Reading the index: ${segments.length} of ${total} segments`);
      await breathe();
    }
  };
  const readBeside = (): Promise<void> =>
    dataSource.transaction('REPEATABLE READ', async (reader) => {
      await reader.query(`set transaction snapshot '${snapshot}'`);
      await read(reader);
    });
  // The first reads as well: the server ends a transaction that does nothing for a minute.
  await Promise.all([read(manager), readBeside()]);
  return segments;
}

async function readSegment(reader: EntityManager, kind: DocumentKind, { id, stretch }: StoredSegment): Promise<MemorySegment> {
  const rows = await reader.query<{ terms: string; lengths: string; postings: string }[]>(
    `select string_agg(term::text, ',' order by term) as terms, string_agg(length(postings)::text, ',' order by term) as lengths, string_agg(postings, '' order by term) as postings
       from search_block where segment = $1 and kind = $2 group by term / ${TERMS_A_ROW} order by term / ${TERMS_A_ROW}`,
    [id, kindNumber(kind)],
  );
  return memorySegment(stretch, rows.map(({ terms, lengths, postings }) => ({ terms: numbersOf(terms), lengths: numbersOf(lengths), postings })));
}

function numbersOf(text: string): number[] {
  return text.split(',').map(Number);
}

/** The numbers of terms that are in the index. */
export async function termNumbersOf(dataSource: DataSource, terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const rows = await dataSource.query<{ token: string; number: number }[]>('select token, number from search_term where token = any($1::text[])', [[...new Set(terms)]]);
  return new Map(rows.map(({ token, number }) => [token, number]));
}

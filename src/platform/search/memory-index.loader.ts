import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { type MemoryDocument, MemoryDocuments } from './memory-documents.js';
import { MemoryIndex } from './memory-index.js';
import { memoryPostings } from './memory-postings.js';
import { readSegment, type ReadSegment } from './memory-segment.js';
import { packAll } from './postgres-segments.js';
import { type DocumentKind, kindNumber } from './search-document.js';

/** Documents that are read at once. */
const PAGE = 20_000;
/** Terms whose blocks come in one row: by rows of their own, reading them would take most of the time. */
const TERMS_A_ROW = 65_536;

/**
 * Reads all documents of a kind into memory, as they are now: what waits is packed first. Of the codes only those by which offerings are filtered for
 * a demand. About five bytes a posting, four more while they are put in order, and two hundred a document.
 *
 * @param tell hears how far it is
 * @param stop ends it early with what was read so far
 */
export async function loadMemoryIndex(dataSource: DataSource, kind: DocumentKind, tell: (line: string) => void, stop: AbortSignal): Promise<MemoryIndex> {
  await packAll(dataSource);
  const documents = new MemoryDocuments();
  // As of one moment: segments are put together at any time.
  const [segments, since] = await dataSource.transaction('REPEATABLE READ', async (manager) => {
    const read = await readSegments(dataSource, manager, kind, {
      before: () => readDocuments(manager, kind, documents, stop),
      tell: (line) => tell(`${line}, ${documents.count.toLocaleString('en')} documents`),
      stop,
    });
    // What waits again by now has no postings yet.
    const [{ since }] = await manager.query<[{ since: number }]>(
      'select coalesce((select min(document) from search_waiting), (select max(number) + 1 from search_document), 1) as since',
    );
    return [read, since] as const;
  });
  return new MemoryIndex(documents, await memoryPostings(segments), since);
}

/** Documents that came in, or were written again, after an index was read: it does not know them as they are. */
export async function writtenSince(dataSource: DataSource, kind: DocumentKind, { since }: MemoryIndex): Promise<ReadonlySet<string>> {
  const rows = await dataSource.query<{ id: string }[]>('select id from search_document where number >= $1 and kind = $2', [since, kindNumber(kind)]);
  return new Set(rows.map(({ id }) => id));
}

/** Between the documents of a page, and between the codes of one of them: no code has these. */
const [DOCUMENT_END, CODE_END] = ['\x02', '\x01'];
const ID_LENGTH = 36;

/** A page of documents as one row: as rows of their own, taking them apart would take several times as long. */
interface DocumentPage {
  readonly numbers: string | null;
  readonly ids: string;
  readonly enterprises: string;
  readonly serviceRegions: string;
  readonly certificates: string;
}

async function readDocuments(manager: EntityManager, kind: DocumentKind, into: MemoryDocuments, stop: AbortSignal): Promise<void> {
  const [{ last }] = await manager.query<[{ last: number }]>('select coalesce(max(number), 0) as last from search_document');
  const codes = (column: string): string => `string_agg(array_to_string(${column}, $4), $5 order by number)`;
  for (let from = 1; from <= last && !stop.aborted; from += PAGE) {
    const [page] = await manager.query<[DocumentPage]>(
      `select string_agg(number::text, ',' order by number) as numbers, string_agg(id::text, '' order by number) as ids, string_agg(enterprise_id::text, '' order by number) as enterprises,
              ${codes('service_regions')} as "serviceRegions", ${codes('certificates')} as certificates
         from search_document where number between $1 and $2 and kind = $3`,
      [from, from + PAGE - 1, kindNumber(kind), CODE_END, DOCUMENT_END],
    );
    for (const document of documentsOf(page)) into.add(document);
    await breathe();
  }
}

function* documentsOf({ numbers, ids, enterprises, serviceRegions, certificates }: DocumentPage): Generator<MemoryDocument> {
  // No document of the kind has such a number.
  if (numbers === null) return;
  const [regionsOf, certificatesOf] = [serviceRegions.split(DOCUMENT_END), certificates.split(DOCUMENT_END)];
  for (const [i, number] of numbersOf(numbers).entries()) {
    const [start, end] = [ID_LENGTH * i, ID_LENGTH * (i + 1)];
    yield { id: ids.slice(start, end), number, enterpriseId: enterprises.slice(start, end), serviceRegions: codesOf(regionsOf[i]!), certificates: codesOf(certificatesOf[i]!) };
  }
}

function codesOf(text: string): readonly string[] {
  return text === '' ? NO_CODES : text.split(CODE_END);
}

const NO_CODES: readonly string[] = [];

interface StoredSegment {
  readonly id: number;
  readonly stretch: number;
}

interface Reading {
  /** What is read in the same transaction first. */
  readonly before: () => Promise<void>;
  readonly tell: (line: string) => void;
  readonly stop: AbortSignal;
}

/** Two at a time: the server puts one together while another one, or the documents, are unpacked here. */
async function readSegments(dataSource: DataSource, manager: EntityManager, kind: DocumentKind, { before, tell, stop }: Reading): Promise<ReadSegment[]> {
  const waiting = await manager.query<StoredSegment[]>('select id, stretch from search_segment order by id');
  const [{ snapshot }] = await manager.query<[{ snapshot: string }]>('select pg_export_snapshot() as snapshot');
  const total = waiting.length;
  const segments: ReadSegment[] = [];
  const read = async (reader: EntityManager): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !stop.aborted; next = waiting.shift()) {
      segments.push(await segmentOf(reader, kind, next));
      tell(`Reading the index: ${segments.length} of ${total} segments`);
      await breathe();
    }
  };
  const readFirst = async (): Promise<void> => {
    await before();
    await read(manager);
  };
  const readBeside = (): Promise<void> =>
    dataSource.transaction('REPEATABLE READ', async (reader) => {
      await reader.query(`set transaction snapshot '${snapshot}'`);
      await read(reader);
    });
  // The first reads as well: the server ends a transaction that does nothing for a minute.
  await Promise.all([readFirst(), readBeside()]);
  return segments;
}

async function segmentOf(reader: EntityManager, kind: DocumentKind, { id, stretch }: StoredSegment): Promise<ReadSegment> {
  const rows = await reader.query<{ terms: string; lengths: string; postings: string }[]>(
    `select string_agg(term::text, ',' order by term) as terms, string_agg(length(postings)::text, ',' order by term) as lengths, string_agg(postings, '' order by term) as postings
       from search_block where segment = $1 and kind = $2 group by term / ${TERMS_A_ROW} order by term / ${TERMS_A_ROW}`,
    [id, kindNumber(kind)],
  );
  return readSegment(stretch, rows.map(({ terms, lengths, postings }) => ({ terms: numbersOf(terms), lengths: numbersOf(lengths), postings })));
}

function numbersOf(text: string): number[] {
  return text.split(',').map(Number);
}

/** The numbers of terms that are in the index. */
export async function termNumbersOf(dataSource: DataSource, terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const rows = await dataSource.query<{ token: string; number: number }[]>('select token, number from search_term where token = any($1::text[])', [[...new Set(terms)]]);
  return new Map(rows.map(({ token, number }) => [token, number]));
}

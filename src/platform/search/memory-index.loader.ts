import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { type MemoryDocument, MemoryDocuments } from './memory-documents.js';
import { MemoryIndex } from './memory-index.js';
import type { MemorySegment } from './memory-search.mjs';
import { memorySegment } from './memory-segment.js';
import { kindNumber } from './postgres-postings.js';
import { packAll } from './postgres-segments.js';
import type { DocumentKind } from './search-document.js';

/** Documents that are read at once. */
const PAGE = 20_000;
/** Terms whose blocks come in one row: by rows of their own, reading them would take most of the time. */
const TERMS_A_ROW = 65_536;
/** Segments that are read at the same time: the server puts one together while another one is unpacked here. */
const LANES = 2;

/**
 * Reads all documents of a kind into memory, as they are now: what waits is packed first. Of the codes only those by which offerings are filtered for
 * a demand. About five bytes a posting and two hundred a document.
 *
 * @param tell hears how far it is
 * @param stop ends it early with what was read so far
 */
export async function loadMemoryIndex(dataSource: DataSource, kind: DocumentKind, tell: (line: string) => void, stop: AbortSignal): Promise<MemoryIndex> {
  await packAll(dataSource);
  const [{ last }] = await dataSource.query<[{ last: number }]>('select coalesce(max(last), 0) as last from search_segment');
  const documents = await readDocuments(dataSource, kind, last, stop);
  const segments = await readSegments(dataSource, kind, last, (line) => tell(`${line}, ${documents.count.toLocaleString('en')} documents`), stop);
  return new MemoryIndex(documents, segments);
}

async function readDocuments(dataSource: DataSource, kind: DocumentKind, last: number, stop: AbortSignal): Promise<MemoryDocuments> {
  const documents = new MemoryDocuments();
  for (let from = 1; from <= last && !stop.aborted; from += PAGE) {
    const rows = await dataSource.query<MemoryDocument[]>(
      `select id, number, enterprise_id as "enterpriseId", service_regions as "serviceRegions", certificates
         from search_document where number between $1 and $2 and kind = $3 order by number`,
      [from, Math.min(last, from + PAGE - 1), kindNumber(kind)],
    );
    for (const row of rows) documents.add(row);
    await breathe();
  }
  return documents;
}

async function readSegments(dataSource: DataSource, kind: DocumentKind, last: number, tell: (line: string) => void, stop: AbortSignal): Promise<MemorySegment[]> {
  const waiting = await dataSource.query<{ first: number }[]>('select first from search_segment where last <= $1 order by first', [last]);
  const total = waiting.length;
  const segments: MemorySegment[] = [];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !stop.aborted; next = waiting.shift()) {
      segments.push(await readSegment(dataSource, kind, next.first));
      tell(`Reading the index: ${segments.length} of ${total} segments`);
      await breathe();
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return segments;
}

async function readSegment(dataSource: DataSource, kind: DocumentKind, first: number): Promise<MemorySegment> {
  const rows = await dataSource.query<{ terms: string; lengths: string; postings: string }[]>(
    `select string_agg(term::text, ',' order by term) as terms, string_agg(length(postings)::text, ',' order by term) as lengths, string_agg(postings, '' order by term) as postings
       from search_block where segment = $1 and kind = $2 group by term / ${TERMS_A_ROW} order by term / ${TERMS_A_ROW}`,
    [first, kindNumber(kind)],
  );
  return memorySegment(first, rows.map(({ terms, lengths, postings }) => ({ terms: numbersOf(terms), lengths: numbersOf(lengths), postings })));
}

function numbersOf(text: string): number[] {
  return text.split(',').map(Number);
}

/** The numbers of terms that are in the index. */
export async function termNumbersOf(dataSource: DataSource, terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const rows = await dataSource.query<{ token: string; number: number }[]>('select token, number from search_term where token = any($1::text[])', [[...new Set(terms)]]);
  return new Map(rows.map(({ token, number }) => [token, number]));
}

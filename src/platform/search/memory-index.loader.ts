import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { MemoryIndex } from './memory-index.js';
import { kindNumber } from './postgres-postings.js';
import { packAll } from './postgres-segments.js';
import type { DocumentKind } from './search-document.js';

const PAGE = 10_000;

interface DocumentRow {
  readonly id: string;
  readonly number: number;
  readonly enterpriseId: string;
  readonly serviceRegions: string[];
  readonly certificates: string[];
}

/**
 * Reads all documents of a kind into memory, as they are now: what waits is packed first. Of the codes only those by which offerings are filtered for
 * a demand. About five bytes a posting and three hundred a document.
 *
 * @param tell hears how far it is
 * @param stop ends it early with what was read so far
 */
export async function loadMemoryIndex(dataSource: DataSource, kind: DocumentKind, tell: (line: string) => void, stop: AbortSignal): Promise<MemoryIndex> {
  await packAll(dataSource);
  const index = new MemoryIndex();
  const lists = new Map<string, readonly string[]>();
  // Few different lists of codes: one of each is kept.
  const kept = (codes: readonly string[]): readonly string[] => {
    const key = codes.join();
    const before = lists.get(key);
    if (before === undefined) lists.set(key, codes);
    return before ?? codes;
  };
  const [{ last }] = await dataSource.query<[{ last: number }]>('select coalesce(max(last), 0) as last from search_segment');
  for (let from = 1; from <= last && !stop.aborted; from += PAGE) {
    const rows = await dataSource.query<DocumentRow[]>(
      `select id, number, enterprise_id as "enterpriseId", service_regions as "serviceRegions", certificates
         from search_document where number between $1 and $2 and kind = $3`,
      [from, Math.min(last, from + PAGE - 1), kindNumber(kind)],
    );
    for (const { serviceRegions, certificates, ...row } of rows) index.addDocument({ ...row, codes: { serviceRegions: kept(serviceRegions), certificates: kept(certificates) } });
    await breathe();
  }
  const segments = await dataSource.query<{ first: number }[]>('select first from search_segment where last <= $1 order by first', [last]);
  for (const [i, { first }] of segments.entries()) {
    if (stop.aborted) break;
    const blocks = await dataSource.query<{ term: number; postings: string }[]>('select term, postings from search_block where segment = $1 and kind = $2 order by term', [first, kindNumber(kind)]);
    index.addSegment(first, blocks);
    tell(`Reading the index: ${i + 1} of ${segments.length} segments, ${index.size.toLocaleString('en')} documents`);
    await breathe();
  }
  return index;
}

/** The numbers of terms that are in the index. */
export async function termNumbersOf(dataSource: DataSource, terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
  const rows = await dataSource.query<{ token: string; number: number }[]>('select token, number from search_term where token = any($1::text[])', [[...new Set(terms)]]);
  return new Map(rows.map(({ token, number }) => [token, number]));
}

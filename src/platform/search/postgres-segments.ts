import type { DataSource, EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { arrayNumbers } from '../database/number-array.js';
import { HeldTerms } from './held-terms.js';
import { STRETCH } from './posting-block.js';
import { type NumberedDocument, postingsByTerm } from './postings-by-term.js';
import { DOCUMENT_KINDS } from './search-document.js';
import { addSegment, writeBlocks } from './segment-writer.js';

/**
 * Keeps postings packed by term (`posting-block.ts`), for reading a demand's terms in a few byte strings. A segment holds some of the documents of one stretch of
 * numbers; a posting of a document is either in one segment or, while the document waits to be packed, a row of `search_posting`. Which of both it is
 * changes in one transaction, so that a statement sees each once, and what dies half way leaves everything as it was. A document that is written
 * again gets a new number; what is held under the old one leads nowhere.
 */

/** So many documents wait at most, or a few more. */
const WAITING_AT_MOST = 4_096;
/** Segments of one stretch are put together when there are so many, and all of them once there is a later stretch. */
const SEGMENTS_OF_STRETCH = 16;
/** A stretch is packed anew when less than this share of its documents is still there. */
const LIVE_SHARE = 0.6;
const PAGE = 4_000;
const LOCK_PATIENCE_MS = 20_000;
/** Terms whose blocks are joined by one statement: all of a stretch take longer than a statement may on a busy machine. */
const TERMS_AT_ONCE = 50_000;
/** For sorting their blocks. */
const SORTING_MEMORY = '64MB';

/** Packs what waits when there is much of it, and puts segments together. Does nothing while another process packs. Says how many documents were packed. */
export async function packWhenDue(dataSource: DataSource): Promise<number> {
  const [{ isDue }] = await dataSource.query<[{ isDue: boolean }]>(`select count(*) >= ${WAITING_AT_MOST} as "isDue" from search_waiting`);
  const packed = isDue ? await packWaiting(dataSource, tryToPack) : 0;
  for (const stretch of await crowded(dataSource)) await asPacker(dataSource, tryToPack, (manager) => putTogether(manager, stretch));
  return packed;
}

/** Packs all that waits, after whoever packs already, and anew what has lost many of its documents. */
export async function packAll(dataSource: DataSource): Promise<number> {
  const packed = await packWaiting(dataSource, waitToPack);
  for (const stretch of await crowded(dataSource)) await asPacker(dataSource, waitToPack, (manager) => putTogether(manager, stretch));
  for (const stretch of await worn(dataSource)) await asPacker(dataSource, waitToPack, (manager) => packAnew(manager, stretch));
  return packed;
}

/** How to become the only packer; says whether it came to that. */
type Turn = (manager: EntityManager) => Promise<boolean>;

const tryToPack: Turn = async (manager) => {
  const [{ isMine }] = await manager.query<[{ isMine: boolean }]>(`select pg_try_advisory_xact_lock($1) as "isMine"`, [ADVISORY_LOCKS.searchPacking]);
  return isMine;
};

const waitToPack: Turn = async (manager) => {
  await manager.query(`select set_config('lock_timeout', $1, true)`, [`${LOCK_PATIENCE_MS}ms`]);
  await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.searchPacking]);
  return true;
};

async function asPacker(dataSource: DataSource, turn: Turn, work: (manager: EntityManager) => Promise<number>): Promise<number> {
  return dataSource.transaction(async (manager) => ((await turn(manager)) ? work(manager) : 0));
}

async function packWaiting(dataSource: DataSource, turn: Turn): Promise<number> {
  const stretches = await dataSource.query<{ stretch: number }[]>(`select distinct document - document % ${STRETCH} as stretch from search_waiting order by 1`);
  let packed = 0;
  for (const { stretch } of stretches) packed += await asPacker(dataSource, turn, (manager) => packWaitingOf(manager, stretch));
  return packed;
}

/** Turns the rows of a stretch into a segment. Rows of documents that are gone are thrown away. */
async function packWaitingOf(manager: EntityManager, stretch: number): Promise<number> {
  const rows = await manager.query<{ document: number }[]>(`select document from search_waiting where document between $1 and $1 + ${STRETCH - 1} order by document`, [stretch]);
  const waiting = rows.map(({ document }) => document);
  const packed = await pack(manager, stretch, waiting);
  await manager.query('delete from search_posting where document = any($1::int[])', [waiting]);
  await manager.query('delete from search_waiting where document = any($1::int[])', [waiting]);
  return packed;
}

/** Makes a segment of those of these documents that are still there. Says how many that are. */
async function pack(manager: EntityManager, stretch: number, numbers: readonly number[]): Promise<number> {
  const held = new HeldTerms();
  const documents: NumberedDocument[] = [];
  for (let start = 0; start < numbers.length; start += PAGE) {
    const rows = await manager.query<StoredTerms[]>(
      `select number, kind, terms::text as terms, weights::text as weights from search_document where number = any($1::int[])`,
      [numbers.slice(start, start + PAGE)],
    );
    for (const { number, kind, terms, weights } of rows) {
      documents.push({ number, kind, index: documents.length });
      held.add(arrayNumbers(terms), arrayNumbers(weights));
    }
  }
  if (documents.length > 0) await writeBlocks(manager, await addSegment(manager, stretch, documents.length), postingsByTerm(held, documents));
  return documents.length;
}

interface StoredTerms {
  readonly number: number;
  readonly kind: number;
  /** For `arrayNumbers`. */
  readonly terms: string;
  readonly weights: string;
}

/** Stretches with too many segments. */
async function crowded(dataSource: DataSource): Promise<number[]> {
  const rows = await dataSource.query<{ stretch: number }[]>(
    `select stretch from search_segment group by stretch
     having count(*) >= ${SEGMENTS_OF_STRETCH} or (count(*) > 1 and stretch < (select max(stretch) from search_segment)) order by stretch`,
  );
  return rows.map(({ stretch }) => stretch);
}

/** Makes one segment of those that a stretch has: the blocks of a term are joined, with what leads nowhere. */
async function putTogether(manager: EntityManager, stretch: number): Promise<number> {
  const { segments, documents } = await segmentsOf(manager, stretch);
  if (segments.length < 2) return 0;
  const segment = await addSegment(manager, stretch, documents);
  await manager.query(`select set_config('work_mem', $1, true), set_config('enable_hashagg', 'off', true), set_config('enable_seqscan', 'off', true)`, [SORTING_MEMORY]);
  const [{ last }] = await manager.query<[{ last: number }]>('select coalesce(max(number), 0) as last from search_term');
  for (const kind of DOCUMENT_KINDS.keys()) {
    for (let first = 1; first <= last; first += TERMS_AT_ONCE) {
      await manager.query(
        `insert into search_block (segment, kind, term, postings)
         select $1, kind, term, string_agg(postings, '') from search_block
          where segment = any($2::int[]) and kind = $3 and term between $4 and $5 group by kind, term order by kind, term`,
        [segment, segments, kind, first, first + TERMS_AT_ONCE - 1],
      );
    }
  }
  await removeSegments(manager, segments);
  return documents;
}

interface StretchSegments {
  readonly segments: readonly number[];
  readonly documents: number;
}

async function segmentsOf(manager: EntityManager, stretch: number): Promise<StretchSegments> {
  const [found] = await manager.query<[StretchSegments]>(
    `select coalesce(array_agg(id), '{}') as segments, coalesce(sum(documents), 0) as documents from search_segment where stretch = $1`,
    [stretch],
  );
  return found;
}

async function removeSegments(manager: EntityManager, segments: readonly number[]): Promise<void> {
  for (const segment of segments) await manager.query('delete from search_block where segment = $1', [segment]);
  await manager.query('delete from search_segment where id = any($1::int[])', [segments]);
}

/** Stretches that have lost many of their packed documents. */
async function worn(dataSource: DataSource): Promise<number[]> {
  const rows = await dataSource.query<{ stretch: number }[]>(
    `select s.stretch from search_segment s group by s.stretch
     having (select count(*) from search_document d where d.number between s.stretch and s.stretch + ${STRETCH - 1})
          - (select count(*) from search_waiting w where w.document between s.stretch and s.stretch + ${STRETCH - 1}) < ${LIVE_SHARE} * sum(s.documents)
     order by 1`,
  );
  return rows.map(({ stretch }) => stretch);
}

/** Makes one segment of the documents of a stretch's segments that are still there. */
async function packAnew(manager: EntityManager, stretch: number): Promise<number> {
  // One statement: a writer may add a segment with its documents at any time, and both are seen or neither.
  const [{ segments, numbers }] = await manager.query<[{ segments: number[]; numbers: number[] }]>(
    `select array(select id from search_segment where stretch = $1) as segments,
            array(select number from search_document d where number between $1 and $1 + ${STRETCH - 1} and not exists (select from search_waiting where document = number)) as numbers`,
    [stretch],
  );
  const packed = await pack(manager, stretch, numbers);
  await removeSegments(manager, segments);
  return packed;
}

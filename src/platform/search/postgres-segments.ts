import type { DataSource, EntityManager } from 'typeorm';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { POSTING_BYTES, STRETCH, writePosting } from './posting-block.js';

/**
 * Postings of many documents packed by term (`posting-block.ts`), for reading a demand's terms in a few byte strings. A segment holds the documents whose
 * numbers are from its first to its last one. It is never changed: a document that is written again gets a new number, behind the last segment, and
 * what a segment still holds under the old one leads nowhere.
 */

/** Packed as soon as so many wait, or, where many are packed already, so large a share of them. */
const PACKED_FROM = 4_096;
const WAITING_SHARE = 0.1;
const WAITING_AT_MOST = 16_384;
/** Segments of one stretch are put together when there are so many. */
const SEGMENTS_OF_STRETCH = 8;
/** A stretch is packed anew when less than this share of its documents is still there. */
const LIVE_SHARE = 0.6;
const PAGE = 4_000;
/** Bytes of blocks in one statement. */
const PORTION = 4 * 1024 * 1024;
const LOCK_PATIENCE_MS = 3_000;

interface Segment {
  readonly first: number;
  readonly last: number;
  readonly documents: number;
}

const stretchOf = (number: number): number => number - (number % STRETCH);

/** Packs what waits when it is worth it. Does nothing while another process packs. Says how many documents were packed. */
export function packWhenDue(dataSource: DataSource): Promise<number> {
  return asPacker(dataSource, async () => {
    const segments = await loadSegments(dataSource);
    const packed = segments.reduce((sum, { documents }) => sum + documents, 0);
    const due = Math.max(PACKED_FROM, Math.min(WAITING_AT_MOST, WAITING_SHARE * packed));
    return (await waiting(dataSource)) < due ? 0 : packWaiting(dataSource, segments);
  });
}

/** Packs all that waits, and anew what has lost many of its documents. */
export function packAll(dataSource: DataSource): Promise<number> {
  return asPacker(dataSource, async () => {
    const packed = await packWaiting(dataSource, await loadSegments(dataSource));
    for (const stretch of await worn(dataSource)) await pack(dataSource, stretch.first, stretch.last);
    return packed;
  });
}

async function asPacker(dataSource: DataSource, work: () => Promise<number>): Promise<number> {
  return dataSource.transaction(async (manager) => {
    const [{ isMine }] = await manager.query<[{ isMine: boolean }]>(`select pg_try_advisory_xact_lock($1) as "isMine"`, [ADVISORY_LOCKS.searchPacking]);
    return isMine ? work() : 0;
  });
}

function loadSegments(dataSource: DataSource): Promise<Segment[]> {
  return dataSource.query<Segment[]>('select first, last, documents from search_segment order by first');
}

/** Numbers that are not packed yet: as many documents, or a few less. */
async function waiting(dataSource: DataSource): Promise<number> {
  const [{ count }] = await dataSource.query<[{ count: number }]>(
    `select coalesce((select max(number) from search_document), 0) - coalesce((select max(last) from search_segment), 0) as count`,
  );
  return count;
}

async function packWaiting(dataSource: DataSource, segments: readonly Segment[]): Promise<number> {
  const end = await lastWrittenNumber(dataSource);
  let packed = 0;
  for (let first = (segments.at(-1)?.last ?? 0) + 1; first <= end; ) {
    const stretch = stretchOf(first);
    const last = Math.min(end, stretch + STRETCH - 1);
    const siblings = segments.filter((segment) => stretchOf(segment.first) === stretch).length;
    const isWhole = last === stretch + STRETCH - 1 || siblings + 1 >= SEGMENTS_OF_STRETCH;
    packed += await pack(dataSource, isWhole ? Math.max(1, stretch) : first, last);
    first = last + 1;
  }
  return packed;
}

/** The last number of a committed document, at a moment at which nobody holds one that is not committed. */
function lastWrittenNumber(dataSource: DataSource): Promise<number> {
  return dataSource.transaction(async (manager) => {
    await manager.query(`select set_config('lock_timeout', $1, true)`, [`${LOCK_PATIENCE_MS}ms`]);
    await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.searchNumbers]);
    const [{ last }] = await manager.query<[{ last: number }]>('select coalesce(max(number), 0) as last from search_document');
    return last;
  });
}

/** Stretches that are packed whole and have lost many of their documents. */
function worn(dataSource: DataSource): Promise<{ first: number; last: number }[]> {
  return dataSource.query(
    `select min(s.first) as first, max(s.last) as last from search_segment s group by s.first / ${STRETCH}
     having (select count(*) from search_document d where d.number between min(s.first) and max(s.last)) < ${LIVE_SHARE} * sum(s.documents)
     order by 1`,
  );
}

/** Makes one segment of the documents with these numbers, in the place of all that lie within. Says how many there are. */
async function pack(dataSource: DataSource, first: number, last: number): Promise<number> {
  const postings = new StretchPostings(stretchOf(first));
  // By bounds alone: with an order and a limit the planner may read and sort the whole stretch for each page.
  for (let from = first; from <= last; from += PAGE) {
    const rows = await dataSource.query<StoredTerms[]>(
      `select number, kind, terms::text as terms, weights::text as weights from search_document where number between $1 and $2`,
      [from, Math.min(last, from + PAGE - 1)],
    );
    for (const row of rows) postings.add(row);
  }
  await dataSource.transaction(async (manager) => {
    await manager.query('delete from search_block where segment in (select first from search_segment where first between $1 and $2)', [first, last]);
    await manager.query('delete from search_segment where first between $1 and $2', [first, last]);
    await manager.query('insert into search_segment (first, last, documents) values ($1, $2, $3)', [first, last, postings.documents]);
    for (const portion of postings.portions()) await insertBlocks(manager, first, portion);
  });
  return postings.documents;
}

interface StoredTerms {
  readonly number: number;
  readonly kind: number;
  /** As Postgres writes an array of numbers: `{12,7}`. */
  readonly terms: string;
  readonly weights: string;
}

/** Blocks next to each other in one string of bytes. */
interface Portion {
  readonly bytes: Buffer;
  readonly kinds: readonly number[];
  readonly terms: readonly number[];
  readonly lengths: readonly number[];
}

async function insertBlocks(manager: EntityManager, segment: number, { bytes, kinds, terms, lengths }: Portion): Promise<void> {
  const starts: number[] = [];
  let start = 1;
  for (const length of lengths) {
    starts.push(start);
    start += length;
  }
  await manager.query(
    `insert into search_block (segment, kind, term, postings)
     select $1, kind, term, convert_from(substring($2::bytea from start for length), 'UTF8')
       from unnest($3::smallint[], $4::int[], $5::int[], $6::int[]) as block (kind, term, start, length)`,
    [segment, bytes, kinds, terms, starts, lengths],
  );
}

/** Collects the postings of a stretch and sorts them by kind and term. */
class StretchPostings {
  documents = 0;
  private size = 0;
  private places = new Uint16Array(1 << 16);
  private kinds = new Uint8Array(1 << 16);
  private terms = new Int32Array(1 << 16);
  private weights = new Uint16Array(1 << 16);

  constructor(private readonly stretch: number) {}

  add({ number, kind, terms, weights }: StoredTerms): void {
    this.documents += 1;
    const start = this.size;
    const end = start + eachNumber(terms, (term, i) => {
      if (start + i >= this.terms.length) this.grow();
      this.terms[start + i] = term;
      this.kinds[start + i] = kind;
      this.places[start + i] = number - this.stretch;
    });
    eachNumber(weights, (weight, i) => {
      this.weights[start + i] = weight;
    });
    this.size = end;
  }

  private grow(): void {
    const grown = <T extends Uint8Array | Uint16Array | Int32Array>(array: T, larger: T): T => {
      larger.set(array);
      return larger;
    };
    const length = 2 * this.terms.length;
    this.places = grown(this.places, new Uint16Array(length));
    this.kinds = grown(this.kinds, new Uint8Array(length));
    this.terms = grown(this.terms, new Int32Array(length));
    this.weights = grown(this.weights, new Uint16Array(length));
  }

  *portions(): Generator<Portion> {
    for (const kind of new Set(this.kinds.subarray(0, this.size))) yield* this.portionsOf(kind);
  }

  /** By counting: the place of each term's block first, then each posting into its block. */
  private *portionsOf(kind: number): Generator<Portion> {
    const ends = new Map<number, number>();
    const counts = new Int32Array(this.terms.subarray(0, this.size).reduce((most, term) => Math.max(most, term), 0) + 1);
    for (let i = 0; i < this.size; i++) if (this.kinds[i] === kind) counts[this.terms[i]!]! += 1;
    let [first, bytes] = [0, 0];
    for (let term = 0; term < counts.length; term++) {
      if (counts[term] === 0) continue;
      ends.set(term, bytes);
      bytes += counts[term]! * POSTING_BYTES;
      if (bytes < PORTION) continue;
      yield this.portion(kind, first, term, counts, ends, bytes);
      [first, bytes] = [term + 1, 0];
      ends.clear();
    }
    if (bytes > 0) yield this.portion(kind, first, counts.length - 1, counts, ends, bytes);
  }

  private portion(kind: number, first: number, last: number, counts: Int32Array, ends: Map<number, number>, size: number): Portion {
    const bytes = Buffer.allocUnsafe(size);
    const terms = [...ends.keys()];
    for (let i = 0; i < this.size; i++) {
      const term = this.terms[i]!;
      if (term < first || term > last || this.kinds[i] !== kind) continue;
      const at = ends.get(term)!;
      writePosting(bytes, at, this.places[i]!, this.weights[i]!);
      ends.set(term, at + POSTING_BYTES);
    }
    return { bytes, kinds: terms.map(() => kind), terms, lengths: terms.map((term) => counts[term]! * POSTING_BYTES) };
  }
}

/** Calls `take` with each number of `{12,7}`, from 0 on; says how many there were. None is negative. */
function eachNumber(array: string, take: (value: number, i: number) => void): number {
  let [count, value] = [0, 0];
  for (let at = 1; at < array.length; at++) {
    const digit = array.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = 10 * value + digit;
      continue;
    }
    // A comma, or the bracket at the end.
    if (array.length > 2) take(value, count++);
    value = 0;
  }
  return count;
}

const ZERO = '0'.charCodeAt(0);

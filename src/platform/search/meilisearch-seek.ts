import type { SearchParams, SearchResponse } from 'meilisearch';
import type { BoxRecord } from './meilisearch-record.js';
import { negated } from './meilisearch-filter.js';
import type { SearchQuery } from './search-index.js';
import { type Condition, join } from './threshold-filter.js';

/** The engine sorts hit by hit, 40 µs each: so far it may go by itself. */
const WALKED = 300;

/** Guesses of a place among the dates that are asked in one request, and how often. */
const GUESSES = 16;
const ROUNDS = 4;

/** One question to the index. */
export interface BoxSearch {
  readonly condition: Condition;
  readonly parameters: SearchParams;
}

type Ask = (searches: readonly BoxSearch[]) => Promise<SearchResponse<BoxRecord>[]>;

interface Page {
  readonly parameters: SearchParams;
  /** The hits from the page on, where the engine should not begin with the first one. */
  readonly condition?: Condition;
}

/** A field to sort by, and from where to where its values go in the order of the page. */
interface Axis {
  readonly field: 'publishedAt' | 'deadline';
  readonly sort: readonly string[];
  /** Hits with an earlier place in the order than a value. */
  readonly before: (value: number) => string;
}

const NEWEST: Axis = { field: 'publishedAt', sort: ['publishedAt:desc', 'id:asc'], before: (value) => `publishedAt > ${value}` };
const SOONEST: Axis = { field: 'deadline', sort: ['deadline:asc', 'publishedAt:desc', 'id:asc'], before: (value) => `deadline < ${value}` };
const UNDATED = 'deadline IS NULL';

/**
 * A page in the order of dates. Far behind the first one the engine would sort everything before it, so the date at which the page begins is
 * looked for by counting, and the rest is a page near the beginning.
 */
export async function seekPage({ order, offset, limit }: SearchQuery, hits: Condition, ask: Ask): Promise<Page> {
  if (order !== 'deadline') return pageOn(NEWEST, hits, offset, limit, ask);
  if (offset < WALKED) return { parameters: { sort: [...SOONEST.sort], offset, limit } };
  const [undated, all] = await ask([{ condition: join([hits, UNDATED], 'AND'), parameters: { limit: 0 } }, { condition: hits, parameters: { limit: 0 } }]);
  const dated = (all?.estimatedTotalHits ?? 0) - (undated?.estimatedTotalHits ?? 0);
  // A page on both sides of the border is the engine's own to sort.
  if (offset + limit <= dated) return pageOn(SOONEST, hits, offset, limit, ask);
  if (offset < dated) return { parameters: { sort: [...SOONEST.sort], offset, limit } };
  const rest = join([hits, UNDATED], 'AND');
  const page = await pageOn(NEWEST, rest, offset - dated, limit, ask);
  return { condition: rest, ...page };
}

async function pageOn({ field, sort, before }: Axis, hits: Condition, offset: number, limit: number, ask: Ask): Promise<Page> {
  const parameters = { sort: [...sort], offset, limit };
  if (offset < WALKED) return { parameters };
  const [first, last] = await ask([[...sort], sort.map(reversed)].map((order) => ({ condition: hits, parameters: { sort: order, limit: 1, attributesToRetrieve: ['id', field] } })));
  const ends = [first?.hits[0]?.[field], last?.hits[0]?.[field]];
  let [from, to] = [ends[0] ?? 0, ends[1] ?? 0];
  let skipped = 0;
  // `from` has at most `offset` hits before it, `to` more, or it is the end.
  for (let round = 0; round < ROUNDS && offset - skipped >= WALKED && Math.abs(to - from) > 1; round++) {
    const guesses = Array.from({ length: GUESSES }, (_, i) => Math.round(from + ((to - from) * (i + 1)) / (GUESSES + 1)));
    const counts = (await ask(guesses.map((value) => ({ condition: join([hits, before(value)], 'AND'), parameters: { limit: 0 } })))).map(({ estimatedTotalHits = 0 }) => estimatedTotalHits);
    const beyond = counts.findIndex((count) => count > offset);
    const place = beyond === -1 ? GUESSES - 1 : beyond - 1;
    if (beyond !== -1) to = guesses[beyond]!;
    if (place >= 0) [from, skipped] = [guesses[place]!, counts[place]!];
  }
  return { condition: join([hits, negated(before(from))], 'AND'), parameters: { ...parameters, offset: offset - skipped } };
}

const reversed = (order: string): string => (order.endsWith(':asc') ? order.replace(/asc$/, 'desc') : order.replace(/desc$/, 'asc'));

import type { SearchResponse } from 'meilisearch';
import { compileMeilisearchFilter } from './meilisearch-filter.js';
import { askedByHash, type MatchingRecord, overlapOf } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { matchingGroups } from './query-groups.js';
import type { CandidateQuery, SearchHit } from './search-index.js';
import { join, worthAtLeast } from './threshold-filter.js';
import { scoreOf } from './weight-scale.js';

/** A hit costs 25 to 60 µs with its weights, a count next to nothing: enough hits to hold the best, no more. */
const MOST = 1_000;
/** Where one need finds too few and the next lower one more than `MOST`, so many of those are taken. */
const MOST_AT_LAST = 3_000;
const FEWEST = 200;

/** The need that the last query of a kind came to, as a share of its worth: the next one begins there. */
export class NeedMemory {
  private readonly shares = new Map<string, number>();

  guess(key: string, total: number): number {
    return Math.min(total, Math.max(1, Math.round((this.shares.get(key) ?? 0) * total)));
  }

  /** Follows slowly, so that one odd query does not lead the next astray. */
  learn(key: string, need: number, total: number): void {
    const before = this.shares.get(key) ?? need / total;
    this.shares.set(key, before + (need / total - before) / 4);
  }
}

/**
 * Finds candidates by a Boolean threshold and scores them exactly: the documents whose groups of the query's terms are worth at least
 * `need`, the lowest need that finds no more than a thousand; then Σ asked × kept weight of each.
 */
export async function findCandidates(server: MeilisearchServer, uid: string, query: CandidateQuery, memory: NeedMemory): Promise<SearchHit[]> {
  const constraints = join([`kind = ${query.kind}`, compileMeilisearchFilter(query.filter)], 'AND');
  if (query.terms.length === 0 || constraints === false) return [];
  const groups = matchingGroups(query.terms);
  const top = groups.reduce((sum, { worth }) => sum + worth, 0);
  const ask = (need: number, limit: number): Promise<SearchResponse<MatchingRecord>> => {
    const filter = String(join([worthAtLeast(groups, need, 'terms'), constraints], 'AND'));
    return server.search<MatchingRecord>(uid, { filter, limit, attributesToRetrieve: ['id', 'weights'] });
  };
  const key = `${query.kind} ${groups.length}`;
  const edge = await findEdge(async (need) => (await ask(need, 0)).estimatedTotalHits ?? 0, memory.guess(key, top), top);
  memory.learn(key, Math.min(top, edge.need), top);
  const records = edge.count > 0 ? (await ask(edge.need, MOST)).hits : [];
  if (edge.count < Math.max(FEWEST, query.limit) && edge.need > 1) records.push(...(await ask(edge.need - 1, MOST_AT_LAST)).hits);
  const asked = askedByHash(query.terms);
  const scored = [...new Map(records.map(({ id, weights }) => [id, weights]))].map(([id, weights]) => ({ id, sum: overlapOf(asked, weights).sum }));
  scored.sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1));
  return scored.slice(0, query.limit).map(({ id, sum }) => ({ id, kind: query.kind, score: scoreOf(sum) }));
}

interface Edge {
  /** The lowest need that finds no more than `MOST`; one above the top when even the top finds more. */
  readonly need: number;
  readonly count: number;
}

/** From the guess up or down until both sides of the edge are known: the guess decides how long it takes, never what comes out. */
async function findEdge(count: (need: number) => Promise<number>, guess: number, top: number): Promise<Edge> {
  let tooLow = 0;
  let edge: Edge = { need: top + 1, count: 0 };
  for (let need = guess; edge.need - tooLow > 1; ) {
    const found = await count(need);
    if (found > MOST) tooLow = need;
    else edge = { need, count: found };
    const step = Math.max(1, Math.round(NEEDS_PER_DOUBLING * Math.abs(Math.log2(Math.max(found, 1) / MOST))));
    need = Math.min(edge.need - 1, Math.max(tooLow + 1, found > MOST ? need + step : need - step));
  }
  return edge;
}

/** By so much the need changes when twice as many are found, as far as one can say. */
const NEEDS_PER_DOUBLING = 1.5;

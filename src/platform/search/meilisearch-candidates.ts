import { compileMeilisearchFilter } from './meilisearch-filter.js';
import { askedByHash, type MeilisearchRecord, overlapOf } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { matchingGroups } from './query-groups.js';
import type { CandidateQuery, SearchHit } from './search-index.js';
import { join, worthAtLeast } from './threshold-filter.js';
import { scoreOf } from './weight-scale.js';

/** A hit costs some 30 µs with its weights: enough of them to hold the best, no more. */
const MOST = 1_000;
/** When the step from too few to too many is too big, the many are taken up to here. */
const MOST_AT_LAST = 3_000;
/** Fewer than this, and the next lower need is tried. */
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

interface Found {
  readonly total: number;
  readonly hits: readonly MeilisearchRecord[];
}

interface Settled {
  readonly need: number;
  readonly hits: readonly MeilisearchRecord[];
}

/**
 * Finds candidates by a Boolean threshold and scores them exactly: the documents whose groups of the query's terms are worth at least
 * `need`, the need such that between 200 and 1,000 are found; then Σ asked × kept weight of each.
 */
export async function findCandidates(server: MeilisearchServer, uid: string, query: CandidateQuery, memory: NeedMemory): Promise<SearchHit[]> {
  const constraints = join([`kind = ${query.kind}`, compileMeilisearchFilter(query.filter)], 'AND');
  if (query.terms.length === 0 || constraints === false) return [];
  const groups = matchingGroups(query.terms);
  const total = groups.reduce((sum, { worth }) => sum + worth, 0);
  const key = `${query.kind} ${groups.length}`;
  const ask = (need: number, limit: number): Promise<Found> => askFor(server, uid, String(join([worthAtLeast(groups, need, 'terms'), constraints], 'AND')), limit);
  const { need, hits } = await settle(ask, memory.guess(key, total), total, Math.min(MOST, Math.max(FEWEST, query.limit)));
  memory.learn(key, need, total);
  const asked = askedByHash(query.terms);
  const scored = hits.map(({ id, weights }) => ({ id, sum: overlapOf(asked, weights).sum }));
  scored.sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1));
  return scored.slice(0, query.limit).map(({ id, sum }) => ({ id, kind: query.kind, score: scoreOf(sum) }));
}

/**
 * Looks for the lowest need that finds no more than `MOST`, from the guess up or down until the two sides meet or enough are found.
 * Where one need finds too few and the next lower one too many, both are taken.
 */
async function settle(ask: (need: number, limit: number) => Promise<Found>, guess: number, top: number, enough: number): Promise<Settled> {
  let tooLow = 0;
  let fitting: Settled | null = null;
  for (let need = guess; need > tooLow && need < (fitting?.need ?? top + 1); ) {
    const found = await ask(need, MOST);
    if (found.total > MOST) {
      tooLow = need;
      need = Math.min((fitting?.need ?? top + 1) - 1, need + steps(found.total / MOST));
    } else {
      fitting = { need, hits: found.hits };
      if (found.total >= enough || need === 1) return fitting;
      need = Math.max(tooLow + 1, need - (found.total === 0 ? Math.ceil(need / 2) : steps(enough / found.total)));
    }
  }
  const { hits } = await ask(tooLow, MOST_AT_LAST);
  return { need: fitting?.need ?? tooLow, hits: [...new Map([...(fitting?.hits ?? []), ...hits].map((hit) => [hit.id, hit])).values()] };
}

/** From one need to the next the count changes by a factor of two or so. */
function steps(factor: number): number {
  return Math.max(1, Math.floor(Math.log2(factor)));
}

async function askFor(server: MeilisearchServer, uid: string, filter: string, limit: number): Promise<Found> {
  const { hits, estimatedTotalHits } = await server.search(uid, { filter, limit, attributesToRetrieve: ['id', 'weights'] });
  return { total: estimatedTotalHits ?? hits.length, hits };
}

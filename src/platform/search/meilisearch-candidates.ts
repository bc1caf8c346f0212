import { AnswerReader } from './answer-reader.js';
import { AskedTerms } from './asked-terms.js';
import { compileMeilisearchFilter } from './meilisearch-filter.js';
import type { IndexSample, IndexSamples } from './meilisearch-sample.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { matchingGroups } from './query-groups.js';
import type { CandidateQuery, SearchHit } from './search-index.js';
import { join, type TermGroup, worthAtLeast } from './threshold-filter.js';
import { scoreOf } from './weight-scale.js';

/** While the need must be found by counting: enough hits to hold the best, no more. */
const MOST = 1_000;
/** Where one need finds too few and the next lower one more than `MOST`, so many of those are taken. */
const MOST_AT_LAST = 3_000;
const FEWEST = 200;
/**
 * With a guess from a sample: so many are expected at most, of a few documents and of each so many more. The groups tell documents apart only so far, so that the
 * best of a larger market are among more that look alike.
 */
const EXPECTED = 1_500;
const ONE_MORE_OF = 90;
/** Up to so much more than what is expected is taken. */
const TAKEN = 5 / 3;
/** In the sample counting goes on to so many times as many, for a second question with a lower need. */
const LOOKED_AT = 2;

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

/** Where candidates are looked for, with what is known of it beforehand. */
export interface MatchingPlace {
  readonly server: MeilisearchServer;
  readonly uid: string;
  readonly memory: NeedMemory;
  readonly samples: IndexSamples;
  /** So many hits of a question are to be expected; null: as many as it takes to hold the best. */
  readonly expected: number | null;
}

/**
 * Finds candidates by a Boolean threshold and scores them exactly: the documents whose groups of the query's terms are worth at least
 * `need`, the lowest need that finds no more than some thousand; then Σ asked × kept weight of each. A sample of the index tells beforehand which need that
 * is, so that mostly one question is enough; where there is none, the server is asked for counts.
 */
export async function findCandidates({ server, uid, memory, samples, expected }: MatchingPlace, query: CandidateQuery): Promise<SearchHit[]> {
  const constraints = join([`kind = ${query.kind}`, compileMeilisearchFilter(query.filter)], 'AND');
  if (query.terms.length === 0 || constraints === false) return [];
  const groups = matchingGroups(query.terms);
  const asked = new AskedTerms(query.terms);
  const ask: Ask = async (need, limit) => {
    const filter = String(join([worthAtLeast(groups, need, 'terms'), constraints], 'AND'));
    return server.read(uid, filter, ['id', 'weights'], limit, () => new AnswerReader(asked));
  };
  const sample = await samples.of(query.kind);
  const answers = sample === null ? await findByCounting(ask, groups, query, memory) : await findByGuess(ask, sample, groups, query, expected);
  return bestOf(answers, query.limit).map(({ id, sum }) => ({ id, kind: query.kind, score: scoreOf(sum) }));
}

/** What came to a question. */
interface Answer {
  readonly ids: readonly string[];
  readonly sums: readonly number[];
  /** So many there are. */
  readonly total: number;
}

type Ask = (need: number, limit: number) => Promise<Answer>;

/** The best of all that came, ties by id. What came twice counts once. */
function bestOf(answers: readonly Answer[], limit: number): { readonly id: string; readonly sum: number }[] {
  const sums = new Float64Array(answers.flatMap((answer) => answer.sums));
  const ids = answers.flatMap((answer) => answer.ids);
  // Objects are made and put in order of none but those that may be among the best.
  const lowest = sums.slice().sort().at(-limit * answers.length) ?? 0;
  const best = new Map<string, number>();
  for (let i = 0; i < sums.length; i++) if (sums[i]! >= lowest) best.set(ids[i]!, sums[i]!);
  return [...best].map(([id, sum]) => ({ id, sum })).sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

/** One question with the lowest need that should find few enough; one more where it finds far more or far fewer than expected. */
async function findByGuess(ask: Ask, sample: IndexSample, groups: readonly TermGroup[], { filter, limit }: CandidateQuery, wanted: number | null): Promise<readonly Answer[]> {
  const expected = wanted ?? Math.round(EXPECTED + sample.documents / ONE_MORE_OF);
  const counts = sample.expectedCounts(groups, filter, LOOKED_AT * expected);
  const top = counts.length - 1;
  const taken = Math.round(TAKEN * expected);
  const lowestFor = (most: number): number => {
    const found = counts.findIndex((count, need) => need > 0 && count <= most);
    return found < 0 ? top : found;
  };
  const need = lowestFor(expected);
  const first = await ask(need, taken);
  if (first.total > taken && need < top) {
    const ratio = first.total / Math.max(counts[need]!, 1);
    const higher = Math.max(need + 1, lowestFor(expected / ratio));
    return [await ask(higher, taken), first];
  }
  if (first.total >= Math.max(FEWEST, limit) || need === 1) return [first];
  const ratio = (first.total + 1) / Math.max(counts[need]!, 1);
  return [first, await ask(Math.min(need - 1, lowestFor(expected / Math.min(1, ratio))), taken)];
}

async function findByCounting(ask: Ask, groups: readonly TermGroup[], query: CandidateQuery, memory: NeedMemory): Promise<readonly Answer[]> {
  const top = groups.reduce((sum, { worth }) => sum + worth, 0);
  const key = `${query.kind} ${groups.length}`;
  const edge = await findEdge(async (need) => (await ask(need, 0)).total, memory.guess(key, top), top);
  memory.learn(key, Math.min(top, edge.need), top);
  const answers = edge.count > 0 ? [await ask(edge.need, MOST)] : [];
  if (edge.count >= Math.max(FEWEST, query.limit) || edge.need <= 1) return answers;
  return [...answers, await ask(edge.need - 1, MOST_AT_LAST)];
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

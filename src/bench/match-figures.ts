import { mean, quantile, recallAt } from '../evaluation/metrics.js';
import { Progress } from '../trial/progress.js';
import type { BenchEngine } from './bench-engine.js';
import type { MatchQuestion, Trigger } from './match-questions.js';

/** Milliseconds. */
export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Shares of the exact best fifty and ten that candidates hold. */
export interface HeldShares {
  readonly bestFiftyHeld: number;
  readonly bestTenHeld: number;
}

export interface MatchFigures extends HeldShares {
  readonly trigger: Trigger;
  /** Candidates found, scored and explained: each question for the first time, and when all were asked before. */
  readonly coldMs: Quantiles;
  readonly matchMs: Quantiles;
  /** The same without scores and explanations. */
  readonly candidatesMs: Quantiles;
  /** The engine alone, asked the same. */
  readonly rawMs: Quantiles;
  /** How many candidates come. */
  readonly candidates: number;
  readonly rounds: number;
}

/** Rounds of all questions: as many as fit into the time, within bounds. */
const ROUNDS = { most: 5, fewest: 2 };
const ROUNDS_MS = 75_000;
const TOP = 10;

/**
 * Asks an engine for the matches of new listings. Rounds in which ours and the engine alone take turns, so that whatever else the machine does meets
 * both; every question counts once in each round, and a quantile is the median of the rounds'.
 *
 * @param best of each question, by full BM25
 */
export async function matchFigures(engine: BenchEngine, trigger: Trigger, questions: readonly MatchQuestion[], best: readonly (readonly string[])[], stop: AbortSignal): Promise<MatchFigures> {
  const { find, bare, warm } = await engine.candidates(questions.map(({ query }) => query));
  const cold: number[] = [];
  const found: (readonly string[])[] = [];
  const first = new Progress(`${trigger}s, first time`, questions.length);
  for (const { query, explain } of questions) {
    stop.throwIfAborted();
    const [asked, ids] = await timed(async () => (await find(query)).map(({ id }) => id));
    // The first time makes up the facts that the product would read.
    explain(ids);
    const [explained] = await timed(async () => explain(ids));
    cold.push(asked + explained);
    found.push(ids);
    first.add();
  }
  first.end();
  await warm();
  const alone = await bare();
  const times = { match: [] as number[][], candidates: [] as number[][], raw: [] as number[][] };
  let rounds = ROUNDS.fewest;
  const progress = new Progress(`${trigger}s, warm`, ROUNDS.most);
  for (let round = 0; round < rounds; round++) {
    const [match, candidates, raw]: [number[], number[], number[]] = [[], [], []];
    const start = performance.now();
    for (const [i, { query, explain }] of questions.entries()) {
      stop.throwIfAborted();
      const ours = async (): Promise<void> => {
        const [asked, ids] = await timed(async () => (await find(query)).map(({ id }) => id));
        const [explained] = await timed(async () => explain(ids));
        candidates.push(asked);
        match.push(asked + explained);
      };
      const theirs = async (): Promise<void> => void raw.push((await timed(() => alone(i)))[0]);
      for (const each of (round + i) % 2 === 0 ? [ours, theirs] : [theirs, ours]) await each();
    }
    times.match.push(match);
    times.candidates.push(candidates);
    times.raw.push(raw);
    if (round === 0) rounds = Math.max(ROUNDS.fewest, Math.min(ROUNDS.most, Math.floor(ROUNDS_MS / (performance.now() - start))));
    progress.add();
  }
  progress.end();
  return {
    ...heldShares(found, best),
    trigger,
    coldMs: quantiles([cold]),
    matchMs: quantiles(times.match),
    candidatesMs: quantiles(times.candidates),
    rawMs: quantiles(times.raw),
    candidates: mean(found.map((ids) => ids.length)),
    rounds,
  };
}

/** Questions that nothing answers are left out. */
export function heldShares(found: readonly (readonly string[])[], best: readonly (readonly string[])[]): HeldShares {
  const share = (most: number): number =>
    mean(best.flatMap((exact, i) => (exact.length === 0 ? [] : [recallAt(found[i]!, new Set(exact.slice(0, most)), found[i]!.length)])));
  return { bestFiftyHeld: share(Number.POSITIVE_INFINITY), bestTenHeld: share(TOP) };
}

export async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

/** The median over rounds of each round's quantile. */
export function quantiles(rounds: readonly (readonly number[])[]): Quantiles {
  const of = (q: number): number => Math.round(100 * quantile(rounds.map((times) => quantile(times, q)), 0.5)) / 100;
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) };
}

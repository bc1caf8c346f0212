import type { DataSource } from 'typeorm';
import { mean, quantile, recallAt } from '../evaluation/metrics.js';
import type { BenchEngine } from './bench-engine.js';
import { exactBest, layOutPostings } from './exact-candidates.js';
import type { MatchQuestion, Trigger } from './match-questions.js';

/** Milliseconds. */
interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface MatchFigures {
  readonly trigger: Trigger;
  /** Candidates found, scored and explained: each question for the first time, and when all were asked before. */
  readonly coldMs: Quantiles;
  readonly matchMs: Quantiles;
  /** The same without scores and explanations. */
  readonly candidatesMs: Quantiles;
  /** The engine alone, asked the same. */
  readonly rawMs: Quantiles;
  /** Candidates that came, and of them explained. */
  readonly candidates: number;
  /** Shares of the exact best fifty and ten that the candidates hold. */
  readonly bestFiftyHeld: number;
  readonly bestTenHeld: number;
}

const HITS = 50;
const TOP = 10;

/**
 * Asks an engine for the matches of new listings. Rounds in which ours and the engine alone take turns, so that whatever else the machine does meets
 * both; every question counts once in each round, and a quantile is the median of the rounds'.
 */
export async function matchFigures(engine: BenchEngine, truth: DataSource, trigger: Trigger, questions: readonly MatchQuestion[], rounds: number): Promise<MatchFigures> {
  const { index, bare } = await engine.candidates(questions.map(({ query }) => query));
  const cold: number[] = [];
  const found: (readonly string[])[] = [];
  for (const { query, explain } of questions) {
    const [asked, ids] = await timed(async () => (await index.candidates(query)).map(({ id }) => id));
    // The first time makes up the facts that the product would read.
    explain(ids);
    const [explained] = await timed(async () => explain(ids));
    cold.push(asked + explained);
    found.push(ids);
  }
  const times = { match: [] as number[][], candidates: [] as number[][], raw: [] as number[][] };
  for (let round = 0; round < rounds; round++) {
    const [match, candidates, raw]: [number[], number[], number[]] = [[], [], []];
    for (const [i, { query, explain }] of questions.entries()) {
      const ours = async (): Promise<void> => {
        const [asked, ids] = await timed(async () => (await index.candidates(query)).map(({ id }) => id));
        const [explained] = await timed(async () => explain(ids));
        candidates.push(asked);
        match.push(asked + explained);
      };
      const theirs = async (): Promise<void> => void raw.push((await timed(() => bare(i)))[0]);
      for (const each of (round + i) % 2 === 0 ? [ours, theirs] : [theirs, ours]) await each();
    }
    times.match.push(match);
    times.candidates.push(candidates);
    times.raw.push(raw);
  }
  await layOutPostings(truth, questions.map(({ query }) => query));
  const held = { fifty: [] as number[], ten: [] as number[] };
  for (const [i, { query }] of questions.entries()) {
    const best = await exactBest(truth, query, HITS);
    if (best.length === 0) continue;
    held.fifty.push(recallAt(found[i]!, new Set(best), found[i]!.length));
    held.ten.push(recallAt(found[i]!, new Set(best.slice(0, TOP)), found[i]!.length));
  }
  return {
    trigger,
    coldMs: quantiles([cold]),
    matchMs: quantiles(times.match),
    candidatesMs: quantiles(times.candidates),
    rawMs: quantiles(times.raw),
    candidates: mean(found.map((ids) => ids.length)),
    bestFiftyHeld: mean(held.fifty),
    bestTenHeld: mean(held.ten),
  };
}

async function timed<T>(work: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

/** The median over rounds of each round's quantile. */
function quantiles(rounds: readonly (readonly number[])[]): Quantiles {
  const of = (q: number): number => Math.round(100 * quantile(rounds.map((times) => quantile(times, q)), 0.5)) / 100;
  return { p50: of(0.5), p95: of(0.95), p99: of(0.99) };
}

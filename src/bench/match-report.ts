import { type MatchFigures, type Quantiles } from './match-figures.js';
import type { CurvePoint } from './match-curve.js';
import { memoryMegabytes, size } from './machine.js';
import { type ServerMemory, shownMemory } from './server-memory.js';

/** What was measured of one engine with one number of listings. */
export interface EngineFigures {
  readonly engine: 'postgres' | 'meilisearch';
  /** With the server's version. */
  readonly name: string;
  readonly listings: number;
  /** Null for a collection that was kept and whose load was not timed. */
  readonly loadPerSecond: number | null;
  readonly bytes: number;
  readonly memory: ServerMemory | null;
  /** A new demand against all offerings first. */
  readonly triggers: readonly [demand: MatchFigures, offering: MatchFigures];
  readonly curve: readonly CurvePoint[];
}

const all = ({ p50, p95, p99 }: Quantiles): string => [p50, p95, p99].map((each) => each.toFixed(1)).join(' / ');
const count = (value: number): string => value.toLocaleString('en');

/** In lines to read. */
export function* reportLines({ name, listings, loadPerSecond, bytes, memory, triggers, curve }: EngineFigures): Generator<string> {
  const loaded = loadPerSecond === null ? '' : `loaded ${count(loadPerSecond)} a second, `;
  yield `${name}, ${count(listings)} listings: ${loaded}index ${size(bytes)}; ${shownMemory(memory)}; this process ${memoryMegabytes()} MB`;
  for (const { trigger, matchMs, coldMs, candidatesMs, rawMs, candidates, bestFiftyHeld, bestTenHeld, rounds } of triggers) {
    const against = trigger === 'demand' ? 'a new demand against all offerings' : 'a new offering against all open demands';
    yield `  ${against}: ${candidates.toFixed(0)} candidates; of the exact best 50 ${bestFiftyHeld.toFixed(3)}, of the best 10 ${bestTenHeld.toFixed(3)}`;
    yield `    p50 / p95 / p99, ms, ${rounds} rounds: match ${all(matchMs)}; the first time ${all(coldMs)}; candidates ${all(candidatesMs)}; engine alone ${all(rawMs)}`;
    yield `    candidates take ${(candidatesMs.p50 / rawMs.p50).toFixed(2)} × what the engine alone takes at p50, ${(candidatesMs.p95 / rawMs.p95).toFixed(2)} × at p95`;
  }
  if (curve.length === 0) return;
  yield `  the engine alone for so many records, p50 / p95 / p99, ms, with what they hold; and our candidates from them`;
  for (const { aim, rawMs, candidatesMs, bestFiftyHeld, bestTenHeld } of curve) {
    yield `    ${count(aim).padStart(6)}  engine ${all(rawMs).padEnd(22)}  best 50 ${bestFiftyHeld.toFixed(3)}  best 10 ${bestTenHeld.toFixed(3)}  ours ${all(candidatesMs)}`;
  }
}

/** How it grows with the collection: a line for each number of listings. */
export function* growthLines(figures: readonly EngineFigures[]): Generator<string> {
  for (const name of new Set(figures.map((each) => each.name))) {
    yield `${name}: listings, match p50 / p95 (engine alone) for a demand, for an offering, ms, best 50 held, index`;
    for (const { listings, bytes, triggers } of figures.filter((each) => each.name === name)) {
      const times = triggers.map(({ matchMs, rawMs }) => `${matchMs.p50.toFixed(1)} / ${matchMs.p95.toFixed(1)} (${rawMs.p50.toFixed(1)} / ${rawMs.p95.toFixed(1)})`);
      yield `  ${count(listings).padStart(9)}  ${times.join('  ')}  ${triggers[0].bestFiftyHeld.toFixed(3)}  ${size(bytes)}`;
    }
  }
}

/** As it is printed with `--json`: times are those of a new demand against all offerings. */
export function asJson(figures: readonly EngineFigures[]): object {
  return {
    engines: figures.map(({ engine, listings, loadPerSecond, triggers: [{ matchMs, rawMs, bestFiftyHeld, bestTenHeld }] }) => ({
      ...{ engine, listings, loadPerSecond, matchMs: { p50: matchMs.p50, p95: matchMs.p95 }, rawMs: { p50: rawMs.p50 } },
      ...{ bestFiftyHeld, bestTenHeld },
    })),
  };
}

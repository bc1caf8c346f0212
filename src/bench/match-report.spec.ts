import { heldShares, type MatchFigures } from './match-figures.js';
import { asJson, type EngineFigures, growthLines, reportLines } from './match-report.js';

const ms = { p50: 1, p95: 2, p99: 3 };
const trigger = (of: MatchFigures['trigger']): MatchFigures => ({
  ...{ trigger: of, coldMs: { p50: 7, p95: 8, p99: 9 }, matchMs: { p50: 4, p95: 5, p99: 6 }, candidatesMs: ms, rawMs: ms },
  ...{ candidates: 200, rounds: 5, bestFiftyHeld: 0.96, bestTenHeld: 0.98 },
});
const figures = (listings: number): EngineFigures => ({
  ...{ engine: 'meilisearch', name: 'meilisearch 1.50.0', listings, loadPerSecond: 3_100, bytes: 2 ** 21 },
  ...{ memory: { own: 2 ** 22, mapped: 2 ** 23 }, triggers: [trigger('demand'), trigger('offering')], curve: [{ aim: 900, rawMs: ms, candidatesMs: ms, bestFiftyHeld: 0.9, bestTenHeld: 1 }] },
});

it('is as JSON what was agreed, and nothing else', () => {
  expect(asJson([figures(10_000)])).toEqual({
    engines: [{ engine: 'meilisearch', listings: 10_000, loadPerSecond: 3_100, matchMs: { p50: 4, p95: 5 }, rawMs: { p50: 1 }, bestFiftyHeld: 0.96, bestTenHeld: 0.98 }],
  });
});

it('says in words all that is asked for', () => {
  const text = [...reportLines(figures(10_000)), ...growthLines([figures(10_000), figures(100_000)])].join('\n');
  for (const part of ['loaded 3,100 a second', 'index 2 MB', 'holds 4 MB and maps 8 MB', 'match 4.0 / 5.0 / 6.0', 'the first time 7.0 / 8.0 / 9.0', '1.00 ×', '900  engine 1.0', '   100,000  4.0 / 5.0 (1.0 / 2.0)']) {
    expect(text).toContain(part);
  }
});

it('holds of the best what was found, and leaves out what nothing answers', () => {
  const best = [Array.from({ length: 50 }, (_, i) => `a${i}`), [], ['b']];
  expect(heldShares([['a0', 'a1', 'x'], [], ['b']], best)).toEqual({ bestFiftyHeld: (0.04 + 1) / 2, bestTenHeld: (0.2 + 1) / 2 });
});

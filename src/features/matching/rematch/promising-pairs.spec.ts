import fc from 'fast-check';
import { RELEVANCE_FLOOR } from '../relevance.js';
import { SUGGESTION_FLOOR, SUGGESTIONS } from '../match.rules.js';
import { amongStanding, areTheBest, promisingPairs, type RoughPair, stillTrue } from './promising-pairs.js';

interface KnownPair extends RoughPair {
  readonly exact: number;
  readonly exactRelevance: number;
}

const knownPair = fc
  .record({ exact: fc.integer({ min: 0, max: 1_000 }), below: fc.nat(20), above: fc.nat(20), relevance: fc.integer({ min: 0, max: 100 }), enterprise: fc.nat(30) })
  .map(({ exact, below, above, relevance, enterprise }) => ({
    exact: exact / 10,
    low: (exact - below) / 10,
    high: (exact + above) / 10,
    exactRelevance: relevance / 100,
    relevance: relevance / 100 + 0.02,
    provider: enterprise,
  }));
const knownPairs = fc.array(knownPair, { maxLength: 120 }).map((pairs) => pairs.map((pair, i): KnownPair => ({ ...pair, offeringId: `o${i}` })));

/** The suggestions by the exact scores, as `rankDemand` and the ranking choose them. */
function suggestionsOf(pairs: readonly KnownPair[]): KnownPair[] {
  const counts = new Map<number, number>();
  const spread = [...pairs].sort((a, b) => b.exact - a.exact || (a.offeringId < b.offeringId ? -1 : 1)).filter(({ provider }) => {
    counts.set(provider, (counts.get(provider) ?? 0) + 1);
    return counts.get(provider)! <= 2;
  });
  return spread.filter(({ exact, exactRelevance }) => exact >= SUGGESTION_FLOOR && exactRelevance >= RELEVANCE_FLOOR).slice(0, SUGGESTIONS);
}

describe('promising pairs', () => {
  it('give the same suggestions as all pairs', () => {
    fc.assert(
      fc.property(knownPairs, (pairs) => {
        const promising = new Set(promisingPairs(pairs).map(({ offeringId }) => offeringId));
        const chosen = pairs.filter(({ offeringId }) => promising.has(offeringId));
        expect(suggestionsOf(chosen)).toEqual(suggestionsOf(pairs));
      }),
      { numRuns: 300 },
    );
  });

  it('are few where the bounds are narrow', () => {
    const pairs = Array.from({ length: 200 }, (_, i) => ({ offeringId: `o${i}`, provider: i, low: 80 - i / 4, high: 80.2 - i / 4, relevance: 0.9 }));
    expect(promisingPairs(pairs)).toHaveLength(SUGGESTIONS);
  });
});

describe('stored suggestions', () => {
  const pair = (n: number, low: number, enterprise = n): RoughPair => ({ offeringId: `o${n}`, provider: enterprise, low, high: low + 0.2, relevance: 0.9 });
  const stored = (n: number, score: number, weights = 'w'): { offeringId: string; score: number; weights: string } => ({ offeringId: `o${n}`, score, weights });
  const isStillTrue = (before: ReturnType<typeof stored>[], pairs: RoughPair[], weights: string): boolean => {
    const standing = stillTrue(before, pairs, weights);
    return standing.length === before.length && areTheBest(standing, pairs);
  };

  it('are still true while they moved by less than half a point and nobody better is there', () => {
    expect(isStillTrue([stored(1, 50), stored(2, 40)], [pair(1, 50.3), pair(2, 39.9)], 'w')).toBe(true);
    expect(isStillTrue([], [], 'w')).toBe(true);
  });

  it('are not when a score moved, one is gone, the tables changed or somebody new fits', () => {
    expect(isStillTrue([stored(1, 50)], [pair(1, 51)], 'w')).toBe(false);
    expect(isStillTrue([stored(1, 50)], [pair(1, 48)], 'w')).toBe(false);
    expect(isStillTrue([stored(1, 50)], [], 'w')).toBe(false);
    expect(isStillTrue([stored(1, 50, 'older')], [pair(1, 50)], 'w')).toBe(false);
    expect(isStillTrue([stored(1, 50)], [pair(1, 50), pair(2, 30)], 'w')).toBe(false);
  });

  it('are when the new one is the third of an enterprise, or no better than the last of thirty', () => {
    expect(isStillTrue([stored(1, 50), stored(2, 40)], [pair(1, 50, 7), pair(2, 40, 7), pair(3, 39, 7)], 'w')).toBe(true);
    const full = Array.from({ length: SUGGESTIONS }, (_, i) => i);
    const pairs = full.map((i) => pair(i, 60));
    expect(isStillTrue(full.map((i) => stored(i, 60)), [...pairs, pair(100, 59)], 'w')).toBe(true);
    expect(isStillTrue(full.map((i) => stored(i, 60)), [...pairs, pair(100, 61)], 'w')).toBe(false);
  });
});

describe('pairs that were scored anew among suggestions that stand', () => {
  it('are what a ranking of them all keeps', () => {
    fc.assert(
      fc.property(knownPairs, fc.func(fc.boolean()), (pairs, isNew) => {
        // No two alike: of equals the one that stands stays, whatever its text.
        const distinct = pairs.map((pair, i) => ({ ...pair, exact: pair.exact + i / 1_000 }));
        const before = suggestionsOf(distinct).filter(({ offeringId }) => !isNew(offeringId));
        const standing = before.map(({ offeringId, provider, exact }) => ({ offeringId, offeringEnterpriseId: `e${provider}`, score: exact }));
        const held = new Set(before.map(({ offeringId }) => offeringId));
        const scored = distinct.filter(({ offeringId }) => !held.has(offeringId)).map((pair) => ({ ...pair, offeringEnterpriseId: `e${pair.provider}` }));
        const { chosen, staying } = amongStanding(scored, standing, { total: ({ exact }) => exact, isWorth: ({ exact, exactRelevance }) => exact >= SUGGESTION_FLOOR && exactRelevance >= RELEVANCE_FLOOR });
        const ids = (some: readonly { offeringId: string }[]): string[] => some.map(({ offeringId }) => offeringId).sort();
        expect(ids([...chosen, ...staying])).toEqual(ids(suggestionsOf(distinct)));
      }),
      { numRuns: 200 },
    );
  });
});

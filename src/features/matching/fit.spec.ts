import { explanationOf } from '../../../test/support/market.js';
import type { Explanation } from './explanation.js';
import type { DemandFacts, Supply } from './facts.js';
import { adviceForFailures, adviceForParts, verdictOf } from './fit.js';
import { STARTING_WEIGHTS } from './scoring/weights.js';

const supply = (provider: Partial<Supply['provider']> = {}): Supply => ({
  offering: {} as Supply['offering'],
  provider: { size: 'large', invited: 10, openInvitations: 0, capacity: 3, ...provider } as Supply['provider'],
});
const open = { hasFreeSeat: true, hasBetter: false, hasHadShare: false };

describe('the verdict', () => {
  it('follows the rules that fill the seats', () => {
    expect(verdictOf(explanationOf(60), supply(), open)).toBe('next');
    expect(verdictOf(explanationOf(60), supply(), { ...open, hasFreeSeat: false })).toBe('queued');
    expect(verdictOf(explanationOf(60), supply({ openInvitations: 3 }), open)).toBe('busy');
    expect(verdictOf(explanationOf(60), supply({ openInvitations: 3 }), { ...open, hasBetter: true })).toBe('second');
    expect(verdictOf(explanationOf(60), supply(), { ...open, hasHadShare: true })).toBe('shared');
    expect(verdictOf(explanationOf(40), supply(), open)).toBe('weak');
    expect(verdictOf(explanationOf(40), supply({ size: 'micro', invited: 1, openInvitations: 1 }), open)).toBe('exploring');
    expect(verdictOf(explanationOf(40), supply({ size: 'micro', invited: 3 }), open)).toBe('weak');
    expect(verdictOf(explanationOf(12), supply(), open)).toBe('unrelated');
    const thin = explanationOf(60);
    expect(verdictOf({ ...thin, factory: { ...thin.factory, coverage: 0.4 } }, supply(), open)).toBe('unknown');
  });

  it('has advice only for what the provider can change', () => {
    const region = { region: { region: '1309' } };
    expect(adviceForFailures([{ code: 'region-not-served', params: region }, { code: 'blocked', params: {} }])).toEqual([{ reason: { code: 'serve-region', params: region }, points: null }]);
  });

  it('puts what could bring the most first, and says how much by itself', () => {
    const parts = (text: number, region: number): Explanation['factory'] => ({
      // Text 45 and region 7 of the starting table had data: 52 of 100.
      points: text + region,
      coverage: 0.52,
      parts: [
        { part: 'text', value: text / 86.5, points: text, of: 86.5, reason: { code: 'text-common', params: {} } },
        { part: 'region', value: region / 13.5, points: region, of: 13.5, reason: { code: 'region-everywhere', params: {} } },
      ],
      leftOut: ['category', 'budget'],
    });
    const factory = parts(26.5, 3.5);
    const explanation: Explanation = { ...explanationOf(30), factory, text: { ...explanationOf(30).text, matched: [], missing: ['刀具寿命'] } };
    const demand = { category: ['DAT'], region: ['13'], budget: { min: 1, max: 2 }, deadline: null } as unknown as DemandFacts;
    const { provider } = supply({ evidence: { checked: 1, selfDeclared: 0 } });
    const offering = { category: [], price: { min: null, max: null } } as unknown as Supply['offering'];
    const advice = adviceForParts(explanation, demand, { offering, provider }, STARTING_WEIGHTS);
    // Text full: + 60. Category (18) full beside the 52: (30 · 52 + 100 · 18) / 70 = 48. Region full: + 10. Budget (8): (30 · 52 + 800) / 60 = 39.3.
    expect(advice.map(({ reason, points }) => [reason.code, points])).toEqual([['name-terms', 60], ['choose-category', 18], ['name-region', 10], ['state-price', 9.3]]);
    const pulled: Explanation = { ...explanation, total: 24, adjustment: -6, provider: { points: 20, coverage: 1, parts: [], leftOut: [] } };
    expect(adviceForParts(pulled, demand, { offering, provider }, STARTING_WEIGHTS).map(({ reason, points }) => [reason.code, points])).toEqual([
      ['name-terms', 8.7],
      ['widen-preferences', 6],
      ['choose-category', 4.2],
      ['name-region', 2.7],
      ['state-price', 2.5],
    ]);
  });
});

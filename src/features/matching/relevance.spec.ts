import type { Explanation, FactoryPart } from './explanation.js';
import { RELEVANCE_FLOOR, relevanceOf } from './relevance.js';

/** An explanation's first table with these values. */
function withParts(values: Partial<Record<FactoryPart, number>>): Pick<Explanation, 'factory'> {
  const of: Partial<Record<FactoryPart, number>> = { text: 50, category: 20, budget: 10, region: 10 };
  const parts = Object.entries(values).map(([part, value]) => {
    const most = of[part as FactoryPart] ?? 10;
    return { part: part as FactoryPart, value, points: Math.round(value * most * 10) / 10, of: most, reason: { code: 'x', params: {} } };
  });
  return { factory: { points: 0, coverage: 1, parts, leftOut: [] } };
}

describe('the relevance of a pair', () => {
  it('does not come from price and place', () => {
    expect(relevanceOf(withParts({ text: 0.05, category: 0, budget: 1, region: 1 }))).toBeLessThan(RELEVANCE_FLOOR);
  });

  it.each([
    ['the same category, in other words', { text: 0.02, category: 1 }, true],
    ['a neighbouring category and a tenth of the words', { text: 0.1, category: 0.55 }, true],
    ['a neighbouring category and a chance word', { text: 0.03, category: 0.55 }, false],
    ['another category and a third of the words', { text: 0.33, category: 0 }, true],
    ['another category and a few words', { text: 0.2, category: 0 }, false],
    ['no category stated, a quarter of the words', { text: 0.25 }, true],
  ])('%s', (_name, values, isRelevant) => {
    expect(relevanceOf(withParts(values)) >= RELEVANCE_FLOOR).toBe(isRelevant);
  });

  it('is nothing where there is nothing to compare', () => {
    expect(relevanceOf(withParts({ region: 1 }))).toBe(0);
  });
});

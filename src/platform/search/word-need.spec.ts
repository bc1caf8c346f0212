import fc from 'fast-check';
import { needOf } from './word-need.js';

const wordsOf = (weights: readonly number[]) => weights.map((weight, i) => ({ terms: [{ term: `词${i}`, share: 1 }], weight }));
const weights = fc.array(fc.double({ min: 0.01, max: 30, noNaN: true }), { minLength: 1, maxLength: 56 });

it('needs every word, however light and however many', () => {
  expect(needOf(wordsOf([9, 0.01, 2]), 1)).toEqual({ worths: [1, 1, 1], need: 3 });
  expect(needOf(wordsOf(Array.from({ length: 40 }, () => 1)), 1).need).toBe(40);
});

it('asks equal words for exactly their share, and for any one at least', () => {
  expect(needOf(wordsOf([2, 2, 2, 2]), 0.5)).toEqual({ worths: [4, 4, 4, 4], need: 8 });
  expect(needOf(wordsOf([1, 1, 1]), 1 / 3).need).toBe(5);
  expect(needOf(wordsOf([1, 1]), 0).need).toBe(1);
});

it('lets the twelve heaviest decide, each of them with some worth', () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 0.99, noNaN: true }), (some, share) => {
      const { worths, need } = needOf(wordsOf(some), share);
      const deciding = worths.flatMap((worth, i) => (worth > 0 ? [some[i]!] : []));
      const others = worths.flatMap((worth, i) => (worth > 0 ? [] : [some[i]!]));
      expect(deciding).toHaveLength(Math.min(12, some.length));
      expect(Math.min(...deciding)).toBeGreaterThanOrEqual(Math.max(0, ...others));
      expect(need).toBeGreaterThanOrEqual(1);
      expect(need).toBeLessThanOrEqual(worths.reduce((sum, worth) => sum + worth, 0));
    }),
  );
});

import fc from 'fast-check';
import { tokenOf } from './meilisearch-record.js';
import { matchingGroups, shareGroups } from './query-groups.js';

const weights = fc.array(fc.double({ min: 0.01, max: 30, noNaN: true }), { minLength: 1, maxLength: 56 });
const asTerms = (values: readonly number[]) => values.map((weight, i) => ({ term: `词${i}`, weight }));

it('puts the heaviest terms into the smallest groups, each term into one', () => {
  const terms = asTerms(Array.from({ length: 56 }, (_, i) => 56 - i));
  const groups = matchingGroups(terms);
  expect(groups.map(({ tokens }) => tokens.length)).toEqual([2, 2, 3, 4, 5, 6, 8, 10, 16]);
  expect(groups[0]).toEqual({ tokens: [tokenOf('词0'), tokenOf('词1')], worth: 8 });
  expect(groups.at(-1)!.worth).toBe(1);
  expect(new Set(groups.flatMap(({ tokens }) => tokens)).size).toBe(56);
});

it('leaves out no document that holds the share', () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), fc.infiniteStream(fc.boolean()), (values, share, coins) => {
      const terms = asTerms(values);
      const held = terms.filter(() => coins.next().value as boolean);
      const sum = (some: typeof terms): number => some.reduce((total, { weight }) => total + weight, 0);
      fc.pre(held.length > 0 && sum(held) >= share * sum(terms));
      const { groups, need } = shareGroups(terms, share);
      const tokens = new Set(held.map(({ term }) => tokenOf(term)));
      const worth = groups.filter((group) => group.tokens.some((token) => tokens.has(token))).reduce((total, group) => total + group.worth, 0);
      expect(worth).toBeGreaterThanOrEqual(need);
    }),
  );
});

it('asks equal words for exactly their number', () => {
  const { groups, need } = shareGroups(asTerms([2, 2, 2, 2]), 0.5);
  expect(groups.map(({ worth }) => worth)).toEqual([8, 8, 8, 8]);
  expect(need).toBe(16);
  expect(shareGroups(asTerms([1, 1]), 0).need).toBe(1);
});

import { tokenOf } from './meilisearch-record.js';
import { matchingGroups } from './query-groups.js';

const asTerms = (values: readonly number[]) => values.map((weight, i) => ({ term: `词${i}`, weight }));

it('puts the heaviest terms into the smallest groups, each term into one', () => {
  const terms = asTerms(Array.from({ length: 56 }, (_, i) => 56 - i));
  const groups = matchingGroups(terms);
  expect(groups.map(({ tokens }) => tokens.length)).toEqual([2, 3, 4, 4, 5, 6, 6, 8, 8, 8, 2]);
  expect(groups[0]).toEqual({ tokens: [tokenOf('词0'), tokenOf('词1')], worth: 8 });
  expect(groups.at(-1)!.worth).toBe(1);
  expect(new Set(groups.flatMap(({ tokens }) => tokens)).size).toBe(56);
});

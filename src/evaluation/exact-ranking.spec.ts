import { ExactRanking } from './exact-ranking.js';
import { overlapAt } from './metrics.js';

it('ranks every document by the weighted sum, ties by id', () => {
  const ranking = new ExactRanking([
    { id: 'b', terms: new Map([['轴承', 0.5]]) },
    { id: 'a', terms: new Map([['轴承', 0.5]]) },
    { id: 'c', terms: new Map([['轴承', 0.4], ['磨损', 0.2]]) },
    { id: 'd', terms: new Map([['注塑', 1]]) },
  ]);
  const terms = [{ term: '轴承', weight: 1 }, { term: '磨损', weight: 2 }];
  expect(ranking.best(terms, 10)).toEqual(['c', 'a', 'b']);
  expect(ranking.best(terms, 2)).toEqual(['c', 'a']);
  expect(ranking.best([{ term: '没有', weight: 1 }], 10)).toEqual([]);
});

it('overlap: what two orders have in common at the top', () => {
  expect(overlapAt(['a', 'b', 'c'], ['b', 'a', 'x'], 2)).toBe(1);
  expect(overlapAt(['a', 'b'], ['a'], 50)).toBe(0.5);
  expect(overlapAt([], [], 50)).toBe(1);
  expect(overlapAt(['a'], [], 50)).toBe(0);
});

import { judge, type JudgedSet, summary } from './judged-set.js';
import { auc, bootstrapInterval, ndcgAt, pairedGain, quantile, recallAt, reciprocalRank } from './metrics.js';

it('recall: the share of the relevant ones among the first', () => {
  const relevant = new Set(['a', 'b', 'c', 'd']);
  expect(recallAt(['a', 'x', 'b', 'c'], relevant, 3)).toBe(0.5);
  expect(recallAt([], relevant, 50)).toBe(0);
  expect(recallAt(['a'], new Set(), 50)).toBeNaN();
});

it('reciprocal rank: one by the place of the first relevant one', () => {
  expect(reciprocalRank(['x', 'y', 'a'], new Set(['a']))).toBeCloseTo(1 / 3);
  expect(reciprocalRank(['x'], new Set(['a']))).toBe(0);
});

it('nDCG with exponential gain, worked out by hand', () => {
  expect(ndcgAt([4, 3, 1], 10)).toBe(1);
  // Gains 0, 7, 3 against 7, 3, 0.
  const worked = (7 / Math.log2(3) + 3 / 2) / (7 + 3 / Math.log2(3));
  expect(ndcgAt([1, 4, 3], 10)).toBeCloseTo(worked, 10);
  expect(ndcgAt([1, 1, 4], 2)).toBe(0);
  expect(ndcgAt([1, 1], 10)).toBeNaN();
});

it('AUC counts a tie as half', () => {
  expect(auc([2, 3], [0, 1])).toBe(1);
  expect(auc([0], [1])).toBe(0);
  expect(auc([1, 1], [1, 1])).toBe(0.5);
  expect(auc([2, 1], [1, 0])).toBeCloseTo(0.875);
});

it('quantiles and bootstrap intervals', () => {
  expect(quantile([5, 1, 3, 2, 4], 0.5)).toBe(3);
  expect(quantile([1, 2], 0.95)).toBe(2);
  const { low, high } = bootstrapInterval([0, 1, 0, 1, 1, 0, 1, 0, 1, 1]);
  expect(low).toBeGreaterThanOrEqual(0.2);
  expect(high).toBeLessThanOrEqual(0.9);
  expect(bootstrapInterval([0.5, 0.5])).toEqual({ low: 0.5, high: 0.5 });
});

it('judges a set as its README defines the figures', () => {
  const offerings = Array.from({ length: 12 }, (_, i) => `o${String(i).padStart(2, '0')}`);
  const text = (id: string) => ({ id, title: id, body: '' });
  const set: JudgedSet = {
    demands: ['few', 'many', 'nothing-relevant', 'unjudged'].map(text),
    offerings: offerings.map(text),
    judgements: new Map([
      ['few', new Map([['o00', 3]])],
      ['many', new Map(offerings.slice(0, 10).map((id, i) => [id, i === 4 ? 4 : 1]))],
      ['nothing-relevant', new Map([['o01', 2]])],
    ]),
  };
  const figures = judge(set, {
    ranked: new Map([
      ['few', ['o05', 'o00']],
      ['many', ['o09']],
    ]),
    // All scores tie, so that the set's own id decides: the relevant one comes fifth.
    score: () => 1,
  });
  expect(figures.recallAt50).toEqual([1, 0]);
  expect(figures.ndcgAt10).toEqual([1 / Math.log2(6)]);
  expect(figures.reciprocalRanks).toEqual([0.5, 0]);
  expect(summary(figures)).toMatchObject({ recallAt50: 0.5, mrr: 0.25, auc: 0.5 });
});

it('a gain over the same demands, pair by pair', () => {
  // Each a tenth better: no doubt about it, however much the demands differ.
  const { gain, low, high } = pairedGain([0.1, 0.6, 1], [0, 0.5, 0.9]);
  for (const value of [gain, low, high]) expect(value).toBeCloseTo(0.1, 10);
  expect(pairedGain([0, 1, 0, 1], [1, 0, 1, 0])).toMatchObject({ gain: 0 });
});

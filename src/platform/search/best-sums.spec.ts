import fc from 'fast-check';
import { BestSums } from './best-sums.js';

describe('the best of many sums', () => {
  it('are those of a full sort, with all that tie with the last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (values, wanted) => {
        const best = new BestSums(wanted);
        values.forEach((sum, number) => sum > 0 && best.add(number, sum));
        const positive = values.map((sum, number) => ({ number, sum })).filter(({ sum }) => sum > 0);
        const last = positive.map(({ sum }) => sum).sort((a, b) => b - a)[wanted - 1] ?? 0;
        const byNumber = (a: { number: number }, b: { number: number }): number => a.number - b.number;
        expect([...best.best()].sort(byNumber)).toEqual(positive.filter(({ sum }) => sum >= last));
        expect(best.best().map(({ sum }) => sum)).toEqual(positive.map(({ sum }) => sum).filter((sum) => sum >= last).sort((a, b) => b - a));
        if (best.isWhole) expect(best.best()).toHaveLength(positive.length);
        else expect(positive.length).toBeGreaterThan(wanted);
      }),
    );
  });

  it('are only of those that may be among them', () => {
    const best = new BestSums(2, (number) => number % 2 === 0);
    [3, 9, 5, 8, 4].forEach((sum, i) => best.add(100 + i, sum));
    expect(best.best()).toEqual([{ number: 102, sum: 5 }, { number: 104, sum: 4 }]);
  });
});

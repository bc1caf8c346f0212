import fc from 'fast-check';
import { BestSums } from './best-sums.js';

describe('the best of many sums', () => {
  it('are those of a full sort, with all that tie with the last', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), fc.integer({ min: 1, max: 20 }), (values, wanted) => {
        const best = new BestSums(wanted);
        const half = Math.floor(values.length / 2);
        best.take(Float64Array.from(values.slice(0, half)), 0);
        values.slice(half).forEach((sum, i) => sum > 0 && best.add(half + i, sum));
        const positive = values.map((sum, number) => ({ number, sum })).filter(({ sum }) => sum > 0);
        const last = positive.map(({ sum }) => sum).sort((a, b) => b - a)[wanted - 1] ?? 0;
        const byNumber = (a: { number: number }, b: { number: number }): number => a.number - b.number;
        expect([...best.best()].sort(byNumber)).toEqual(positive.filter(({ sum }) => sum >= last));
        if (best.isWhole) expect(best.best()).toHaveLength(positive.length);
        else expect(positive.length).toBeGreaterThan(wanted);
      }),
    );
  });

  it('are only of those that may be among them', () => {
    const best = new BestSums(2, (number) => number % 2 === 0);
    best.take(Float64Array.from([3, 9, 5, 8, 4]), 100);
    expect(best.best()).toEqual([{ number: 102, sum: 5 }, { number: 104, sum: 4 }]);
  });

  it('come best first, and leave the sums at 0 for the next stretch', () => {
    const sums = Float64Array.from([0, 5, 9, 0, 7]);
    const best = new BestSums(2);
    best.take(sums, 100);
    expect(best.best()).toEqual([{ number: 102, sum: 9 }, { number: 104, sum: 7 }]);
    expect([...sums]).toEqual([0, 0, 0, 0, 0]);
  });
});

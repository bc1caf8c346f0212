import fc from 'fast-check';
import { contractValue } from './contract-value.js';

/** Contracts between factories and providers, in 万元. */
const of = (parts: readonly (readonly [factory: number, provider: number, amount: number])[]) => {
  const two = (side: 0 | 1): [number, number] => {
    const sums = new Map<number, number>();
    for (const part of parts) sums.set(part[side], (sums.get(part[side]) ?? 0) + part[2] * 10_000);
    const [first = 0, second = 0] = [...sums.values()].sort((a, b) => b - a);
    return [first, second];
  };
  return { count: parts.length, value: parts.reduce((sum, [, , amount]) => sum + amount * 10_000, 0), largest: { factory: two(0), provider: two(1) } };
};

describe('the value of contracts for everybody', () => {
  it('is nought without one, withheld under five, told from five alike on', () => {
    const alike = (n: number) => of(Array.from({ length: n }, (_, i) => [i, i, 10] as const));
    expect([0, 1, 4, 5, 6].map((n) => contractValue(alike(n)))).toEqual([0, 'hidden', 'hidden', 50, 60]);
  });

  it('is withheld where one enterprise has nearly all of it, on either side', () => {
    expect(contractValue(of([[1, 1, 1000], [2, 2, 50], [3, 3, 1], [4, 4, 1], [5, 5, 1]]))).toBe('hidden');
    // One provider of five factories: whoever he is, the sum is his.
    expect(contractValue(of([[1, 1, 10], [2, 1, 10], [3, 1, 10], [4, 1, 10], [5, 1, 10]]))).toBe('hidden');
  });

  it('never lets an enterprise come nearer to another one’s part than a fifth', () => {
    const part = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const contracts = of(parts);
        if (typeof contractValue(contracts) !== 'number' || parts.length === 0) return;
        for (const side of [0, 1] as const) {
          const sums = new Map<number, number>();
          for (const one of parts) sums.set(one[side], (sums.get(one[side]) ?? 0) + one[2] * 10_000);
          for (const [me, mine] of sums) {
            for (const [them, theirs] of sums) if (me !== them) expect(contracts.value - mine - theirs).toBeGreaterThanOrEqual(0.2 * theirs - 1e-6);
          }
        }
      }),
    );
  });
});

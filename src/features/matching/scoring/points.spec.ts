import fc from 'fast-check';
import { shareOut } from './points.js';

it('gives the odd unit to the largest remainder', () => {
  expect(shareOut([3.6, 3.3, 3.1], 10)).toEqual([4, 3, 3]);
});

it('adds up exactly, stays within one unit of the exact amount, and below the caps', () => {
  const part = fc.record({ weight: fc.integer({ min: 1, max: 60 }), value: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const sum = parts.reduce((all, { weight }) => all + weight, 0);
      const caps = shareOut(parts.map(({ weight }) => (1_000 * weight) / sum), 1_000);
      const exact = parts.map(({ weight, value }) => (1_000 * weight * value) / sum);
      const total = Math.round(exact.reduce((all, amount) => all + amount, 0));
      const shares = shareOut(exact, total, caps);
      expect(shares.reduce((all, share) => all + share, 0)).toBe(total);
      for (const [i, share] of shares.entries()) {
        expect(share).toBeLessThanOrEqual(caps[i]!);
        expect(Math.abs(share - exact[i]!)).toBeLessThan(2);
      }
    }),
  );
});

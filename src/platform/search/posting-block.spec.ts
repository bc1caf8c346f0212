import fc from 'fast-check';
import { POSTING_BYTES, STRETCH, StretchSums, writePosting } from './posting-block.js';

const packed = (postings: readonly (readonly [place: number, weight: number])[]): string => {
  const bytes = Buffer.alloc(postings.length * POSTING_BYTES);
  postings.forEach(([place, weight], i) => writePosting(bytes, i * POSTING_BYTES, place, weight));
  return bytes.toString('utf8');
};

const reachedIn = (sums: StretchSums): Map<number, number> => {
  const reached = new Map<number, number>();
  sums.forEach((place, sum) => {
    // Each comes once.
    expect(reached.has(place)).toBe(false);
    reached.set(place, sum);
  });
  return reached;
};

describe('a block of postings', () => {
  it('gives back what was packed, times what is asked, in four printable signs each', () => {
    const posting = fc.tuple(fc.nat(STRETCH - 1), fc.integer({ min: 1, max: 1_000 }));
    fc.assert(
      fc.property(fc.uniqueArray(posting, { selector: ([place]) => place }), fc.integer({ min: 1, max: 100_000 }), (postings, asked) => {
        const block = packed(postings);
        expect(block).toMatch(/^[!-~]*$/);
        expect(block).toHaveLength(4 * postings.length);
        const sums = new StretchSums();
        sums.begin(1);
        sums.add(block, asked);
        expect(reachedIn(sums)).toEqual(new Map(postings.map(([place, weight]) => [place, asked * weight])));
      }),
      { numRuns: 50 },
    );
  });

  it('adds up over blocks, and names what reaches the bar, with all that it gets after that', () => {
    const sums = new StretchSums();
    sums.begin(1_000_000);
    sums.add(packed([[0, 900], [7, 5], [65_535, 3]]), 100_000);
    sums.add(packed([[7, 1], [65_535, 1_000]]), 50_000);
    sums.add(packed([[65_535, 1]]), 1);
    expect(reachedIn(sums)).toEqual(new Map([[0, 90_000_000], [65_535, 50_300_001]]));
    sums.begin(1);
    sums.add(packed([[7, 2]]), 3);
    expect(reachedIn(sums)).toEqual(new Map([[7, 6]]));
  });

  it('refuses what does not fit', () => {
    expect(() => packed([[STRETCH, 1]])).toThrow(RangeError);
    expect(() => packed([[0, 1_001]])).toThrow(RangeError);
  });
});

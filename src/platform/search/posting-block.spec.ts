import fc from 'fast-check';
import { addBlock, POSTING_BYTES, STRETCH, writePosting } from './posting-block.js';

const packed = (postings: readonly (readonly [place: number, weight: number])[]): string => {
  const bytes = Buffer.alloc(postings.length * POSTING_BYTES);
  postings.forEach(([place, weight], i) => writePosting(bytes, i * POSTING_BYTES, place, weight));
  return bytes.toString('utf8');
};

describe('a block of postings', () => {
  it('gives back what was packed, times what is asked, in four printable signs each', () => {
    const posting = fc.tuple(fc.nat(STRETCH - 1), fc.integer({ min: 1, max: 1_000 }));
    fc.assert(
      fc.property(fc.uniqueArray(posting, { selector: ([place]) => place }), fc.integer({ min: 1, max: 100_000 }), (postings, asked) => {
        const block = packed(postings);
        expect(block).toMatch(/^[!-~]*$/);
        expect(block).toHaveLength(4 * postings.length);
        const sums = new Float64Array(STRETCH);
        addBlock(sums, block, asked);
        const expected = new Float64Array(STRETCH);
        for (const [place, weight] of postings) expected[place] = asked * weight;
        // Element by element takes Jest seconds.
        expect(Buffer.compare(Buffer.from(sums.buffer), Buffer.from(expected.buffer))).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('adds up over blocks', () => {
    const sums = new Float64Array(STRETCH);
    addBlock(sums, packed([[0, 1_000], [65_535, 3]]), 100_000);
    addBlock(sums, packed([[65_535, 1_000]]), 50_000);
    expect([sums[0], sums[65_535]]).toEqual([100_000_000, 50_300_000]);
  });

  it('refuses what does not fit', () => {
    expect(() => packed([[STRETCH, 1]])).toThrow(RangeError);
    expect(() => packed([[0, 1_001]])).toThrow(RangeError);
  });
});

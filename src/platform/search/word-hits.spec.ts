import * as fc from 'fast-check';
import { WordHits } from './word-hits.js';

const documents = fc.uniqueArray(fc.record({ number: fc.integer({ min: 1, max: 5_000 }), kind: fc.nat(2), score: fc.oneof(fc.nat(3), fc.nat(4_000_000_000)) }), { maxLength: 3_000, selector: ({ number }) => number });

function hitsOf(all: readonly { number: number; kind: number; score: number }[]): WordHits {
  const hits = new WordHits();
  for (const { number, kind, score } of all) hits.add(number, kind, score);
  return hits;
}

it('gives the best of some kinds, and all that tie with the last of them', () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 200 }), fc.subarray([0, 1, 2]), (all, wanted, kinds) => {
      const { numbers, scores, isAll } = hitsOf(all).best(wanted, kinds);
      const asked = all.filter(({ kind }) => kinds.includes(kind));
      expect(numbers.length).toBeGreaterThanOrEqual(Math.min(wanted, asked.length));
      const floor = Math.min(...scores);
      const expected = asked.filter(({ score }) => numbers.length > 0 && score >= floor);
      expect(new Map(numbers.map((number, i) => [number, scores[i]]))).toEqual(new Map(expected.map(({ number, score }) => [number, score])));
      expect(isAll).toBe(numbers.length === asked.length);
    }),
  );
});

it('sets the bits of hits, and picks hits out of a list', () => {
  fc.assert(
    fc.property(documents, fc.uniqueArray(fc.integer({ min: 1, max: 5_000 })), (all, list) => {
      const [hits, numbers] = [hitsOf(all), new Set(all.map(({ number }) => number))];
      const bits = hits.bits();
      for (let number = 0; number < 8 * bits.length; number++) expect((bits[number >>> 3]! >>> (number & 7)) & 1).toBe(numbers.has(number) ? 1 : 0);
      expect(new Set(hits.among(Int32Array.from(list).sort()).all().numbers)).toEqual(new Set(list.filter((number) => numbers.has(number))));
    }),
    { numRuns: 30 },
  );
});

it('takes every so-and-so-many-th run of documents as a sample that stands for all', () => {
  const hits = hitsOf(Array.from({ length: 64_000 }, (_, i) => ({ number: i + 1, kind: 0, score: 1 })));
  const { numbers, factor } = hits.sample(1_000);
  expect(numbers.length).toBeGreaterThanOrEqual(1_000);
  expect(numbers.length).toBeLessThanOrEqual(2_100);
  expect(numbers.length * factor).toBeCloseTo(64_000);
  expect(hits.sample(70_000)).toEqual({ numbers: hits.all().numbers, factor: 1 });
});

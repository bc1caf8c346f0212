import * as fc from 'fast-check';
import { POSTING_BYTES, STRETCH, writePosting } from './posting-block.js';
import type { StoredPostings } from './postgres-blocks.js';
import { type AskedWord, WordSums } from './word-sums.js';

interface Posting {
  readonly asked: number;
  readonly number: number;
  readonly weight: number;
}

const TERMS = 6;
const PACKED_UP_TO = STRETCH + 20;
const kindOf = (number: number): number => number % 3;

/** Documents on both sides of a border between stretches, some not packed yet; a term has a document once. */
const postings = fc.uniqueArray(
  fc.record({ asked: fc.nat(TERMS - 1), number: fc.integer({ min: STRETCH - 25, max: PACKED_UP_TO + 15 }), weight: fc.integer({ min: 1, max: 1_000 }) }),
  { maxLength: 120, selector: ({ asked, number }) => `${asked} ${number}` },
);
const words = fc.array(
  fc.record({ terms: fc.uniqueArray(fc.record({ asked: fc.nat(TERMS - 1), weight: fc.integer({ min: 0, max: 5_000 }) }), { maxLength: 3, selector: ({ asked }) => asked }), worth: fc.nat(4) }),
  { minLength: 1, maxLength: 4 },
);

function groupedBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** As the database has them: two segments of the first stretch, each with some of its documents, one of the second, and what waits. */
function stored(all: readonly Posting[]): StoredPostings[] {
  const segmentOf = (number: number): number | null => (number > PACKED_UP_TO || number % 7 === 0 ? null : number >= STRETCH ? 2 : number % 2);
  const rows = groupedBy(all, ({ asked, number }) => `${asked} ${kindOf(number)} ${segmentOf(number)}`);
  return [...rows.values()].map((row) => {
    const [{ asked, number }] = row as [Posting];
    const isPacked = segmentOf(number) !== null;
    return { asked, kind: kindOf(number), stretch: isPacked ? number - (number % STRETCH) : null, postings: !isPacked ? row.map((one) => `${one.number} ${one.weight}`).join() : blockOf(row) };
  });
}

function blockOf(row: readonly Posting[]): string {
  const bytes = Buffer.alloc(POSTING_BYTES * row.length);
  row.forEach(({ number, weight }, i) => writePosting(bytes, i * POSTING_BYTES, number % STRETCH, weight));
  return bytes.toString('latin1');
}

/** One document after the other. */
function naive(asked: readonly AskedWord[], need: number, all: readonly Posting[]): string[] {
  return [...groupedBy(all, ({ number }) => number)].flatMap(([number, held]) => {
    const met = asked.flatMap(({ terms, worth }) => {
      const weights = terms.flatMap((term) => held.filter((one) => one.asked === term.asked).map(({ weight }) => weight * term.weight));
      return weights.length > 0 ? [{ worth, score: Math.max(...weights) }] : [];
    });
    const sum = (value: (word: { worth: number; score: number }) => number): number => met.reduce((total, word) => total + value(word), 0);
    return sum(({ worth }) => worth) >= need ? [`${number} ${kindOf(number)} ${sum(({ score }) => score)}`] : [];
  });
}

it('finds what a look at each document finds, again and again with the same memory', async () => {
  const sums = new WordSums();
  await fc.assert(
    fc.asyncProperty(postings, words, fc.integer({ min: 1, max: 8 }), async (all, asked, need) => {
      const hits = await sums.hits(asked, need, stored(all));
      const found = [0, 1, 2].flatMap((kind) => {
        const { numbers, scores } = hits.best(Number.MAX_SAFE_INTEGER, [kind]);
        return numbers.map((number, i) => `${number} ${kind} ${scores[i]}`);
      });
      expect(found.sort()).toEqual(naive(asked, need, all).sort());
    }),
    { numRuns: 400 },
  );
});

it('lets two queries take turns', async () => {
  const sums = new WordSums();
  const all = Array.from({ length: 40 }, (_, i) => ({ asked: i % 2, number: 1 + i, weight: 10 + i }));
  const ask = (asked: number) => sums.hits([{ terms: [{ asked, weight: 3 }], worth: 1 }], 1, stored(all));
  const [even, odd] = await Promise.all([ask(0), ask(1)]);
  expect([Math.min(...even.all().numbers), Math.min(...odd.all().numbers)]).toEqual([1, 2]);
  expect([even.count, odd.count]).toEqual([20, 20]);
});

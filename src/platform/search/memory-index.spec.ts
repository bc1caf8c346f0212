import fc from 'fast-check';
import { MemoryDocuments } from './memory-documents.js';
import { compileForMemory } from './memory-filter.js';
import { MemoryIndex, type MemoryQuery } from './memory-index.js';
import type { NumberedHits } from './memory-search.types.js';
import { MemorySearchers } from './memory-searchers.js';
import { memoryPostings } from './memory-postings.js';
import { readSegment } from './memory-segment.js';
import { POSTING_BYTES, STRETCH, writePosting } from './posting-block.js';
import type { SearchFilter } from './search-filter.js';

interface Listed {
  readonly id: string;
  readonly number: number;
  readonly enterpriseId: string;
  readonly serviceRegions: readonly string[];
  readonly certificates: readonly string[];
  /** Number of a term, and what it weighs. */
  readonly terms: readonly (readonly [number, number])[];
  /** Packed with some of its stretch, and with the others in another segment. */
  readonly part: number;
  /** Taken out of the index after it was packed. */
  readonly isGone: boolean;
}

const TERMS = 6;
const codes = (letters: string): fc.Arbitrary<string[]> => fc.uniqueArray(fc.constantFrom(...letters), { maxLength: 2 });

/** Few weights, so that sums tie; numbers on both sides of the ends of stretches. */
const listed = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{8}$/),
  number: fc.tuple(fc.nat(2), fc.integer({ min: -30, max: 30 })).map(([stretch, place]) => Math.max(1, stretch * STRETCH + place)),
  enterpriseId: fc.constantFrom('e1', 'e2', 'e3'),
  serviceRegions: codes('abc'),
  // Named twice is had once.
  certificates: fc.array(fc.constantFrom(...'xyz'), { maxLength: 3 }),
  terms: fc.uniqueArray(fc.tuple(fc.nat(TERMS - 1), fc.integer({ min: 1, max: 3 })), { selector: ([term]) => term, maxLength: TERMS }),
  part: fc.nat(1),
  isGone: fc.boolean(),
});
const collection = (minLength: number): fc.Arbitrary<Listed[]> =>
  fc
    .uniqueArray(listed, { selector: ({ number }) => number, minLength, maxLength: 80 })
    .map((documents) => [...new Map(documents.map((document) => [document.id, document])).values()].sort((a, b) => a.number - b.number))
    // Every second time without gaps: where few numbers have no document, a code is held by a large share of them.
    .chain((documents) => fc.boolean().map((isDense) => (isDense ? documents.map((document, i) => ({ ...document, number: i + 1 })) : documents)));

const filter: fc.Arbitrary<SearchFilter> = fc.record({ out: codes('123'), places: fc.option(codes('abcd')), certificates: codes('xyw'), mixed: fc.option(codes('axb')) }).map(({ out, places, certificates, mixed }) => ({
  all: [
    { not: { field: 'enterpriseId', in: out.map((digit) => `e${digit}`) } },
    places === null ? { all: [] } : { any: [{ field: 'serviceRegions', isEmpty: true }, { field: 'serviceRegions', hasAny: places }] },
    { field: 'certificates', hasAll: certificates },
    mixed === null ? { all: [] } : { any: [{ field: 'certificates', hasAny: mixed }, { not: { field: 'serviceRegions', hasAny: mixed } }, { field: 'enterpriseId', in: ['e1'] }] },
  ],
}));
const query = fc.record({
  terms: fc.uniqueArray(fc.record({ number: fc.nat(TERMS), weight: fc.integer({ min: 1, max: 3 }) }), { selector: ({ number }) => number, minLength: 1 }),
  filter,
  limit: fc.integer({ min: 1, max: 20 }),
  watched: fc.uniqueArray(fc.nat(TERMS), { maxLength: 3 }),
});

async function indexOf(documents: readonly Listed[]): Promise<MemoryIndex> {
  const known = new MemoryDocuments();
  for (const document of documents) if (!document.isGone) known.add(document);
  const segments = [...new Set(documents.map(({ number, part }) => `${number - (number % STRETCH)} ${part}`))].map((name) => {
    const [first, part] = name.split(' ').map(Number);
    const held = documents.filter((each) => each.part === part && each.number - (each.number % STRETCH) === first);
    const terms = [...new Set(held.flatMap(({ terms }) => terms.map(([term]) => term)))].sort((a, b) => a - b);
    // Not in the order of the places: a block need not be.
    const blocks = terms.map((term) => blockOf(held.toReversed().flatMap(({ number, terms: all }) => all.flatMap(([each, weight]) => (each === term ? [[number - first!, weight] as const] : [])))));
    return readSegment(first!, [{ terms, lengths: blocks.map(({ length }) => length), postings: blocks.join('') }]);
  });
  return new MemoryIndex(known, await memoryPostings(segments));
}

function blockOf(postings: readonly (readonly [place: number, weight: number])[]): string {
  const bytes = Buffer.alloc(postings.length * POSTING_BYTES);
  postings.forEach(([place, weight], i) => writePosting(bytes, i * POSTING_BYTES, place, weight));
  return bytes.toString('latin1');
}

interface Hit {
  readonly id: string;
  readonly sum: number;
  readonly held: number;
}

const named = (documents: readonly Listed[], { numbers, sums, held }: NumberedHits): Hit[] =>
  Array.from(numbers, (wanted, i) => ({ id: documents.find(({ number }) => number === wanted)!.id, sum: sums[i]!, held: held[i]! }));

/** Every document looked at, one after the other. */
function plainly(documents: readonly Listed[], { terms, filter: condition, limit, watched }: MemoryQuery): Hit[] {
  const passes = compileForMemory(condition);
  const hits = documents
    .filter(({ isGone, ...document }) => !isGone && passes({ ...document, codes: document }))
    .map(({ id, terms: held }) => {
      const weightOf = new Map(held);
      const sum = terms.reduce((all, { number, weight }) => all + weight * (weightOf.get(number) ?? 0), 0);
      return { id, sum, held: watched.reduce((bits, term, bit) => bits | (Number(weightOf.has(term)) << bit), 0) };
    })
    .filter(({ sum }) => sum > 0);
  hits.sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1));
  return hits.slice(0, limit);
}

describe('an index in memory', () => {
  it('finds what looking at every document finds, ties in the order of the ids', async () => {
    await fc.assert(
      fc.asyncProperty(collection(0), fc.array(query, { minLength: 1, maxLength: 4 }), async (documents, queries) => {
        const searchers = new MemorySearchers(await indexOf(documents), 0);
        expect((await searchers.find(queries)).map((hits) => named(documents, hits))).toEqual(queries.map((each) => plainly(documents, each)));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the same in threads, whatever share each of them is handed', async () => {
    const documents = fc.sample(collection(60), { seed: 4, numRuns: 1 })[0]!;
    const queries = fc.sample(query, { seed: 5, numRuns: 100 });
    // As `npm run build` leaves it: a thread cannot run the sources.
    const searchers = new MemorySearchers(await indexOf(documents), 2, new URL('../../../dist/platform/search/memory-search.worker.js', import.meta.url));
    try {
      const found = (await searchers.find(queries)).map((hits) => named(documents, hits));
      expect(found.flat().length).toBeGreaterThan(100);
      expect(found).toEqual(queries.map((each) => plainly(documents, each)));
    } finally {
      await searchers.close();
    }
    await expect(searchers.find(queries)).rejects.toThrow('ended');
  });

  it('refuses a filter by what it does not hold', async () => {
    const index = await indexOf([]);
    const ask = (by: SearchFilter): unknown => index.numbered({ terms: [], filter: by, limit: 1, watched: [] });
    expect(() => ask({ field: 'industries', hasAny: ['C'] })).toThrow(RangeError);
    expect(() => ask({ field: 'deadline', isEmpty: true })).toThrow(RangeError);
    expect(() => ask({ field: 'id', in: [] })).toThrow(RangeError);
  });
});

import { jest } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { exactBest } from '../../src/bench/exact-candidates.js';
import { ExactRanking } from '../../src/evaluation/exact-ranking.js';
import { PostgresCandidates } from '../../src/platform/search/postgres-candidates.js';
import { PostgresSearchIndex } from '../../src/platform/search/postgres-search-index.js';
import { packAll } from '../../src/platform/search/postgres-segments.js';
import type { CodeField, NumberField, SearchDocument } from '../../src/platform/search/search-document.js';
import type { SearchFilter } from '../../src/platform/search/search-filter.js';
import { newId } from '../../src/shared/ids.js';
import { type TestDataSource, testDataSource } from '../support/postgres.js';
import { searchDocument } from '../support/search-documents.js';

const ENTERPRISES = Array.from({ length: 6 }, () => newId());
const CODES: Readonly<Partial<Record<CodeField, readonly string[]>>> = { regions: ['13', '1309', '12'], serviceRegions: ['13', '12', '1201'], certificates: ['c1', 'c2', 'rare'] };

const ranges = fc.record(
  { field: fc.constantFrom<NumberField>('budgetMin', 'budgetMax', 'deadline'), atLeast: fc.integer({ min: 0, max: 40 }), atMost: fc.integer({ min: 0, max: 40 }) },
  { requiredKeys: ['field'] },
);
const onCodes = fc.constantFrom<CodeField>('regions', 'serviceRegions', 'certificates').chain((field) => {
  const codes = fc.subarray([...CODES[field]!, 'nobody'], { minLength: 1 });
  return fc.oneof(codes.map((hasAny) => ({ field, hasAny })), codes.map((hasAll) => ({ field, hasAll })), fc.constant({ field, isEmpty: true as const }));
});
const filters = fc.letrec<{ filter: SearchFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    onCodes,
    ranges,
    fc.subarray(ENTERPRISES).map((ids) => ({ field: 'enterpriseId' as const, in: ids })),
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
    tie('filter').map((not) => ({ not })),
  ),
})).filter;

/** The port's filter, said once more without any engine: a range is met only by those that have the number. */
function passes(filter: SearchFilter, { id, fields }: SearchDocument): boolean {
  if ('all' in filter) return filter.all.every((part) => passes(part, { id, fields } as SearchDocument));
  if ('any' in filter) return filter.any.some((part) => passes(part, { id, fields } as SearchDocument));
  if ('not' in filter) return !passes(filter.not, { id, fields } as SearchDocument);
  if ('in' in filter) return filter.in.includes(filter.field === 'id' ? id : fields.enterpriseId);
  if ('hasAny' in filter) return filter.hasAny.some((code) => fields[filter.field].includes(code));
  if ('hasAll' in filter) return filter.hasAll.every((code) => fields[filter.field].includes(code));
  const value = fields[filter.field];
  if ('isEmpty' in filter) return value === null || (Array.isArray(value) && value.length === 0);
  return typeof value === 'number' && value >= (filter.atLeast ?? -Infinity) && value <= (filter.atMost ?? Infinity);
}

describe('candidates on Postgres with a filter', () => {
  let dataSource: DataSource;
  let close: TestDataSource['close'];
  const some = <T>(i: number, every: number, value: T): T[] => (i % every === 0 ? [value] : []);
  const amount = (i: number, modulus: number): number | null => (i % 4 === 0 ? null : i % modulus);
  const documents = Array.from({ length: 1_200 }, (_, i) =>
    searchDocument(
      { all: 0.001 + (i % 97) / 100, firm: i % 6 === 0 ? 0.9 : 0.1, ...(i % 3 === 0 ? { third: 0.4 } : {}), ...(i % 31 === 0 ? { rare: 0.9 } : {}) },
      {
        enterpriseId: ENTERPRISES[i % 6]!,
        ...{ regions: i % 7 === 0 ? ['12'] : ['13', '1309'], serviceRegions: [...some(i, 2, '13'), ...some(i, 14, '1201')] },
        ...{ certificates: [...some(i, 5, 'c1'), ...some(i, 7, 'c2'), ...some(i, 90, 'rare')], budgetMin: amount(i, 23), budgetMax: amount(i, 41), deadline: amount(i + 1, 37) },
      },
      i % 10 === 9 ? 'demand' : 'offering',
    ),
  );

  beforeAll(async () => {
    ({ dataSource, close } = await testDataSource());
    const index = new PostgresSearchIndex(dataSource);
    await index.upsert(documents.slice(0, 900));
    await packAll(dataSource);
    await index.upsert(documents.slice(900));
    // Written anew: packed under a number that leads nowhere, and waiting under another.
    await index.upsert(documents.slice(100, 200));
  });

  afterAll(() => close());

  it.each([
    ['the best are looked up', 0, false],
    ['those that pass are asked for first', Number.POSITIVE_INFINITY, true],
  ])('are exactly the best that pass when %s', async (_, fetchedPerLookUp, isFilterFirst) => {
    const finder = new PostgresCandidates(dataSource, fetchedPerLookUp);
    const asked = jest.spyOn(dataSource, 'query');
    const queries = fc.record({
      filter: filters,
      kind: fc.constantFrom('offering' as const, 'demand' as const),
      terms: fc.subarray([{ term: 'all', weight: 1.3 }, { term: 'third', weight: 2 }, { term: 'rare', weight: 0.7 }, { term: 'nobody', weight: 5 }], { minLength: 1 }),
      limit: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        const expected = new ExactRanking(documents.filter((each) => each.kind === query.kind && passes(query.filter, each))).best(query.terms, query.limit);
        expect((await finder.find(query)).map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: 150 },
    );
    expect(asked.mock.calls.some(([statement]) => statement.includes('string_agg(document::text'))).toBe(isFilterFirst);
    asked.mockRestore();
  });

  it('are the same as in one walk over all documents', async () => {
    const filters: SearchFilter[] = [{ all: [] }, { field: 'certificates', hasAll: ['c2'] }, { not: { field: 'enterpriseId', in: ENTERPRISES.slice(0, 4) } }];
    const terms = [{ term: 'all', weight: 1.3 }, { term: 'rare', weight: 0.7 }];
    const queries = filters.flatMap((filter) => (['offering', 'demand'] as const).map((kind) => ({ kind, filter, terms, limit: 50 })));
    const walked = await exactBest(dataSource, queries, 50, () => {}, new AbortController().signal);
    const finder = new PostgresCandidates(dataSource);
    for (const [i, query] of queries.entries()) expect(walked[i]).toEqual((await finder.find(query)).map(({ id }) => id));
    expect(walked.every((ids) => ids.length > 0)).toBe(true);
  });

  it('are the best that pass when none of the best do, but most of the others', async () => {
    const filter: SearchFilter = { not: { field: 'enterpriseId', in: [ENTERPRISES[0]!] } };
    const query = { kind: 'offering' as const, terms: [{ term: 'firm', weight: 1 }], filter, limit: 3 };
    const asked = jest.spyOn(dataSource, 'query');
    const expected = new ExactRanking(documents.filter((each) => each.kind === 'offering' && passes(filter, each))).best(query.terms, 3);
    expect((await new PostgresCandidates(dataSource, 0.1).find(query)).map(({ id }) => id)).toEqual(expected);
    // Those that pass turn out to be too many, and the best are looked up after all.
    expect(asked.mock.calls.map(([statement]) => /string_agg\(document::text|b\.document = any/.exec(statement)?.[0]).filter(Boolean)).toEqual(['string_agg(document::text', 'b.document = any']);
    asked.mockRestore();
  });
});

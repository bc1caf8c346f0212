import type { INestApplication } from '@nestjs/common';
import { DirectoryQueries } from '../../features/directory/directory.queries.js';
import { FIRST_PAGE, NO_FILTERS } from '../../features/directory/directory.types.js';
import { gradedId } from '../../features/matching/graded/graded-facts.js';
import type { GradedCollection } from '../../features/matching/graded/graded-collection.js';
import { UnderstandingService } from '../../features/vocabulary/understanding.service.js';
import { mean } from '../metrics.js';
import { type JudgedQuery, QUERY_KINDS, type QueryKind, TYPED_KINDS } from './query-set.js';

const DEPTH = 10;
/** Among so many of the first ones must be one that would do. */
const FIRST = 3;
const WOULD_DO = 2;

export interface AskedQuery {
  readonly query: JudgedQuery;
  /** Of the graded collection, the first ten. */
  readonly found: readonly string[];
  readonly total: number;
  readonly isSuccess: boolean;
  readonly ndcgAt10: number;
}

export interface KindFigures {
  readonly kind: QueryKind | 'typed' | 'all';
  readonly queries: number;
  readonly successAt3: number;
  readonly ndcgAt10: number;
}

/** Asks each query as the search page does, among offerings. */
export async function askQueries(app: INestApplication, queries: readonly JudgedQuery[], { offerings }: GradedCollection): Promise<AskedQuery[]> {
  const directory = app.get(DirectoryQueries, { strict: false });
  const wordOf = new Map(offerings.map(({ id }) => [gradedId(id), id]));
  const asked: AskedQuery[] = [];
  for (const query of queries) {
    const { page } = await directory.search({ words: query.words, isVerbatim: false, kind: 'offering', filters: NO_FILTERS, sort: 'fit', ...FIRST_PAGE }, DEPTH);
    const found = page.items.map(({ id }) => wordOf.get(id)!);
    const gradeOf = (id: string): number => query.grades.get(id) ?? 0;
    asked.push({ query, found, total: page.total, isSuccess: found.slice(0, FIRST).some((id) => gradeOf(id) >= WOULD_DO), ndcgAt10: ndcg(found.map(gradeOf), [...query.grades.values()]) });
  }
  return asked;
}

/** How long it takes to read each query, in milliseconds, in order; asked once before, so that the dictionary is loaded. */
export async function readingTimes(app: INestApplication, queries: readonly JudgedQuery[]): Promise<number[]> {
  const understanding = app.get(UnderstandingService, { strict: false });
  const times: number[] = [];
  for (const { words } of queries) {
    const start = performance.now();
    await understanding.understand(words);
    times.push(performance.now() - start);
  }
  return times;
}

/** With exponential gain, against the best order of all that was judged for the need. */
function ndcg(grades: readonly number[], judged: readonly number[]): number {
  const gain = (list: readonly number[]): number => list.slice(0, DEPTH).reduce((sum, grade, i) => sum + (2 ** grade - 1) / Math.log2(i + 2), 0);
  return gain(grades) / gain([...judged].sort((a, b) => b - a));
}

/** Per kind, over the typed kinds together, and over all. */
export function figuresByKind(asked: readonly AskedQuery[]): KindFigures[] {
  const figures = (kind: KindFigures['kind'], some: readonly AskedQuery[]): KindFigures => ({
    kind,
    queries: some.length,
    successAt3: mean(some.map(({ isSuccess }) => Number(isSuccess))),
    ndcgAt10: mean(some.map(({ ndcgAt10 }) => ndcgAt10)),
  });
  const typed: readonly QueryKind[] = TYPED_KINDS;
  return [
    ...QUERY_KINDS.map((kind) => figures(kind, asked.filter(({ query }) => query.kind === kind))),
    figures('typed', asked.filter(({ query }) => typed.includes(query.kind))),
    figures('all', asked),
  ];
}

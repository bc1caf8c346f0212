import type { DataSource } from 'typeorm';
import { arrayNumbers } from '../platform/database/number-array.js';
import { compileForMemory } from '../platform/search/memory-filter.js';
import { DOCUMENT_KINDS, type DocumentKind, kindNumber } from '../platform/search/search-document.js';
import type { CandidateQuery } from '../platform/search/search-index.js';
import { askedWeight } from '../platform/search/weight-scale.js';

/** Documents that are read at once. */
const PAGE = 4_000;

interface StoredRow {
  readonly id: string;
  readonly kind: number;
  readonly enterpriseId: string;
  /** For `arrayNumbers`. */
  readonly terms: string;
  readonly weights: string;
  readonly regions: readonly string[];
  readonly serviceRegions: readonly string[];
  readonly certificates: readonly string[];
}

/**
 * The best documents of many queries by full BM25 over every posting, with their hard constraints, ties by id: one walk over all documents that adds up
 * what each weighs for each query. Shares nothing with how any engine looks for candidates.
 *
 * @param tell hears how many documents were walked over, of how many
 */
export async function exactBest(dataSource: DataSource, queries: readonly CandidateQuery[], limit: number, tell: (done: number, all: number) => void, stop: AbortSignal): Promise<string[][]> {
  const asked = await askedByNumber(dataSource, queries);
  const best = queries.map(({ kind, filter }) => ({ kind, passes: compileForMemory(filter), list: new BestList(limit) }));
  const kinds = [...new Set(queries.map(({ kind }) => kindNumber(kind)))];
  const sums = new Float64Array(queries.length);
  const [{ last }] = await dataSource.query<[{ last: number }]>('select coalesce(max(number), 0) as last from search_document');
  for (let from = 1; from <= last; from += PAGE) {
    stop.throwIfAborted();
    for (const row of await readPage(dataSource, from, kinds)) {
      const [terms, weights] = [arrayNumbers(row.terms), arrayNumbers(row.weights)];
      for (const [i, term] of terms.entries()) for (const { query, weight } of asked.get(term) ?? []) sums[query]! += weight * weights[i]!;
      const { id, enterpriseId, regions, serviceRegions, certificates } = row;
      const kind: DocumentKind = DOCUMENT_KINDS[row.kind]!;
      for (const [query, { kind: wanted, passes, list }] of best.entries()) {
        const sum = sums[query]!;
        sums[query] = 0;
        if (sum > 0 && kind === wanted && list.isGoodEnough(sum) && passes({ id, enterpriseId, codes: { regions, serviceRegions, certificates } })) list.add(id, sum);
      }
    }
    tell(Math.min(last, from + PAGE - 1), last);
  }
  return best.map(({ list }) => list.ids());
}

type AskedTerm = readonly { readonly query: number; readonly weight: number }[];

/** What each term weighs in which queries, by the number of the term. */
async function askedByNumber(dataSource: DataSource, queries: readonly CandidateQuery[]): Promise<ReadonlyMap<number, AskedTerm>> {
  const byToken = new Map<string, { query: number; weight: number }[]>();
  for (const [query, { terms }] of queries.entries()) {
    for (const { term, weight } of terms) byToken.set(term, [...(byToken.get(term) ?? []), { query, weight: askedWeight(weight) }]);
  }
  const rows = await dataSource.query<{ number: number; token: string }[]>('select number, token from search_term where token = any($1::text[])', [[...byToken.keys()]]);
  return new Map(rows.map(({ number, token }) => [number, byToken.get(token)!]));
}

function readPage(dataSource: DataSource, from: number, kinds: readonly number[]): Promise<StoredRow[]> {
  return dataSource.query<StoredRow[]>(
    `select id, kind, enterprise_id as "enterpriseId", terms::text as terms, weights::text as weights, regions, service_regions as "serviceRegions", certificates
       from search_document where number between $1 and $2 and kind = any($3::smallint[])`,
    [from, from + PAGE - 1, kinds],
  );
}

/** The best so far. */
class BestList {
  private readonly kept: { readonly id: string; readonly sum: number }[] = [];

  constructor(private readonly limit: number) {}

  isGoodEnough(sum: number): boolean {
    return this.kept.length < this.limit || sum >= this.kept.at(-1)!.sum;
  }

  add(id: string, sum: number): void {
    this.kept.push({ id, sum });
    this.kept.sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1));
    if (this.kept.length > this.limit) this.kept.pop();
  }

  ids(): string[] {
    return this.kept.map(({ id }) => id);
  }
}

import type { DataSource } from 'typeorm';
import { BestSums, type NumberedSum } from './best-sums.js';
import { POSTING_BYTES, StretchSums } from './posting-block.js';
import { eachWaiting, readPostings, type StoredPostings } from './postgres-blocks.js';
import { compileFilter } from './postgres-filter.js';
import { type NumberSet, type PassingDocument, PassingDocuments } from './postgres-passing.js';
import { kindNumber } from './search-document.js';
import type { CandidateQuery, SearchHit } from './search-index.js';
import { askedWeight, scoreOf } from './weight-scale.js';

/** So many of the best are looked up for each that is wanted: a filter by place lets every second one pass. */
const LOOKED_AT_PER_HIT = 3;
/** When too few of them passed, so many more than it would take at the same rate. */
const MARGIN = 1.5;
/** To fetch the numbers of all that pass takes a half of what as many look-ups of certain numbers take. */
const FETCHED_PER_LOOK_UP = 2;
const MOST_FETCHED = 100_000;

/** Exact best documents of a query by a weighted sum: added up here from packed postings, filtered in the database. */
export class PostgresCandidates {
  private readonly sums = new StretchSums();

  /** @param fetchedPerLookUp 0: the best are looked up however few of them pass */
  constructor(
    private readonly dataSource: DataSource,
    private readonly fetchedPerLookUp = FETCHED_PER_LOOK_UP,
  ) {}

  async find(query: CandidateQuery): Promise<SearchHit[]> {
    if (query.terms.length === 0) return [];
    const asked = new Map<string, number>();
    for (const { term, weight } of query.terms) asked.set(term, (asked.get(term) ?? 0) + askedWeight(weight));
    const kind = kindNumber(query.kind);
    const rows = await readPostings(this.dataSource, [...asked.keys()], [kind]);
    const weights = [...asked.values()];
    const postings = rows.reduce((sum, row) => sum + row.postings.length, 0) / POSTING_BYTES;
    const passing = new PassingDocuments(this.dataSource, kind, query.filter);
    let only: NumberSet | null = null;
    for (let wanted = LOOKED_AT_PER_HIT * query.limit, isFirst = true; ; isFirst = false) {
      const sums = this.bestOf(rows, weights, wanted, only);
      const best = sums.best();
      const numbers = best.map(({ number }) => number);
      const hits = ranked(query, await (isFirst || only !== null ? passing.ofFew(numbers) : passing.ofMany(numbers)), best);
      if (hits.length >= query.limit || sums.isWhole) return hits.slice(0, query.limit);
      const more = Math.max(4 * wanted, Math.ceil((MARGIN * query.limit * best.length) / Math.max(1, hits.length)));
      // Where few of the best pass, few of all may: then those are asked for first, and the best are found among them.
      const expected = (postings * (hits.length + 1)) / (best.length + 1);
      const most = Math.min(MOST_FETCHED, Math.floor(this.fetchedPerLookUp * more));
      if (isFirst && expected <= most) only = await passing.all(most);
      wanted = isFirst && only !== null ? query.limit : more;
    }
  }

  /** The same for a few documents, one by one. */
  async among(query: CandidateQuery, ids: readonly string[]): Promise<SearchHit[]> {
    const parameters: unknown[] = [ids, kindNumber(query.kind), query.terms.map(({ term }) => term), query.terms.map(({ weight }) => askedWeight(weight)), query.limit];
    const rows = await this.dataSource.query<{ id: string; sum: number }[]>(
      `select d.id, sum(h.weight * q.weight) as sum
         from search_document d cross join lateral unnest(d.terms, d.weights) as h (term, weight)
         join search_term t on t.number = h.term
         join unnest($3::text[], $4::int[]) as q (token, weight) on q.token = t.token
        where d.id = any($1::uuid[]) and d.kind = $2 and ${compileFilter(query.filter, parameters)}
        group by d.id order by sum desc, d.id limit $5`,
      parameters,
    );
    return rows.map(({ id, sum }) => ({ id, kind: query.kind, score: scoreOf(Number(sum)) }));
  }

  /**
   * @param weights of the terms, in the order in which they were asked for
   * @param only no others
   */
  private bestOf(rows: readonly StoredPostings[], weights: readonly number[], wanted: number, only: NumberSet | null): BestSums {
    const best = only === null ? new BestSums(wanted) : new BestSums(wanted, (number) => only.has(number));
    const byStretch = new Map<number, StoredPostings[]>();
    const waiting = new Map<number, number>();
    for (const row of rows) {
      if (row.stretch === null) addWaiting(waiting, row.postings, weights[row.asked]!);
      else if (byStretch.has(row.stretch)) byStretch.get(row.stretch)!.push(row);
      else byStretch.set(row.stretch, [row]);
    }
    for (const [stretch, blocks] of byStretch) {
      this.sums.begin(best.bar);
      for (const { asked, postings } of blocks) this.sums.add(postings, weights[asked]!);
      this.sums.forEach((place, sum) => best.add(stretch + place, sum));
    }
    for (const [number, sum] of waiting) best.add(number, sum);
    return best;
  }
}

/** Best first, ties by id. */
function ranked(query: CandidateQuery, rows: readonly PassingDocument[], best: readonly NumberedSum[]): SearchHit[] {
  const sums = new Map(best.map(({ number, sum }) => [number, sum]));
  return rows
    .map(({ id, number }) => ({ id, kind: query.kind, score: scoreOf(sums.get(number)!) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function addWaiting(sums: Map<number, number>, postings: string, asked: number): void {
  eachWaiting(postings, (number, weight) => sums.set(number, (sums.get(number) ?? 0) + asked * weight));
}

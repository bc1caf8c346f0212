import type { DataSource } from 'typeorm';
import { BestSums, type NumberedSum } from './best-sums.js';
import { addBlock, STRETCH } from './posting-block.js';
import { eachWaiting, readPostings, type StoredPostings } from './postgres-blocks.js';
import { type Bind, binder, codeConditions, compileBoxFilter, setsMeeting } from './postgres-box-filter.js';
import { compileFilter } from './postgres-filter.js';
import { kindNumber } from './postgres-postings.js';
import type { SearchFilter } from './search-filter.js';
import type { CandidateQuery, SearchHit } from './search-index.js';
import { askedWeight, scoreOf } from './weight-scale.js';

/** So many of the best are looked up for each that is wanted: most filters let most of them pass. */
const LOOKED_AT_PER_HIT = 2;
/** When too few of them passed, so many more than it would take at the same rate. */
const MARGIN = 1.5;

/** Exact best documents of a query by a weighted sum: added up here from packed postings, filtered in the database. */
export class PostgresCandidates {
  private readonly sums = new Float64Array(STRETCH);

  constructor(private readonly dataSource: DataSource) {}

  async find(query: CandidateQuery): Promise<SearchHit[]> {
    if (query.terms.length === 0) return [];
    const asked = new Map<string, number>();
    for (const { term, weight } of query.terms) asked.set(term, (asked.get(term) ?? 0) + askedWeight(weight));
    const rows = await readPostings(this.dataSource, [...asked.keys()], [kindNumber(query.kind)]);
    const weights = [...asked.values()];
    for (let wanted = LOOKED_AT_PER_HIT * query.limit, isFirst = true; ; isFirst = false) {
      const { best, total } = this.bestOf(rows, weights, wanted);
      const hits = await (isFirst ? this.passing(query, best) : this.passingOfMany(query, best));
      if (hits.length >= query.limit || best.length === total) return hits.slice(0, query.limit);
      wanted = Math.max(4 * wanted, Math.ceil((MARGIN * query.limit * best.length) / Math.max(1, hits.length)));
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

  /** @param weights of the terms, in the order in which they were asked for */
  private bestOf(rows: readonly StoredPostings[], weights: readonly number[], wanted: number): { best: readonly NumberedSum[]; total: number } {
    const best = new BestSums(wanted);
    const bySegment = new Map<number, StoredPostings[]>();
    const waiting = new Map<number, number>();
    for (const row of rows) {
      if (row.segment === null) addWaiting(waiting, row.postings, weights[row.asked]!);
      else if (bySegment.has(row.segment)) bySegment.get(row.segment)!.push(row);
      else bySegment.set(row.segment, [row]);
    }
    for (const [segment, blocks] of bySegment) {
      for (const { asked, postings } of blocks) addBlock(this.sums, postings, weights[asked]!);
      best.take(this.sums, segment - (segment % STRETCH));
    }
    for (const [number, sum] of waiting) best.add(number, sum);
    return { best: best.best(), total: best.total };
  }

  /** Those that are still there and pass the filter, best first, ties by id. */
  private async passing(query: CandidateQuery, best: readonly NumberedSum[]): Promise<SearchHit[]> {
    const parameters: unknown[] = [best.map(({ number }) => number)];
    const rows = await this.dataSource.query<{ id: string; number: number }[]>(
      `select d.id, d.number from search_document d where d.number = any($1::int[]) and ${compileFilter(query.filter, parameters)}`,
      parameters,
    );
    return ranked(query, rows, best);
  }

  /** The same for tens of thousands: the box's rows are a fifth as wide, which is worth finding out first which lists of codes pass. */
  private async passingOfMany(query: CandidateQuery, best: readonly NumberedSum[]): Promise<SearchHit[]> {
    const filter = await this.boxFilter(query.filter);
    const parameters: unknown[] = [best.map(({ number }) => number)];
    const rows = await this.dataSource.query<{ id: string; number: number }[]>(
      `select b.id, b.document as number from search_box b where b.document = any($1::int[]) and ${filter(binder(parameters))}`,
      parameters,
    );
    return ranked(query, rows, best);
  }

  /** The filter on the box's rows, with the numbers of the lists of codes that meet its conditions. */
  private async boxFilter(filter: SearchFilter): Promise<BoxFilter> {
    const conditions = codeConditions([filter]);
    const sets = new Map<SearchFilter, readonly number[]>();
    if (conditions.length > 0) {
      const parameters: unknown[] = [];
      const bind = binder(parameters);
      const [row] = await this.dataSource.query<Record<string, number[]>[]>(`select ${conditions.map((condition, i) => `${setsMeeting(condition, bind)} as s${i}`).join(', ')}`, parameters);
      for (const [i, condition] of conditions.entries()) sets.set(condition, row![`s${i}`]!);
    }
    return (bind) => compileBoxFilter(filter, sets, bind);
  }
}

type BoxFilter = (bind: Bind) => string;

function ranked(query: CandidateQuery, rows: readonly { readonly id: string; readonly number: number }[], best: readonly NumberedSum[]): SearchHit[] {
  const sums = new Map(best.map(({ number, sum }) => [number, sum]));
  return rows
    .map(({ id, number }) => ({ id, kind: query.kind, score: scoreOf(sums.get(number)!) }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function addWaiting(sums: Map<number, number>, postings: string, asked: number): void {
  eachWaiting(postings, (number, weight) => sums.set(number, (sums.get(number) ?? 0) + asked * weight));
}

import type { DataSource } from 'typeorm';
import { type Bind, binder } from './postgres-box-filter.js';
import { type CountedRow, countedColumns, countRows, type Figures, numbersIn, scaled } from './postgres-box-figures.js';
import { type HitRow, ORDERS, toHit } from './postgres-box-hit.js';
import type { BoxQuestion } from './postgres-box-question.js';
import type { SearchHit } from './search-index.js';
import type { HitSample } from './word-hits.js';

/** A sample takes whole runs of documents, evenly spread over all. */
const RUN = 128;
/** Documents that are asked for in one look at the key, which finds neighbours together. */
const TOGETHER = 256;

export interface Answer {
  readonly hits: readonly SearchHit[];
  readonly figures: Figures;
}

/** Some documents, with what their words weigh if there are any. */
export interface Listed {
  readonly numbers: readonly number[];
  readonly scores?: readonly number[];
}

/** Hits and figures among some documents, or among all. */
export async function countListed(dataSource: DataSource, question: BoxQuestion, listed: Listed | undefined): Promise<Answer> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const { order, offset, limit } = question.query;
  const isRanked = order === 'fit' && listed?.scores !== undefined;
  const scores = isRanked ? ` join unnest(${bind(listed.numbers, 'int[]')}, ${bind(listed.scores, 'float8[]')}) as m (document, score) on m.document = b.document` : '';
  const [row] = await dataSource.query<[CountedRow & { readonly hits: HitRow[] | null }]>(
    `with hits as materialized (select b.*, ${unmet(question, bind)} as unmet from ${listed === undefined ? 'search_box b' : rowsOf(listed.numbers, bind)} where ${narrowed(question, bind)})
     select (select json_agg(page) from (select b.id, b.kind, ${isRanked ? 'm.score' : '0'} as score from hits b${scores} where unmet = 0
                                          order by ${ORDERS[order]} limit ${bind(limit, 'int')} offset ${bind(offset, 'int')}) page) as hits, counted.*
       from (select ${countedColumns(question)} from hits) counted`,
    parameters,
  );
  return { hits: (row.hits ?? []).map(toHit), figures: countRows(row, question) };
}

export interface Sampled {
  readonly figures: Figures;
  /** How many documents, or hits, pass the filter. */
  readonly passing: number;
  /** For each choice how many of those meet it. */
  readonly meeting: readonly number[];
}

/** What a sample says of all: every `step`-th run of documents, or some of the hits. */
export async function sampled(dataSource: DataSource, question: BoxQuestion, sample: HitSample | { readonly step: number }): Promise<Sampled> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const source =
    'step' in sample
      ? `generate_series(0, (select max(document) from search_box), ${RUN * sample.step}) as run cross join lateral (select * from search_box b where b.document >= run and b.document < run + ${RUN} offset 0) b`
      : rowsOf(sample.numbers, bind);
  const [row] = await dataSource.query<[CountedRow]>(
    `with hits as materialized (select b.*, ${unmet(question, bind)} as unmet from ${source} where ${narrowed(question, bind)}) select ${countedColumns(question)} from hits`,
    parameters,
  );
  const factor = 'step' in sample ? sample.step : sample.factor;
  const bits = numbersIn(row.unmet);
  return {
    figures: scaled(countRows(row, question), factor),
    passing: factor * bits.length,
    meeting: question.choices.map((_, i) => factor * bits.reduce((sum, each) => sum + ((each >> i) & 1 ? 0 : 1), 0)),
  };
}

/** Documents whose bit is set. */
export function inBits(bits: Buffer, bind: Bind): string {
  return `case when b.document < ${8 * bits.length} then get_bit(${bind(bits, 'bytea')}, b.document) = 1 else false end`;
}

/** The rows `b` of some documents: by the key, many at a time, since there are few beside all that there are (`offset 0`: else all might be read). */
export function rowsOf(numbers: readonly number[], bind: Bind): string {
  const sorted = Int32Array.from(numbers).sort();
  const lists: string[] = [];
  for (let i = 0; i < sorted.length; i += TOGETHER) lists.push(`{${sorted.subarray(i, i + TOGETHER).join()}}`);
  return `unnest(${bind(lists, 'text[]')}) as list (documents) cross join lateral (select * from search_box b where b.document = any(list.documents::int[]) offset 0) b`;
}

/** A bit for each choice that a row does not meet. */
export function unmet({ choices }: BoxQuestion, bind: Bind): string {
  return ['0', ...choices.map(({ condition }, i) => `case when ${condition(bind)} then 0 else ${1 << i} end`)].join(' | ');
}

/** What narrows hits and all counts alike. */
export function narrowed({ filter, kinds }: BoxQuestion, bind: Bind): string {
  return `b.kind = any(${bind(kinds, 'smallint[]')}) and ${filter(bind)}`;
}

import type { DataSource } from 'typeorm';
import { type Answer, countListed, inBits, narrowed, type Sampled, unmet } from './postgres-box-counts.js';
import { type Bind, binder, codeConditions } from './postgres-box-filter.js';
import { type CountedRow, countedColumns, countRows, numbersIn, ownBits } from './postgres-box-figures.js';
import { type HitRow, ORDERS, toHit } from './postgres-box-hit.js';
import { rankHits } from './postgres-box-pages.js';
import type { BoxQuestion } from './postgres-box-question.js';
import { COLUMNS } from './postgres-box-rows.js';
import type { CodeField } from './search-document.js';
import type { FacetField } from './search-index.js';
import type { WordHits } from './word-hits.js';

/** Queries that find few documents among many, read from the index of the narrowest choice, which has in it all that is counted. */

/** Fields with such an index. */
const INDEXED: readonly FacetField[] = ['regions', 'categories', 'industries'];
/** What a document costs that is looked up, in documents that pass by in an index. */
const LOOKED_UP = 8;
/** More documents than these are not read for a facet's own counts. */
const OWN_READ = 60_000;

/** More documents than these are not read before a sample says what is to be expected. */
const READ_AT_ONCE = { withWords: 40_000, without: 5_000 };

/** Hits and figures where the filter and the choices leave few documents, as the database guesses; undefined: they leave many, or a facet with a choice of its own is to be counted. */
export async function countIfNarrow(dataSource: DataSource, question: BoxQuestion, hits: WordHits | undefined): Promise<Answer | undefined> {
  const { facets, filter, choices } = question.query;
  const isIndexed = codeConditions([filter, ...(choices ?? []).map((choice) => choice.filter)]).some(({ field }) => INDEXED.includes(field));
  if (!isIndexed || facets.some((field) => field !== 'kind' && ownBits(question, field) !== 0)) return undefined;
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const conditions = [narrowed(question, bind), ...question.choices.map(({ condition }) => condition(bind))].join(' and ');
  const [row] = await dataSource.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(`explain (format json) select from search_box b where ${conditions}`, parameters);
  if (row['QUERY PLAN'][0].Plan['Plan Rows'] > (hits === undefined ? READ_AT_ONCE.without : READ_AT_ONCE.withWords)) return undefined;
  return countNarrow(dataSource, question, hits, undefined, facets.filter((field) => field === 'kind'));
}

/** @param about what a sample says; facets with a choice of their own that would find more than `most` without it are counted by it alone */
export async function countAround(dataSource: DataSource, question: BoxQuestion, hits: WordHits | undefined, about: Sampled, most: number): Promise<Answer> {
  const perHit = hits === undefined ? 1 : question.documents / hits.count;
  const narrowest = narrowestOf(question, about);
  if (hits !== undefined && LOOKED_UP * hits.count < perHit * (narrowest?.meeting ?? about.passing)) return countListed(dataSource, question, hits.all());
  const own = question.query.facets.filter((field) => ownBits(question, field) !== 0);
  const counted = own.filter((field) => (about.figures.fields.get(field)?.total ?? 0) <= most && perHit * readFor(field, question, about) <= OWN_READ);
  const { hits: page, figures } = await countNarrow(dataSource, question, hits, narrowest?.field, counted);
  const uncounted = own.filter((field) => !counted.includes(field)).map((field) => [field, about.figures.fields.get(field)!] as const);
  return { hits: page, figures: { ...figures, fields: new Map([...figures.fields, ...uncounted]) } };
}

/** The indexed field whose choices the fewest documents meet. */
function narrowestOf({ choices }: BoxQuestion, { meeting }: Sampled, except?: FacetField): { field: FacetField; meeting: number } | undefined {
  return choices
    .map(({ field }, i) => ({ field, meeting: meeting[i]! }))
    .filter(({ field }) => INDEXED.includes(field) && field !== except)
    .sort((a, b) => a.meeting - b.meeting)[0];
}

/** How many documents pass by for the counts of a facet without its own choice, beside those that do for the hits. */
function readFor(field: FacetField, question: BoxQuestion, about: Sampled): number {
  return narrowestOf(question, about)?.field === field ? (narrowestOf(question, about, field)?.meeting ?? about.passing) : 0;
}

type NarrowRow = CountedRow & { readonly hits: HitRow[] | null; readonly documents: Buffer | null };

/** Reads the hits, and the documents that only the own choice of a facet refuses. @param counted these facets */
async function countNarrow(dataSource: DataSource, question: BoxQuestion, hits: WordHits | undefined, narrowest: FacetField | undefined, counted: readonly FacetField[]): Promise<Answer> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const { order, offset, limit } = question.query;
  const isRanked = hits !== undefined && order === 'fit';
  const read = rowsAround(question, hits?.bits(), narrowest, counted, bind);
  const deepest = bind(isRanked ? 0 : offset + limit, 'int');
  const [row] = await dataSource.query<[NarrowRow]>(
    `with hits as materialized (${read}),
          first as (select document from hits where unmet = 0 order by ${order === 'deadline' ? 'deadline, ' : ''}published_at desc fetch first (${deepest}) rows with ties)
     select (select json_agg(page) from (select b.id, b.kind, 0 as score from search_box b where b.document = any(array(select document from first))
                                          order by ${ORDERS[order]} limit ${bind(limit, 'int')} offset ${bind(offset, 'int')}) page) as hits, counted.*
       from (select ${countedColumns(question)}, ${isRanked ? "string_agg(int4send(document), '')" : 'null'} as documents from hits) counted`,
    parameters,
  );
  const figures = countRows(row, question);
  if (!isRanked || limit === 0) return { figures, hits: (row.hits ?? []).map(toHit) };
  const bits = numbersIn(row.unmet);
  const found = numbersIn(row.documents).filter((_, i) => bits[i] === 0).sort();
  return { figures, hits: await rankHits(dataSource, question, hits.among(found), 1) };
}

/** Rows with `unmet` of what meets all choices, or all but those of one of the `counted` facets. */
function rowsAround(question: BoxQuestion, bits: Buffer | undefined, narrowest: FacetField | undefined, counted: readonly FacetField[], bind: Bind): string {
  const columns = ['document', 'published_at', 'deadline', 'kind', ...new Set(question.query.facets.filter((field) => field !== 'kind' && field !== 'deadline').map((field) => COLUMNS[field as CodeField]))];
  const met = (which: (field: FacetField) => boolean): string => ['true', ...question.choices.filter(({ field }) => which(field)).map(({ condition }) => condition(bind))].join(' and ');
  const part = (conditions: readonly string[]): string =>
    `select ${columns.map((column) => `b.${column}`).join(', ')}, ${unmet(question, bind)} as unmet from search_box b
      where ${[narrowed(question, bind), ...conditions, ...(bits === undefined ? [] : [inBits(bits, bind)])].join(' and ')}`;
  const alternatives = [undefined, ...counted.filter((field) => field !== narrowest)].map((except) => `(${met((field) => field !== narrowest && field !== except)})`);
  const parts = [part([met((field) => field === narrowest), `(${alternatives.join(' or ')})`])];
  if (narrowest !== undefined && counted.includes(narrowest)) {
    parts.push(part([met((field) => field !== narrowest), `(${met((field) => field === narrowest)}) is not true`]));
  }
  return parts.join(' union all ');
}

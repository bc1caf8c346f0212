import type { DataSource } from 'typeorm';
import { type Bind, binder } from './postgres-box-filter.js';
import { type Figure, figuresOf, figuresSql, scaled, totalWithout } from './postgres-box-figures.js';
import { ORDERS, type HitRow, toHit } from './postgres-box-hit.js';
import type { BoxQuestion } from './postgres-box-question.js';
import { kindNumber } from './search-document.js';
import type { FacetField, SearchHit } from './search-index.js';
import type { BestHits, HitSample, WordHits } from './word-hits.js';

/** A sample takes whole runs of documents, evenly spread over all. */
const RUN = 128;

/** Rows that the figures of one facet may take beside the hits: what takes more is taken from the sample. */
const FIGURES_ROWS = 20_000;

export interface Answer {
  readonly hits: readonly SearchHit[];
  readonly figures: readonly Figure[];
}

export interface Around extends Answer {
  /** Ascending: what is to be put in the order of fit. */
  readonly documents: readonly number[] | undefined;
}

type Choice = BoxQuestion['choices'][number];

interface AnswerRow {
  readonly hits: HitRow[] | null;
  readonly figures: Figure[] | null;
}

/** Hits and figures where the documents with the words, or all, are few: read once, with each choice as a column. */
export async function countTogether(dataSource: DataSource, question: BoxQuestion, hits: BestHits | undefined): Promise<Answer> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const source = hits === undefined ? 'search_box b' : rowsOf(hits, bind);
  const [row] = await dataSource.query<[AnswerRow]>(
    `with hits as materialized (select ${COUNTED}, ${hits !== undefined && question.query.order === 'fit' ? 'm.score' : '0'} as score, ${checks(question, bind)} from ${source} where ${narrowed(question, bind)})
     select ${pageOf(question, meetsAll(question), bind)} as hits, ${listed(figuresTogether(question))} as figures`,
    parameters,
  );
  return answerOf(row);
}

/** The figures of every `step`-th run of documents, or of those of a sample of hits; as of all. */
export async function sampled(dataSource: DataSource, question: BoxQuestion, sample: HitSample | { readonly step: number }): Promise<readonly Figure[]> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const source =
    'step' in sample
      ? `generate_series(0, (select max(document) from search_box), ${RUN * sample.step}) as run cross join lateral (select * from search_box b where b.document >= run and b.document < run + ${RUN} offset 0) b`
      : rowsOf(sample, bind);
  const [row] = await dataSource.query<[Pick<AnswerRow, 'figures'>]>(
    `with hits as materialized (select ${COUNTED}, ${checks(question, bind)} from ${source} where ${narrowed(question, bind)}) select ${listed(figuresTogether(question))} as figures`,
    parameters,
  );
  return scaled(row.figures ?? [], 'step' in sample ? sample.step : sample.factor);
}

/**
 * Hits and figures of a query that finds few documents among many. A facet with a choice of its own may still count many: then its
 * figures are those of the sample.
 *
 * @param sampled figures as of all documents
 * @param most what is counted one by one
 * @returns of hits in the order of fit only their numbers, since what they weigh is not known here
 */
export async function countAround(dataSource: DataSource, question: BoxQuestion, hits: WordHits | undefined, sampled: readonly Figure[], most: number): Promise<Around> {
  const { query } = question;
  // Kinds hardly narrow: they are a column, so that theirs are counted on the way.
  const choices = without(question.choices, 'kind');
  const own = query.facets.filter((field) => field !== 'kind' && isChosen(question, field));
  const isByFilter = hits === undefined || (await estimateRows(dataSource, question, choices)) < hits.count;
  const counted: FacetField[] = [];
  for (const field of own) {
    if (totalWithout(sampled, field) > most) continue;
    if (!isByFilter || (await estimateRows(dataSource, question, without(choices, field))) < FIGURES_ROWS) counted.push(field);
  }
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const source = hits === undefined || isByFilter ? 'search_box b' : rowsOf(hits.all(), bind);
  const isHit = hits !== undefined && isByFilter ? ` and ${inBits(hits.bits(), bind)}` : '';
  const rows = (some: readonly Choice[]): string =>
    `select b.document, ${COUNTED}, 0 as score from ${source} where ${[narrowed(question, bind), ...some.map(({ condition }) => condition(bind))].join(' and ')}${isHit}`;
  const tables = [
    `hits as materialized (select *, kind = any(${bind(askedKinds(question), 'smallint[]')}) as is_asked from (${rows(choices)}) b)`,
    ...counted.map((field) => `own_${field} as (${rows(without(choices, field))})`),
  ];
  const shared = query.facets.filter((field) => !own.includes(field));
  const kinds: readonly FacetField[] = query.facets.includes('kind') ? ['kind'] : [];
  const figures = figuresSql([...shared, ...counted], 'is_asked', [...counted, ...kinds], (field) =>
    field === 'kind' ? { table: 'hits', condition: 'true' } : { table: `own_${field}`, condition: `kind = any(${bind(askedKinds(question), 'smallint[]')})` },
  );
  const isRanked = hits !== undefined && query.order === 'fit' && query.limit > 0;
  const page = isRanked ? 'null' : pageOf(question, 'is_asked', bind);
  const [row] = await dataSource.query<[AnswerRow & { readonly documents: number[] | null }]>(
    `with ${tables.join(', ')} select ${page} as hits, ${listed(figures)} as figures, ${isRanked ? '(select array_agg(document order by document) from hits where is_asked)' : 'null'} as documents`,
    parameters,
  );
  const answer = answerOf(row);
  return {
    ...answer,
    figures: [...answer.figures, ...own.filter((field) => !counted.includes(field)).flatMap((field) => figuresOf(sampled, field))],
    documents: isRanked ? (row.documents ?? []) : undefined,
  };
}

/** Documents whose bit is set. */
export function inBits(bits: Buffer, bind: Bind): string {
  return `case when b.document < ${8 * bits.length} then get_bit(${bind(bits, 'bytea')}, b.document) = 1 else false end`;
}

/** Documents and their scores as rows `m`, each with its row `b`: looked up one by one, since there are few beside all that there are. */
export function rowsOf({ numbers, scores }: { readonly numbers: readonly number[]; readonly scores?: readonly number[] }, bind: Bind): string {
  const m = scores === undefined ? `unnest(${bind(numbers, 'int[]')}) as m (document)` : `unnest(${bind(numbers, 'int[]')}, ${bind(scores, 'float8[]')}) as m (document, score)`;
  return `${m} cross join lateral (select * from search_box b where b.document = m.document offset 0) b`;
}

const without = (choices: readonly Choice[], field: FacetField): Choice[] => choices.filter((choice) => choice.field !== field);

/** How many documents pass the filter and some choices, as the database guesses. */
async function estimateRows(dataSource: DataSource, question: BoxQuestion, choices: readonly Choice[]): Promise<number> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const conditions = [narrowed(question, bind), ...choices.map(({ condition }) => condition(bind))].join(' and ');
  const [row] = await dataSource.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(`explain (format json) select from search_box b where ${conditions}`, parameters);
  return row['QUERY PLAN'][0].Plan['Plan Rows'];
}

const askedKinds = ({ query }: BoxQuestion): number[] => query.kinds.map(kindNumber);

const isChosen = ({ choices }: BoxQuestion, field: FacetField): boolean => choices.some((choice) => choice.field === field);

/** What counting and ordering ask of a hit. */
const COUNTED = 'b.id, b.kind, b.published_at, b.deadline, b.regions, b.service_regions, b.categories, b.industries, b.certificates, b.budgets';

/** For each choice whether a row meets it: `c0`, `c1` … */
function checks({ choices }: BoxQuestion, bind: Bind): string {
  return choices.map(({ condition }, i) => `coalesce(${condition(bind)}, false) as c${i}`).join(', ');
}

/** Meets all choices, but those of one facet. */
function meetsAll({ choices }: BoxQuestion, except?: FacetField): string {
  return ['true', ...choices.flatMap(({ field }, i) => (field === except ? [] : [`c${i}`]))].join(' and ');
}

function figuresTogether(question: BoxQuestion): string {
  const { facets } = question.query;
  const own = facets.filter((field) => isChosen(question, field));
  return figuresSql(facets, meetsAll(question), own, (field) => ({ table: 'hits', condition: meetsAll(question, field) }));
}

/** What narrows hits and all counts alike. */
function narrowed({ filter, kinds }: BoxQuestion, bind: Bind): string {
  return `b.kind = any(${bind(kinds, 'smallint[]')}) and ${filter(bind)}`;
}

function pageOf({ query }: BoxQuestion, condition: string, bind: Bind): string {
  return `(select json_agg(page) from (select id, kind, score from hits where ${condition} order by ${ORDERS[query.order]}
            limit ${bind(query.limit, 'int')} offset ${bind(query.offset, 'int')}) page)`;
}

const listed = (figures: string): string => `(select json_agg(json_build_array(field, value, count)) from (${figures}) f)`;

function answerOf({ hits, figures }: AnswerRow): Answer {
  return { hits: (hits ?? []).map(toHit), figures: figures ?? [] };
}

import type { DataSource } from 'typeorm';
import { type Bind, binder } from './postgres-box-filter.js';
import { type Figure, figuresOf, figuresSql, totalWithout } from './postgres-box-figures.js';
import { ORDERS, type HitRow, toHit } from './postgres-box-hit.js';
import type { BoxQuestion } from './postgres-box-question.js';
import { driversOf, found, holders, probe, rowsOf } from './postgres-box-sql.js';
import { DOCUMENT_KINDS } from './search-document.js';
import type { FacetField, SearchHit } from './search-index.js';

/** A sample takes whole runs of documents, evenly spread over all: a run is one piece of each term's postings. */
const RUN = 128;

/** What it costs to ask a word of a document, and to look a document up, in postings that could be read instead. */
const PROBE_COST = 10;
const ROW_COST = 10;

/** What the figures of one facet may cost beside the hits: what costs more is taken from the sample. */
const FIGURES_COST = 200_000;

export interface Answer {
  readonly hits: readonly SearchHit[];
  readonly figures: readonly Figure[];
}

type Choice = BoxQuestion['choices'][number];

interface AnswerRow {
  readonly hits: HitRow[] | null;
  readonly figures: Figure[] | null;
}

/** Hits and figures where the documents with the words, or all, are few: read once, with each choice as a column. */
export async function countTogether(dataSource: DataSource, question: BoxQuestion): Promise<Answer> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const source = question.words.length === 0 ? 'search_box b' : rowsOf('m');
  const score = question.words.length === 0 ? '0' : 'm.score';
  const [row] = await dataSource.query<[AnswerRow]>(
    `with ${question.words.length === 0 ? '' : `m as (${found(question, bind)}),`}
          hits as materialized (select ${columns(score)}, ${checks(question, bind)} from ${source} where ${narrowed(question, bind)})
     ${pageAndFigures(question, meetsAll(question), figuresTogether(question), bind)}`,
    parameters,
  );
  return answerOf(row);
}

/** The figures of every `step`-th run of documents. */
export async function sample(dataSource: DataSource, question: BoxQuestion, step: number): Promise<readonly Figure[]> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const runs = `generate_series(0, (select max(document) from search_box), ${RUN * step}) as run`;
  const inRun = (table: string): string => `${table}.document >= run and ${table}.document < run + ${RUN}`;
  const source =
    question.words.length === 0
      ? `${runs} cross join lateral (select * from search_box b where ${inRun('b')} offset 0) b`
      : `${runs} cross join lateral (${holders(question.words, question.kinds, question.need, bind, inRun('p'))} offset 0) m join search_box b on b.document = m.document`;
  const [row] = await dataSource.query<[Pick<AnswerRow, 'figures'>]>(
    `with hits as materialized (select ${columns('0')}, ${checks(question, bind)} from ${source} where ${narrowed(question, bind)})
     select json_agg(json_build_array(field, value, count)) as figures from (${figuresTogether(question)}) f`,
    parameters,
  );
  return row.figures ?? [];
}

/**
 * Hits and figures of a query that finds few documents among many. A facet with a choice of its own may still count many: then its
 * figures are those of the sample.
 *
 * @param sampled figures as of all documents
 * @param most what is counted one by one
 */
export async function countAround(dataSource: DataSource, question: BoxQuestion, sampled: readonly Figure[], most: number): Promise<Answer> {
  const { query, words, need } = question;
  // Kinds hardly narrow: they are a column, so that theirs are counted on the way.
  const choices = without(question.choices, 'kind');
  const own = query.facets.filter((field) => field !== 'kind' && isChosen(question, field));
  const wordsCost = words.length === 0 ? 0 : ROW_COST * (await estimatePostings(dataSource, question));
  const costByFilter = async (some: readonly Choice[]): Promise<number> => (await estimateRows(dataSource, question, some)) * (ROW_COST + PROBE_COST * words.length);
  const isByFilter = words.length > 0 && (await costByFilter(choices)) < wordsCost;
  const counted: FacetField[] = [];
  for (const field of own) {
    if (totalWithout(sampled, field) > most) continue;
    if (words.length === 0 || !isByFilter || (await costByFilter(without(choices, field))) < FIGURES_COST) counted.push(field);
  }
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const narrowedBy = (some: readonly Choice[]): string => [narrowed(question, bind), ...some.map(({ condition }) => condition(bind))].join(' and ');
  const rows = (some: readonly Choice[]): string => {
    if (words.length === 0) return `select ${columns('0')} from search_box b where ${narrowedBy(some)}`;
    if (!isByFilter) return `select ${columns('m.score')} from ${rowsOf('m')} where ${narrowedBy(some)}`;
    const { joins, score, worth } = probe(words, 'b', bind);
    return `select ${columns(`0${score}`)} from (select * from search_box b where ${narrowedBy(some)} offset 0) b${joins} where 0${worth} >= ${need}`;
  };
  const tables = [
    ...(words.length > 0 && !isByFilter ? [`m as materialized (${found(question, bind)})`] : []),
    `hits as materialized (select *, kind = any(${bind(askedKinds(question), 'smallint[]')}) as is_asked from (${rows(choices)}) b)`,
    ...counted.map((field) => `own_${field} as (${rows(without(choices, field))})`),
  ];
  const shared = query.facets.filter((field) => !own.includes(field));
  const kinds: readonly FacetField[] = query.facets.includes('kind') ? ['kind'] : [];
  const figures = figuresSql([...shared, ...counted], 'is_asked', [...counted, ...kinds], (field) =>
    field === 'kind' ? { table: 'hits', condition: 'true' } : { table: `own_${field}`, condition: `kind = any(${bind(askedKinds(question), 'smallint[]')})` },
  );
  const [row] = await dataSource.query<[AnswerRow]>(`with ${tables.join(', ')} ${pageAndFigures(question, 'is_asked', figures, bind)}`, parameters);
  const answer = answerOf(row);
  return { ...answer, figures: [...answer.figures, ...own.filter((field) => !counted.includes(field)).flatMap((field) => figuresOf(sampled, field))] };
}

const without = (choices: readonly Choice[], field: FacetField): Choice[] => choices.filter((choice) => choice.field !== field);

/** How many documents pass the filter and some choices, as the database guesses. */
async function estimateRows(dataSource: DataSource, question: BoxQuestion, choices: readonly Choice[]): Promise<number> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const conditions = [narrowed(question, bind), ...choices.map(({ condition }) => condition(bind))].join(' and ');
  return plannedRows(dataSource, `select from search_box b where ${conditions}`, parameters);
}

/** How many postings the rarest words have, likewise. */
function estimatePostings(dataSource: DataSource, question: BoxQuestion): Promise<number> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const terms = driversOf(question).flatMap((word) => word.terms);
  return plannedRows(dataSource, `select from search_posting where kind = any(${bind(question.kinds, 'smallint[]')}) and term = any(${bind(terms, 'int[]')})`, parameters);
}

async function plannedRows(dataSource: DataSource, sql: string, parameters: unknown[]): Promise<number> {
  const [row] = await dataSource.query<[{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }]>(`explain (format json) ${sql}`, parameters);
  return row['QUERY PLAN'][0].Plan['Plan Rows'];
}

const askedKinds = ({ query }: BoxQuestion): number[] => query.kinds.map((kind) => DOCUMENT_KINDS.indexOf(kind));

const isChosen = ({ choices }: BoxQuestion, field: FacetField): boolean => choices.some((choice) => choice.field === field);

/** What counting and ordering ask of a hit. */
function columns(score: string): string {
  return `b.id, b.kind, b.published_at, b.deadline, b.regions, b.service_regions, b.categories, b.industries, b.certificates, b.budgets, ${score} as score`;
}

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

function pageAndFigures({ query }: BoxQuestion, condition: string, figures: string, bind: Bind): string {
  return `
    select (select json_agg(page) from (select id, kind, score from hits where ${condition}
             order by ${ORDERS[query.order]} limit ${bind(query.limit, 'int')} offset ${bind(query.offset, 'int')}) page) as hits,
           (select json_agg(json_build_array(field, value, count)) from (${figures}) f) as figures`;
}

function answerOf({ hits, figures }: AnswerRow): Answer {
  return { hits: (hits ?? []).map(toHit), figures: figures ?? [] };
}

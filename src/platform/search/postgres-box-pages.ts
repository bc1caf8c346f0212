import type { DataSource } from 'typeorm';
import { type Bind, binder } from './postgres-box-filter.js';
import { type HitRow, ORDERS, toHit } from './postgres-box-hit.js';
import type { BoxQuestion } from './postgres-box-question.js';
import { driversOf, probe, rowsOf } from './postgres-box-sql.js';
import { DOCUMENT_KINDS } from './search-document.js';
import type { SearchHit } from './search-index.js';

/** Pages of hits that are too many to be read all. */

/** So many hits are put in the order of their fit together. */
const RANKED_TOGETHER = 1_000;

/** Hits in the order of dates; those without a deadline behind those with one. */
export async function walkHits(dataSource: DataSource, question: BoxQuestion): Promise<SearchHit[]> {
  const { order, offset, limit } = question.query;
  const deepest = offset + limit;
  if (order !== 'deadline') return (await walk(dataSource, question, 'newest', 'true', deepest)).slice(offset);
  const dated = await walk(dataSource, question, 'deadline', 'b.deadline is not null', deepest);
  const undated = dated.length < deepest ? await walk(dataSource, question, 'newest', 'b.deadline is null', deepest - dated.length) : [];
  return [...dated, ...undated].slice(offset);
}

/** The first hits in one order, from the index that has them in it, kind by kind. */
async function walk(dataSource: DataSource, question: BoxQuestion, order: 'newest' | 'deadline', which: string, count: number): Promise<SearchHit[]> {
  const { query, words, need } = question;
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const deepest = bind(count, 'int');
  const part = (kind: number): string => {
    const { joins, score, worth } = probe(words, 'b', bind);
    return `(select b.id, b.kind, b.published_at, b.deadline, 0${score} as score from search_box b${joins}
              where b.kind = ${kind} and ${which} and ${chosen(question, bind)} and ${words.length > 0 ? `0${worth} >= ${need}` : 'true'} order by ${ORDERS[order]} limit ${deepest})`;
  };
  const parts = query.kinds.map((kind) => part(DOCUMENT_KINDS.indexOf(kind)));
  const rows = await dataSource.query<HitRow[]>(`select id, kind, score from (${parts.join(' union all ')}) b order by ${ORDERS[order]} limit ${deepest}`, parameters);
  return rows.map(toHit);
}

/** Hits by fit: the newest thousand of them by fit, then the next thousand. So a page does not depend on how many there are. */
export async function portionHits(dataSource: DataSource, question: BoxQuestion): Promise<SearchHit[]> {
  const { offset, limit } = question.query;
  const hits: SearchHit[] = [];
  while (hits.length < limit) {
    const portion = Math.floor((offset + hits.length) / RANKED_TOGETHER);
    const from = offset + hits.length - portion * RANKED_TOGETHER;
    const page = await portionOf(dataSource, question, portion, { from, count: Math.min(limit - hits.length, RANKED_TOGETHER - from) });
    if (page.length === 0) break;
    hits.push(...page);
  }
  return hits;
}

interface Slice {
  readonly from: number;
  readonly count: number;
}

async function portionOf(dataSource: DataSource, question: BoxQuestion, portion: number, slice: Slice): Promise<SearchHit[]> {
  const needed = (portion + 1) * RANKED_TOGETHER;
  // How many documents with the rarest words that takes is not known before it is tried.
  for (let looked = needed + needed / 5; ; looked *= 4) {
    const { hits, met, read } = await newestOf(dataSource, question, looked, portion, slice);
    if (met >= needed || read < looked) return hits;
  }
}

interface Newest {
  readonly hits: SearchHit[];
  /** Hits among the documents that were read. */
  readonly met: number;
  readonly read: number;
}

/** One portion out of the hits among the newest `looked` documents with any of the rarest words. */
async function newestOf(dataSource: DataSource, question: BoxQuestion, looked: number, portion: number, { from, count }: Slice): Promise<Newest> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const newest = driversOf(question)
    .flatMap(({ terms }) => question.query.kinds.flatMap((kind) => terms.map((term) => ({ kind: DOCUMENT_KINDS.indexOf(kind), term }))))
    .map(({ kind, term }) => `(select document, kind from search_posting where kind = ${kind} and term = ${term} order by document desc limit ${looked})`);
  const { joins, score, worth } = probe(question.words, 'm', bind);
  const [row] = await dataSource.query<[{ hits: HitRow[] | null; met: string; read: string }]>(
    `with drivers as materialized (select document, min(kind) as kind from (${newest.join(' union all ')}) parts group by document order by document desc limit ${looked}),
          m as (select m.document, 0${score} as score from drivers m${joins} where 0${worth} >= ${question.need}),
          hits as materialized (select b.document, b.id, b.kind, b.published_at, m.score from ${rowsOf('m')} where ${chosen(question, bind)}),
          portion as (select * from hits order by document desc limit ${RANKED_TOGETHER} offset ${portion * RANKED_TOGETHER})
     select (select json_agg(page) from (select id, kind, score from portion order by ${ORDERS.fit} limit ${bind(count, 'int')} offset ${bind(from, 'int')}) page) as hits,
            (select count(*) from hits) as met, (select count(*) from drivers) as read`,
    parameters,
  );
  return { hits: (row.hits ?? []).map(toHit), met: Number(row.met), read: Number(row.read) };
}

/** The filter and all choices, as a condition on `b`. */
function chosen({ filter, choices }: BoxQuestion, bind: Bind): string {
  return [filter(bind), ...choices.map(({ condition }) => condition(bind))].join(' and ');
}

import type { DataSource } from 'typeorm';
import { countListed, inBits } from './postgres-box-counts.js';
import { type Bind, binder } from './postgres-box-filter.js';
import { type HitRow, ORDERS, toHit } from './postgres-box-hit.js';
import type { BoxQuestion } from './postgres-box-question.js';
import { kindNumber } from './search-document.js';
import type { SearchHit } from './search-index.js';
import type { WordHits } from './word-hits.js';

/** Pages of hits that are too many to be read all. */

/** So many more of the best are looked up than should be needed, and so much more when too few of them passed the filter. */
const MARGIN = 1.1;
const LEAST = 50;

/** Hits in the order of dates; those without a deadline behind those with one. @param bits the documents with the words, if there are any */
export async function walkHits(dataSource: DataSource, question: BoxQuestion, bits: Buffer | undefined): Promise<SearchHit[]> {
  const { order, offset, limit } = question.query;
  const deepest = offset + limit;
  if (order !== 'deadline') return (await walk(dataSource, question, bits, 'newest', 'true', deepest)).slice(offset);
  const dated = await walk(dataSource, question, bits, 'deadline', 'b.deadline is not null', deepest);
  const undated = dated.length < deepest ? await walk(dataSource, question, bits, 'newest', 'b.deadline is null', deepest - dated.length) : [];
  return [...dated, ...undated].slice(offset);
}

/** The first hits in one order, from the index that has them in it, kind by kind. */
async function walk(dataSource: DataSource, question: BoxQuestion, bits: Buffer | undefined, order: 'newest' | 'deadline', which: string, count: number): Promise<SearchHit[]> {
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const deepest = bind(count, 'int');
  const part = (kind: number): string => {
    const isHit = bits === undefined ? '' : ` and ${inBits(bits, bind)}`;
    return `(select b.id, b.kind, b.published_at${order === 'deadline' ? ', b.deadline' : ''}, 0 as score from search_box b where b.kind = ${kind} and ${which} and ${chosen(question, bind)}${isHit} order by ${ORDERS[order]} limit ${deepest})`;
  };
  const parts = question.query.kinds.map((kind) => part(kindNumber(kind)));
  const rows = await dataSource.query<HitRow[]>(`select id, kind, score from (${parts.join(' union all ')}) b order by ${ORDERS[order]} limit ${deepest}`, parameters);
  return rows.map(toHit);
}

/** Hits in the order of fit: the best are looked up, and more of them where the filter refuses many. @param share of the hits that pass the filter, more or less */
export async function rankHits(dataSource: DataSource, question: BoxQuestion, hits: WordHits, share: number): Promise<readonly SearchHit[]> {
  const { offset, limit, kinds } = question.query;
  const deepest = offset + limit;
  const uncounted = { ...question, query: { ...question.query, facets: [] } };
  for (let wanted = LEAST + Math.ceil((MARGIN * deepest) / share); ; ) {
    const best = hits.best(wanted, kinds.map(kindNumber));
    const { hits: page, figures } = await countListed(dataSource, uncounted, best);
    if (figures.total >= deepest || best.isAll) return page;
    wanted = Math.max(1.5 * wanted, Math.ceil((MARGIN * deepest * best.numbers.length) / Math.max(1, figures.total)));
  }
}

/** The filter and all choices, as a condition on `b`. */
function chosen({ filter, choices }: BoxQuestion, bind: Bind): string {
  return [filter(bind), ...choices.map(({ condition }) => condition(bind))].join(' and ');
}

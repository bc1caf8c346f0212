import type { Bind } from './postgres-box-filter.js';
import type { BoxQuestion, BoxWord } from './postgres-box-question.js';

/** Parts of the statements that find documents: each gives rows `document, score, worth`, or conditions on them. */

/** A word that so many times more documents have than are looked at is asked of each of these by key. */
const PROBED_FROM = 4;

interface Share {
  /** Words whose documents are read: every hit has at least one of them. */
  readonly read: readonly BoxWord[];
  /** Words that are asked of each document that was found. */
  readonly probed: readonly BoxWord[];
}

/** The rarest words without which no document can be worth enough. */
export function driversOf({ words, need }: BoxQuestion): BoxWord[] {
  let rest = words.reduce((sum, { worth }) => sum + worth, 0);
  const drivers: BoxWord[] = [];
  for (const word of words) {
    if (rest < need) break;
    drivers.push(word);
    rest -= word.worth;
  }
  return drivers;
}

/** The words to read, and those to ask of each document because they are so much more common. */
function shareOut(question: BoxQuestion): Share {
  const drivers = driversOf(question);
  const enough = PROBED_FROM * countOf(drivers);
  const isRead = (word: BoxWord): boolean => drivers.includes(word) || word.count <= enough;
  return { read: question.words.filter(isRead), probed: question.words.filter((word) => !isRead(word)) };
}

export const countOf = (words: readonly BoxWord[]): number => words.reduce((sum, { count }) => sum + count, 0);

/** `document, kind, score, worth` of those whose words are worth at least so much. `where` narrows the postings `p` that are read. */
export function holders(words: readonly BoxWord[], kinds: readonly number[], least: number, bind: Bind, where = 'true'): string {
  const terms = `${asked(words, bind)} join search_posting p on p.kind = any(${bind(kinds, 'smallint[]')}) and p.term = q.term and ${where}`;
  if (words.every((word) => word.terms.length <= 1)) {
    return `select p.document, min(p.kind) as kind, sum(p.weight * q.weight) as score, sum(q.worth) as worth from ${terms} group by p.document having sum(q.worth) >= ${least}`;
  }
  return `
    select document, min(kind) as kind, sum(score) as score, sum(worth) as worth
      from (select p.document, q.word, min(p.kind) as kind, max(p.weight * q.weight) as score, max(q.worth) as worth from ${terms} group by p.document, q.word) met
     group by document having sum(worth) >= ${least}`;
}

/** Each term of each word. */
function asked(words: readonly BoxWord[], bind: Bind): string {
  const rows = words.flatMap(({ terms, weights, worth }, word) => terms.map((term, i) => ({ term, weight: weights[i]!, word, worth })));
  const column = (pick: (row: (typeof rows)[number]) => number): string => bind(rows.map(pick), 'int[]');
  return `unnest(${column(({ term }) => term)}, ${column(({ weight }) => weight)}, ${column(({ word }) => word)}, ${column(({ worth }) => worth)}) as q (term, weight, word, worth)`;
}

/** Some words asked of each document of a table, by key. */
export interface Probes {
  /** Joins `w0`, `w1` … with the best score of each word, null where the document has none. */
  readonly joins: string;
  /** What they add to the document's score, and to its worth: begins with a plus, or is empty. */
  readonly score: string;
  readonly worth: string;
}

/** @param of the table with `document` and `kind` */
export function probe(words: readonly BoxWord[], of: string, bind: Bind): Probes {
  const join = ({ terms, weights }: BoxWord, i: number): string => `
    cross join lateral (select max(p.weight * q.weight) as score from unnest(${bind(terms, 'int[]')}, ${bind(weights, 'int[]')}) as q (term, weight)
                          join search_posting p on p.kind = ${of}.kind and p.term = q.term and p.document = ${of}.document) w${i}`;
  return {
    joins: words.map(join).join(''),
    score: words.map((_, i) => ` + coalesce(w${i}.score, 0)`).join(''),
    worth: words.map(({ worth }, i) => ` + case when w${i}.score is null then 0 else ${worth} end`).join(''),
  };
}

/** `document, kind, score` of every document that is worth enough. */
export function found(question: BoxQuestion, bind: Bind): string {
  const { read, probed } = shareOut(question);
  const possible = probed.reduce((sum, { worth }) => sum + worth, 0);
  const { joins, score, worth } = probe(probed, 'm', bind);
  return `
    select m.document, m.kind, m.score${score} as score
      from (${holders(read, question.kinds, question.need - possible, bind)} offset 0) m${joins}
     where m.worth${worth} >= ${question.need}`;
}

/** The row `b` of each document of a table: looked up one by one, since there are few beside all that there are. */
export const rowsOf = (table: string): string => `${table} cross join lateral (select * from search_box b where b.document = ${table}.document offset 0) b`;

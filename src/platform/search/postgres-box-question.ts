import type { DataSource } from 'typeorm';
import { type Bind, binder, codeConditions, compileBoxFilter, setsMeeting } from './postgres-box-filter.js';
import type { SearchFilter } from './search-filter.js';
import { DOCUMENT_KINDS } from './search-document.js';
import type { FacetField, SearchQuery } from './search-index.js';
import { askedWeight } from './weight-scale.js';
import { needOf } from './word-need.js';

/** A row of `search_box` with its indexed neighbours in a page, in bytes: says how many documents there are without counting them. */
const BOX_ROW_BYTES = 130;

/** A word that is asked for, in numbers of the index. */
export interface BoxWord {
  /** Numbers of those terms that the index has, and what each weighs as this word, in thousandths. */
  readonly terms: readonly number[];
  readonly weights: readonly number[];
  /** What meeting it is worth (`needOf`). */
  readonly worth: number;
  /** How many documents meet it, at most: each term is counted up to the limit of `lookUp`. */
  readonly count: number;
}

/** A query of the search box with everything looked up that its statements need. */
export interface BoxQuestion {
  readonly query: SearchQuery;
  /** The rarest first. */
  readonly words: readonly BoxWord[];
  readonly need: number;
  /** Kinds whose documents are looked at: all of them where kinds are counted. */
  readonly kinds: readonly number[];
  /** About how many documents there are. */
  readonly documents: number;
  /** The filter that narrows everything, as a condition on `search_box b`. */
  readonly filter: (bind: Bind) => string;
  /** What was chosen of facets: narrows the hits, and the counts of other facets. */
  readonly choices: readonly { readonly field: FacetField; readonly condition: (bind: Bind) => string }[];
}

interface Looked {
  readonly bytes: number;
  readonly terms: readonly { readonly token: string; readonly number: number; readonly count: number }[] | null;
  readonly [set: `s${number}`]: readonly number[];
}

/**
 * Looks up terms, how often they occur, and lists of codes: one statement.
 *
 * @param counted postings of a term are counted up to this: how many there are decides how a query is answered
 */
export async function lookUp(dataSource: DataSource, query: SearchQuery, counted: number): Promise<BoxQuestion> {
  const choices = query.choices ?? [];
  const conditions = codeConditions([query.filter, ...choices.map(({ filter }) => filter)]);
  const asked = query.kinds.map((kind) => DOCUMENT_KINDS.indexOf(kind));
  const kinds = query.facets.includes('kind') ? [...DOCUMENT_KINDS.keys()] : asked;
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const [tokens, ofKinds] = [bind([...new Set(query.words.flatMap(({ terms }) => terms.map(({ term }) => term)))], 'text[]'), bind(kinds, 'smallint[]')];
  const [looked] = await dataSource.query<[Looked]>(
    `select ${conditions.map((condition, i) => `${setsMeeting(condition, bind)} as s${i}, `).join('')}
            pg_relation_size('search_box') as bytes,
            (select jsonb_agg(jsonb_build_object('token', t.token, 'number', t.number, 'count', c.count))
               from search_term t
               cross join lateral (select count(*) from (select from search_posting p where p.kind = any(${ofKinds}) and p.term = t.number limit ${counted}) first) c
              where t.token = any(${tokens})) as terms`,
    parameters,
  );
  const known = new Map((looked.terms ?? []).map(({ token, ...term }) => [token, term]));
  const sets = new Map<SearchFilter, readonly number[]>(conditions.map((condition, i) => [condition, looked[`s${i}`]!]));
  const compiled = (filter: SearchFilter) => (into: Bind) => compileBoxFilter(filter, sets, into);
  const { worths, need } = needOf(query.words, query.minimumMatch);
  return {
    query,
    words: wordsOf(query, worths, known),
    need,
    kinds,
    documents: Number(looked.bytes) / BOX_ROW_BYTES,
    filter: compiled(query.filter),
    choices: [{ field: 'kind', condition: (into) => `b.kind = any(${into(asked, 'smallint[]')})` }, ...choices.map(({ field, filter }) => ({ field, condition: compiled(filter) }))],
  };
}

function wordsOf({ words }: SearchQuery, worths: readonly number[], known: ReadonlyMap<string, { readonly number: number; readonly count: number }>): BoxWord[] {
  return words
    .map(({ terms, weight }, i) => {
      const held = terms.flatMap(({ term, share }) => {
        const found = known.get(term);
        return found === undefined ? [] : [{ ...found, weight: askedWeight(weight * share) }];
      });
      return {
        terms: held.map(({ number }) => number),
        weights: held.map((term) => term.weight),
        worth: worths[i]!,
        count: held.reduce((sum, { count }) => sum + count, 0),
      };
    })
    .sort((a, b) => a.count - b.count);
}

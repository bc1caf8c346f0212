import type { DataSource } from 'typeorm';
import { type Bind, binder, codeConditions, compileBoxFilter, setsMeeting } from './postgres-box-filter.js';
import type { SearchFilter } from './search-filter.js';
import { DOCUMENT_KINDS, kindNumber } from './search-document.js';
import type { FacetField, SearchQuery } from './search-index.js';
import { readPostings } from './postgres-blocks.js';
import { askedWeight } from './weight-scale.js';
import type { WordHits } from './word-hits.js';
import { needOf } from './word-need.js';
import type { WordSums } from './word-sums.js';

/** A row of `search_box` with its indexed neighbours in a page, in bytes: says how many documents there are without counting them. */
const BOX_ROW_BYTES = 130;

/** A query of the search box with everything looked up that its statements need. */
export interface BoxQuestion {
  readonly query: SearchQuery;
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
  readonly [set: `s${number}`]: readonly number[];
}

/** Looks up lists of codes: one statement. */
export async function lookUp(dataSource: DataSource, query: SearchQuery): Promise<BoxQuestion> {
  const choices = query.choices ?? [];
  const conditions = codeConditions([query.filter, ...choices.map(({ filter }) => filter)]);
  const asked = query.kinds.map(kindNumber);
  const parameters: unknown[] = [];
  const bind = binder(parameters);
  const [looked] = await dataSource.query<[Looked]>(
    `select ${conditions.map((condition, i) => `${setsMeeting(condition, bind)} as s${i}, `).join('')}pg_relation_size('search_box') as bytes`,
    parameters,
  );
  const sets = new Map<SearchFilter, readonly number[]>(conditions.map((condition, i) => [condition, looked[`s${i}`]!]));
  const compiled = (filter: SearchFilter) => (into: Bind) => compileBoxFilter(filter, sets, into);
  return {
    query,
    kinds: kindsOf(query),
    documents: Number(looked.bytes) / BOX_ROW_BYTES,
    filter: compiled(query.filter),
    choices: [{ field: 'kind', condition: (into) => `b.kind = any(${into(asked, 'smallint[]')})` }, ...choices.map(({ field, filter }) => ({ field, condition: compiled(filter) }))],
  };
}

/** The documents that have enough of the words, of all kinds that are looked at; undefined: no words. */
export async function hitsOf(dataSource: DataSource, sums: WordSums, query: SearchQuery): Promise<WordHits | undefined> {
  if (query.words.length === 0) return undefined;
  const tokens = [...new Set(query.words.flatMap(({ terms }) => terms.map(({ term }) => term)))];
  const places = new Map(tokens.map((token, place) => [token, place]));
  const { worths, need } = needOf(query.words, query.minimumMatch);
  const words = query.words.map(({ terms, weight }, i) => ({
    terms: terms.map(({ term, share }) => ({ asked: places.get(term)!, weight: askedWeight(weight * share) })),
    worth: worths[i]!,
  }));
  return sums.hits(words, need, await readPostings(dataSource, tokens, kindsOf(query)));
}

const kindsOf = ({ kinds, facets }: SearchQuery): number[] => (facets.includes('kind') ? DOCUMENT_KINDS : kinds).map(kindNumber);

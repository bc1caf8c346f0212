import type { DataSource } from 'typeorm';
import { type BoxCondition, lookUpFilters } from './postgres-box-filter.js';
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
  readonly filter: BoxCondition;
  /** What was chosen of facets: narrows the hits, and the counts of other facets. */
  readonly choices: readonly { readonly field: FacetField; readonly condition: BoxCondition }[];
}

/** Looks up lists of codes: one statement. */
export async function lookUp(dataSource: DataSource, query: SearchQuery): Promise<BoxQuestion> {
  const choices = query.choices ?? [];
  const { of, beside: bytes } = await lookUpFilters(dataSource, [query.filter, ...choices.map(({ filter }) => filter)], `pg_relation_size('search_box')`);
  const asked = query.kinds.map(kindNumber);
  return {
    query,
    kinds: kindsOf(query),
    documents: Number(bytes) / BOX_ROW_BYTES,
    filter: of(query.filter),
    choices: [{ field: 'kind', condition: (bind) => `b.kind = any(${bind(asked, 'smallint[]')})` }, ...choices.map(({ field, filter }) => ({ field, condition: of(filter) }))],
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

import type { Settings } from 'meilisearch';
import { type BoxRecord, type MatchingRecord, type SignedDocument, toBoxRecord, toMatchingRecord } from './meilisearch-record.js';
import { CODE_FIELDS, NUMBER_FIELDS } from './search-document.js';

/** A page of hits goes no deeper than this; counts are exact up to it. */
const DEEPEST_HIT = 1_000_000;

/** Above every code list (the industries have some 1,400) and the days of many years, so that counts are cut and ordered by us. */
const CODES_COUNTED = 5_000;

/** The indexes that the platform keeps on a server, by what they are for. */
export const INDEX_PURPOSES = ['matching', 'box'] as const;
export type IndexPurpose = (typeof INDEX_PURPOSES)[number];

/** What an index is made of. */
export interface IndexPlan {
  /** Counts the settings and the form of a record: another number makes the platform fill a new index and swap it in. */
  readonly version: number;
  readonly settings: Settings;
  readonly toRecord: (document: SignedDocument) => MatchingRecord | BoxRecord;
}

const COMMON: Settings = {
  filterableAttributes: [
    { attributePatterns: ['id', 'kind', 'enterpriseId', 'terms', ...CODE_FIELDS], features: { facetSearch: false, filter: { equality: true, comparison: false } } },
    { attributePatterns: [...NUMBER_FIELDS], features: { facetSearch: false, filter: { equality: true, comparison: true } } },
  ],
  faceting: { maxValuesPerFacet: CODES_COUNTED },
  pagination: { maxTotalHits: DEEPEST_HIT },
  facetSearch: false,
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  // What was typed is corrected before it comes here (ADR 11).
  typoTolerance: { enabled: false },
};

export const INDEX_PLANS: Readonly<Record<IndexPurpose, IndexPlan>> = {
  /**
   * Everything is a filter, and equality is the only question to terms. Nothing is searchable, so that loading costs no segmentation and no word
   * pairs (4,600 records a second instead of 720).
   */
  matching: {
    version: 2,
    settings: { ...COMMON, searchableAttributes: [], sortableAttributes: ['publishedAt', 'id'], rankingRules: ['sort'] },
    toRecord: toMatchingRecord,
  },
  /** The same filters, and the text: it finds nothing, but puts what the filter found in order. */
  box: {
    version: 1,
    settings: {
      ...COMMON,
      searchableAttributes: ['title', 'body', 'everyone'],
      sortableAttributes: ['publishedAt', 'deadline', 'id'],
      rankingRules: ['sort', 'words', 'proximity', 'attribute', 'exactness', 'publishedAt:desc', 'id:asc'],
      // Without this a text without kana may still be cut as Japanese.
      localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn', 'eng'] }],
    },
    toRecord: toBoxRecord,
  },
};

/** How the indexes of one platform are called on a server. */
export function indexNames(name: string): Readonly<Record<IndexPurpose, string>> {
  return { matching: name, box: `${name}_box` };
}

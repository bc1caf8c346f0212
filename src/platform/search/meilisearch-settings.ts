import type { Settings } from 'meilisearch';
import { CODE_FIELDS } from './search-document.js';

/** Counts the settings below and the form of a record: another number makes the platform fill a new index and swap it in. */
export const MATCHING_INDEX_VERSION = 1;

/** A page of hits goes no deeper than this; counts are exact up to it. */
const DEEPEST_HIT = 1_000_000;

/** Above every code list (the industries have some 1,400), so that counts are cut and ordered by us, the same on each engine. */
const CODES_COUNTED = 5_000;

/**
 * The index for matching: everything is a filter, and equality is the only question. Nothing is searchable, so that loading costs no
 * segmentation and no word pairs (4,600 records a second instead of 720).
 */
export const MATCHING_INDEX_SETTINGS: Settings = {
  searchableAttributes: [],
  filterableAttributes: [
    {
      attributePatterns: ['id', 'kind', 'enterpriseId', 'terms', ...CODE_FIELDS],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
  ],
  sortableAttributes: ['publishedAt', 'id'],
  rankingRules: ['sort'],
  faceting: { maxValuesPerFacet: CODES_COUNTED },
  pagination: { maxTotalHits: DEEPEST_HIT },
  typoTolerance: { enabled: false },
  facetSearch: false,
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
};

import type { QueryWord, SearchQuery } from '../platform/search/search-index.js';
import { DOCUMENT_KINDS } from '../platform/search/search-document.js';
import { EVERYTHING } from '../platform/search/search-filter.js';
import { PAIR_MARK } from '../features/matching/terms/character-pairs.js';
import { SYNONYM_MARK } from '../features/matching/terms/synonyms.js';
import { inverseFrequency, type TermStatistics } from '../features/matching/terms/term-statistics.js';
import { documentOf } from './generated-listing.js';
import type { ListingGenerator } from './listing-generator.js';
import { Random } from './random.js';

export const QUESTION_KINDS = ['no text', 'rare and common', 'three facets', 'deep page', 'deep page by fit'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

const PAGE = 20;
/** The last page that a reader can turn to. */
const DEEPEST = 199 * PAGE;

/** Shares of the listings that have a rare word, a common one, and one in between. */
const RARE = 0.000_5;
const COMMON = [0.02, 0.2] as const;
const MIDDLING = [0.002, 0.02] as const;

const PLAIN: SearchQuery = { kinds: DOCUMENT_KINDS, words: [], minimumMatch: 1, text: '', filter: EVERYTHING, facets: [], order: 'newest', offset: 0, limit: PAGE };

/**
 * What people ask a search box over the first so many generated listings. Words come from listings, so that each question has an answer; what
 * counts as a word beside itself is left to those who understand texts.
 */
export function searchQuestions(generator: ListingGenerator, statistics: TermStatistics, listings: number, perKind: number): Record<QuestionKind, SearchQuery[]> {
  const random = new Random(0x7175_6572);
  const make = (one: () => SearchQuery): SearchQuery[] => Array.from({ length: perKind }, one);
  const words = (): Words => wordsOfOne(generator, statistics, random.below(listings), random);
  const wordOf = (term: string): QueryWord => ({ terms: [{ term, share: 1 }], weight: inverseFrequency(statistics, term) });
  return {
    'no text': make(() => ({ ...PLAIN, offset: PAGE * random.below(3) })),
    'rare and common': make(() => {
      const { rare, common } = words();
      return { ...PLAIN, words: [wordOf(rare), wordOf(common)], text: `${rare} ${common}`, order: 'fit' };
    }),
    'three facets': make(() => {
      const { middling, region } = words();
      return { ...PLAIN, words: [wordOf(middling)], text: middling, order: 'fit', filter: { field: 'regions', hasAny: [region] }, facets: ['categories', 'industries', 'certificates'] };
    }),
    'deep page': make(() => {
      // Somebody came a while ago and turns pages: what was published since then moves nothing.
      const until = generator.publishedAt(listings - 1 - random.below(Math.ceil(listings / 100)));
      const offset = Math.min(DEEPEST, PAGE * Math.floor((listings * 0.9) / PAGE));
      return { ...PLAIN, filter: { field: 'publishedAt', atMost: until }, offset };
    }),
    'deep page by fit': make(() => {
      const { common } = words();
      const offset = Math.min(DEEPEST, PAGE * Math.floor((listings * COMMON[0] * 0.9) / PAGE));
      return { ...PLAIN, words: [wordOf(common)], text: common, order: 'fit', offset };
    }),
  };
}

interface Words {
  readonly rare: string;
  readonly common: string;
  readonly middling: string;
  /** The province of the same listing. */
  readonly region: string;
}

/** Words of one listing by how many others have them; the next listing when this one lacks such words. */
function wordsOfOne(generator: ListingGenerator, statistics: TermStatistics, number: number, random: Random): Words {
  for (let at = number; ; at = Math.max(0, at - 1)) {
    const { terms, fields } = documentOf(generator.listing(at));
    const shares = [...terms.keys()].filter(isTyped).map((term) => ({ term, share: statistics.frequency(term) / statistics.documents }));
    const oneOf = (from: number, to: number): string | undefined => {
      const fitting = shares.filter(({ share }) => share >= from && share < to);
      return fitting.length > 0 ? random.pick(fitting).term : undefined;
    };
    const [rare, common, middling, region] = [oneOf(0, RARE), oneOf(...COMMON), oneOf(...MIDDLING), fields.regions[0]];
    if (rare !== undefined && common !== undefined && middling !== undefined && region !== undefined) return { rare, common, middling, region };
    if (at === 0) throw new Error('The collection is too small to ask it anything.');
  }
}

/** Not a mark of the index, and more than one character. */
export function isTyped(term: string): boolean {
  return term.length > 1 && !term.startsWith(SYNONYM_MARK) && !term.startsWith(PAIR_MARK);
}

import { z } from 'zod';
import { DOCUMENT_KINDS } from '../../platform/search/search-document.js';
import { codeField, textField } from '../../platform/http/text-field.js';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { AppError, type FieldError } from '../../shared/errors.js';
import { ENTERPRISE_SIZES } from '../enterprises/enterprises.types.js';
import { READING_KINDS } from '../vocabulary/vocabulary.types.js';
import { BUDGET_BANDS } from '../matching/budget-bands.types.js';
import { DEADLINE_BANDS } from './deadline-bands.js';
import { FILTERS, type FilterName, LAST_PAGE, MOST_CODES, MOST_WORDS, type SearchState, SORTS } from './directory.types.js';
import { DIRECTORY_TEXTS as T } from './directory.texts.js';
import type { KnownCode } from './search-address.js';

const codes = (description: string) =>
  z
    .union([codeField, z.array(codeField).max(MOST_CODES)])
    .optional()
    .transform((value) => (value === undefined ? [] : [...new Set([value].flat())]))
    .meta({ description });

/** A program is told what is wrong instead of being answered something else than it asked. */
export const searchQuery = z
  .strictObject({
    q: textField(MOST_WORDS).default('').meta({ description: 'Words, a public code, or a whole description: the best of its words are searched for' }),
    verbatim: z.enum(['0', '1']).default('0').meta({ description: '1: the words as they are written, nothing is read as pinyin, a slip or a short form' }),
    kind: z.enum(DOCUMENT_KINDS).optional().meta({ description: 'Offerings and enterprises when left out' }),
    category: codes('Service categories: any of them, each with all below it. May be repeated'),
    industry: codes('GB/T 4754-2017: any of them, each with all below it. May be repeated'),
    region: codes('GB/T 2260 in significant digits: any of them, each with all inside. A wider region gives way to a narrower one inside it'),
    certificate: codes('Certificates: every one of them. May be repeated'),
    budget: codes(`Bands of CNY that the budget or the price touches, any of them: ${BUDGET_BANDS.map(({ code }) => code).join(', ')}`),
    deadline: codes(`Time until the deadline of a demand, any of them: ${DEADLINE_BANDS.map(({ code }) => code).join(', ')}`),
    sort: z.enum(SORTS).default('fit').meta({ description: 'fit: best first, newest first without words; date: newest first; deadline: the nearest first, those without one last' }),
    page: z.coerce.number().int().min(1).max(LAST_PAGE).default(1),
    until: z.coerce.number().int().min(0).max(8_640_000_000_000_000).optional().meta({ description: 'As the answer of the first page gives it: later pages leave aside what was published since, so that nothing moves between pages' }),
    pageSize: z.coerce.number().int().min(1).max(50).default(20),
  });
export type SearchQuery = z.output<typeof searchQuery>;

/** @throws AppError (invalid) for a code that is not in its list */
export function stateOf(query: SearchQuery, knownCode: KnownCode): SearchState {
  const errors: FieldError[] = [];
  const filters = Object.fromEntries(
    FILTERS.map((filter) => {
      const known = query[filter].map((code) => knownCode(filter, code));
      query[filter].forEach((code, i) => known[i] === null && errors.push({ field: filter, ...T.unknownCode, params: { code } }));
      return [filter, [...new Set(known.filter((code) => code !== null))]];
    }),
  ) as unknown as Record<FilterName, readonly string[]>;
  if (errors.length > 0) throw new AppError(HTTP_ERRORS.invalid, {}, errors);
  return { words: query.q.replaceAll(/\s+/g, ' '), isVerbatim: query.q !== '' && query.verbatim === '1', kind: query.kind ?? null, filters, sort: query.sort, page: query.page, until: query.until ?? null };
}

const enterprise = z.object({ id: z.string(), code: z.string(), name: z.string(), regionCode: z.string(), size: z.enum(ENTERPRISE_SIZES) });
const held = z.array(z.object({ code: z.string(), isChecked: z.boolean().meta({ description: 'An officer has seen the proof, and it is in date' }) }));

const listingHit = {
  id: z.string(),
  code: z.string(),
  title: z.string(),
  snippet: z.string().meta({ description: 'The part of its text that says most of the words; plain text' }),
  enterprise,
  categoryCode: z.string().nullable(),
  industryCode: z.string().nullable(),
  regionCode: z.string(),
  budgetMin: z.number().nullable().meta({ description: 'CNY' }),
  budgetMax: z.number().nullable(),
  publishedAt: z.iso.datetime(),
};

const offeringHit = z
  .object({ kind: z.literal('offering'), ...listingHit, serviceRegions: z.array(z.string()), leadDays: z.number().nullable(), certificates: held })
  .meta({ id: 'OfferingHit' });
const demandHit = z
  .object({ kind: z.literal('demand'), ...listingHit, deadline: z.string().nullable(), seats: z.number().int(), seatsTaken: z.number().int(), mustHave: z.array(z.string()) })
  .meta({ id: 'DemandHit' });
const enterpriseHit = z
  .object({
    kind: z.literal('enterprise'),
    id: z.string(),
    code: z.string(),
    title: z.string(),
    snippet: z.string(),
    regionCode: z.string(),
    industryCode: z.string().nullable(),
    size: z.enum(ENTERPRISE_SIZES),
    certificates: held,
    offerings: z.number().int().meta({ description: 'Published at this time' }),
    verifiedAt: z.iso.datetime(),
  })
  .meta({ id: 'EnterpriseHit' });

/** Codes of a facet that a program gets. */
export const MOST_COUNTED = 300;

const facet = z.array(z.object({ code: z.string(), name: z.object({ zh: z.string(), en: z.string() }), count: z.number().int() }));

export const searchResult = z
  .object({
    items: z.array(z.discriminatedUnion('kind', [offeringHit, demandHit, enterpriseHit])),
    page: z.number().int(),
    pageSize: z.number().int(),
    total: z.number().int(),
    kinds: z.object({ demand: z.number().int(), offering: z.number().int(), enterprise: z.number().int() }).meta({ description: 'How many of each kind for the same words and filters' }),
    facets: z
      .object({ category: facet, industry: facet, region: facet, certificate: facet, budget: facet, deadline: facet })
      .meta({ description: `Counts per code, the own choices of the filter left aside; the most frequent ${MOST_COUNTED}` }),
    isAbout: z.boolean().meta({ description: 'There are so many that the total and the counts were counted on a sample' }),
    until: z.number().int().meta({ description: 'For the addresses of further pages' }),
    dropped: z.array(z.string()).meta({ description: 'Nothing says all of the words: these were left away' }),
    close: z.number().int().meta({ description: 'How many say a good part of the words: the first ones. The others say some of them' }),
    replaced: z
      .array(z.object({ typed: z.string(), read: z.string(), how: z.enum(READING_KINDS) }))
      .meta({ description: 'What was searched for in place of what was typed: pinyin, initials, a slip, a short form' }),
    words: z.array(z.string()).meta({ description: 'What may be marked in titles and snippets' }),
  })
  .meta({ id: 'SearchResult' });
export type SearchResultView = z.output<typeof searchResult>;
export type HitView = SearchResultView['items'][number];

import type { SearchDocument, SearchFields, SearchText } from '../../platform/search/search-document.js';
import { dayNumber } from '../../shared/zoned-time.js';
import type { DemandFacts, MoneyRange, OfferingFacts } from './facts.js';
import { budgetBandsOf } from './budget-bands.types.js';
import { normalise } from './terms/normalise.js';
import type { TermProfile } from './terms/term-profile.js';
import { termWeights } from './terms/term-weights.js';

/** Listings and enterprises as the search index holds them. */

/** As much of a body as an engine ranks by, in characters: what comes after says little more of what a listing is about. */
const BODY = 2_000;

/** A text as an engine that ranks by text has it: spelled as the terms are. */
export function searchText({ title, body }: { readonly title: string; readonly body: string }): SearchText {
  return { title: normalise(title), body: normalise(body.slice(0, BODY)).toWellFormed() };
}

export function offeringDocument(offering: OfferingFacts, text: SearchText): SearchDocument {
  return {
    id: offering.id,
    kind: 'offering',
    terms: termWeights(offering.terms),
    text,
    fields: {
      enterpriseId: offering.enterpriseId,
      regions: offering.region,
      serviceRegions: offering.serviceRegions,
      categories: offering.category,
      industries: offering.industry,
      certificates: [...new Set(offering.certificates.map(({ code }) => code))],
      ...moneyFields(offering.price),
      deadline: null,
      publishedAt: offering.publishedAt,
    },
  };
}

export function demandDocument(demand: DemandFacts, text: SearchText): SearchDocument {
  return {
    id: demand.id,
    kind: 'demand',
    terms: termWeights(demand.terms),
    text,
    fields: {
      enterpriseId: demand.enterpriseId,
      // Overlays too, so that a provider which serves one finds what is inside.
      regions: demand.coveringRegions,
      serviceRegions: [],
      categories: demand.category,
      industries: demand.industry,
      certificates: demand.certificates,
      ...moneyFields(demand.budget),
      deadline: demand.deadline === null ? null : dayNumber(demand.deadline),
      publishedAt: demand.publishedAt,
    },
  };
}

/** What the directory finds an enterprise by. */
export interface EnterpriseFacts {
  readonly id: string;
  readonly terms: TermProfile;
  readonly text: { readonly title: string; readonly body: string };
  readonly region: readonly string[];
  readonly industry: readonly string[];
  /** Of its published offerings, with all codes above each. */
  readonly categories: readonly string[];
  /** Codes of certificates in date. */
  readonly certificates: readonly string[];
  readonly verifiedAt: Date;
}

export function enterpriseDocument(enterprise: EnterpriseFacts): SearchDocument {
  return {
    id: enterprise.id,
    kind: 'enterprise',
    terms: termWeights(enterprise.terms),
    text: searchText(enterprise.text),
    fields: {
      enterpriseId: enterprise.id,
      regions: enterprise.region,
      serviceRegions: [],
      categories: enterprise.categories,
      industries: enterprise.industry,
      certificates: enterprise.certificates,
      ...moneyFields({ min: null, max: null }),
      deadline: null,
      publishedAt: enterprise.verifiedAt,
    },
  };
}

function moneyFields({ min, max }: MoneyRange): Pick<SearchFields, 'budgets' | 'budgetMin' | 'budgetMax'> {
  return { budgets: budgetBandsOf({ min, max }), budgetMin: min, budgetMax: max };
}

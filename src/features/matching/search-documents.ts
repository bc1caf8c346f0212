import type { SearchDocument } from '../../platform/search/search-document.js';
import type { DemandFacts, OfferingFacts } from './facts.js';
import type { TermProfile } from './terms/term-profile.js';
import { termWeights } from './terms/term-weights.js';

/** Listings and enterprises as the search index holds them. */

export function offeringDocument(offering: OfferingFacts): SearchDocument {
  return {
    id: offering.id,
    kind: 'offering',
    terms: termWeights(offering.terms),
    fields: {
      enterpriseId: offering.enterpriseId,
      regions: offering.region,
      serviceRegions: offering.serviceRegions,
      categories: offering.category,
      industries: offering.industry,
      certificates: [...new Set(offering.certificates.map(({ code }) => code))],
      publishedAt: offering.publishedAt,
    },
  };
}

export function demandDocument(demand: DemandFacts): SearchDocument {
  return {
    id: demand.id,
    kind: 'demand',
    terms: termWeights(demand.terms),
    fields: {
      enterpriseId: demand.enterpriseId,
      // Overlays too, so that a provider which serves one finds what is inside.
      regions: demand.coveringRegions,
      serviceRegions: [],
      categories: demand.category,
      industries: demand.industry,
      certificates: demand.certificates,
      publishedAt: demand.publishedAt,
    },
  };
}

/** What the directory finds an enterprise by. */
export interface EnterpriseFacts {
  readonly id: string;
  readonly terms: TermProfile;
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
    fields: {
      enterpriseId: enterprise.id,
      regions: enterprise.region,
      serviceRegions: [],
      categories: enterprise.categories,
      industries: enterprise.industry,
      certificates: enterprise.certificates,
      publishedAt: enterprise.verifiedAt,
    },
  };
}

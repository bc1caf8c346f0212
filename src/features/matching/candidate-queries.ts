import type { SearchFilter } from '../../platform/search/search-filter.js';
import { EVERYTHING } from '../../platform/search/search-filter.js';
import type { CandidateQuery } from '../../platform/search/search-index.js';
import type { DemandFacts, OfferingFacts } from './facts.js';
import { keywordsOf } from './terms/keywords.js';
import type { TermStatistics } from './terms/term-statistics.js';

/**
 * Enough that no pair which the other parts lift into the first thirty is lost, few enough that their rows are read in
 * some milliseconds.
 */
const CANDIDATES = 200;

/** Offerings that may answer a demand: its keywords, with the hard constraints that the index knows inside the query. */
export function offeringsFor(demand: DemandFacts, statistics: TermStatistics): CandidateQuery {
  return {
    kind: 'offering',
    terms: keywordsOf(demand.terms, statistics),
    filter: {
      all: [
        { not: { field: 'enterpriseId', in: [demand.enterpriseId, ...demand.blockedEnterpriseIds] } },
        { any: [{ field: 'serviceRegions', isEmpty: true }, { field: 'serviceRegions', hasAny: demand.coveringRegions }] },
        demand.certificates.length > 0 ? { field: 'certificates', hasAll: demand.certificates } : EVERYTHING,
      ],
    },
    limit: CANDIDATES,
  };
}

/** Open demands that an offering may answer: the same with the sides swapped. Who blocks whom is looked at with the facts. */
export function demandsFor(offering: OfferingFacts, statistics: TermStatistics): CandidateQuery {
  const place: SearchFilter = offering.serviceRegions.length > 0 ? { field: 'regions', hasAny: offering.serviceRegions } : EVERYTHING;
  return {
    kind: 'demand',
    terms: keywordsOf(offering.terms, statistics),
    filter: { all: [{ not: { field: 'enterpriseId', in: [offering.enterpriseId] } }, place] },
    limit: CANDIDATES,
  };
}

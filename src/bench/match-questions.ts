import { demandsFor, offeringsFor } from '../features/matching/candidate-queries.js';
import type { DemandFacts, OfferingFacts, ProviderRecord, Supply } from '../features/matching/facts.js';
import { rankDemand, rankOffering } from '../features/matching/scoring/rank.js';
import type { ScoringContext } from '../features/matching/scoring/score.js';
import { STARTING_WEIGHTS } from '../features/matching/scoring/weights.js';
import type { TermStatistics } from '../features/matching/terms/term-statistics.js';
import type { CandidateQuery } from '../platform/search/search-index.js';
import type { GeneratedListing } from './generated-listing.js';
import type { ListingGenerator } from './listing-generator.js';

/** Both triggers of a match: a new demand meets all offerings, a new offering all open demands. */
export const TRIGGERS = ['demand', 'offering'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** A listing that is in no collection, matched against those that are. */
export interface MatchQuestion {
  readonly query: CandidateQuery;
  /** Scores its candidates with parts, reasons and gaps; returns how many are explained. */
  readonly explain: (ids: readonly string[]) => number;
}

const NOW = new Date('2026-06-01T00:00:00Z');

/** An enterprise that nothing is known of but that it exists. */
function providerOf(enterpriseId: string): ProviderRecord {
  const nothing = { invited: 0, answered: 0, medianAnswerHours: null, answers: [], evidence: { checked: 0, selfDeclared: 0 } };
  const noWishes = { preferredIndustries: [], preferredRegions: [], orderSize: { min: null, max: null } };
  return { enterpriseId, isVerified: true, size: 'medium', registeredAt: NOW, openInvitations: 0, capacity: 10, ...nothing, ...noWishes };
}

/** The facts of generated listings, made once and kept: what the product reads from rows. */
export class GeneratedFacts {
  private readonly kept = new Map<string, GeneratedListing>();

  constructor(private readonly generator: ListingGenerator) {}

  offering(id: string): OfferingFacts {
    const listing = this.listing(id);
    if (listing.kind !== 'offering') throw new Error(`No offering of the collection: ${id}`);
    return listing.facts;
  }

  demand(id: string): DemandFacts {
    const listing = this.listing(id);
    if (listing.kind !== 'demand') throw new Error(`No demand of the collection: ${id}`);
    return listing.facts;
  }

  /** An id tells when the listing was published, and so which one it is. */
  private listing(id: string): GeneratedListing {
    const listing = this.kept.get(id) ?? this.generator.listing(this.numberOf(id));
    this.kept.set(id, listing);
    if (listing.facts.id !== id) throw new Error(`No listing of the collection: ${id}`);
    return listing;
  }

  private numberOf(id: string): number {
    const start = this.generator.publishedAt(0);
    return (Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - start) / (this.generator.publishedAt(1) - start);
  }
}

/** So many new listings of a kind, each with what the product asks for it. */
export function matchQuestions(trigger: Trigger, count: number, generator: ListingGenerator, statistics: TermStatistics): MatchQuestion[] {
  const facts = new GeneratedFacts(generator);
  const context: ScoringContext = { now: NOW, today: NOW.toISOString().slice(0, 10), statistics, weights: STARTING_WEIGHTS };
  const supply = (id: string): Supply => {
    const offering = facts.offering(id);
    return { offering, provider: providerOf(offering.enterpriseId) };
  };
  return Array.from({ length: count }, (_, n): MatchQuestion => {
    if (trigger === 'demand') {
      const demand = generator.newListing(n, 'demand').facts;
      return { query: offeringsFor(demand, statistics), explain: (ids) => rankDemand(demand, ids.map(supply), context).matches.length };
    }
    const offering = generator.newListing(n, 'offering').facts;
    const own: Supply = { offering, provider: providerOf(offering.enterpriseId) };
    return { query: demandsFor(offering, statistics), explain: (ids) => rankOffering(own, ids.map((id) => facts.demand(id)), context).matches.length };
  });
}

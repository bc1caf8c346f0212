import { Injectable } from '@nestjs/common';
import { SearchIndex } from '../../platform/search/search-index.js';
import { Clock } from '../../shared/clock.js';
import { demandsFor, offeringsFor } from './candidate-queries.js';
import { FactsQueries } from './facts.queries.js';
import { EXPLORING_THRESHOLD, SUGGESTIONS } from './match.rules.js';
import { MeaningService } from './meaning/meaning.service.js';
import { isWorthSuggesting } from './relevance.js';
import type { RankedMatch, RefusedPair } from './scoring/rank.js';
import { rankDemand, rankOffering } from './scoring/rank.js';
import type { ScoringContext } from './scoring/score.js';
import { SeatsService } from './seats.service.js';
import { SuggestionsStore } from './suggestions.store.js';
import { TermStatisticsStore } from './term-statistics.store.js';
import type { TermProfile } from './terms/term-profile.js';
import type { TermStatistics } from './terms/term-statistics.js';
import { TermsService } from './terms.service.js';
import { WeightsStore } from './weights/weights.store.js';

/** Finds the pairs of a listing and keeps the best as suggestions; then the seats are filled. May run twice. */
@Injectable()
export class RankingService {
  constructor(
    private readonly facts: FactsQueries,
    private readonly terms: TermsService,
    private readonly statistics: TermStatisticsStore,
    private readonly index: SearchIndex,
    private readonly suggestions: SuggestionsStore,
    private readonly seats: SeatsService,
    private readonly weights: WeightsStore,
    private readonly meaning: MeaningService,
    private readonly clock: Clock,
  ) {}

  /** A demand against all offerings, and the best into its seats. Says how many fit. */
  async rankDemand(demandId: string): Promise<number> {
    const found = await this.suggestForDemand(demandId);
    await this.seats.fill(demandId);
    return found;
  }

  /** The same, but nobody is told yet. */
  async suggestForDemand(demandId: string): Promise<number> {
    const [demand] = await this.facts.demands([demandId]);
    if (demand === undefined || !demand.isPublished) return 0;
    await this.statistics.refreshWhenGrown();
    const query = offeringsFor(demand, await this.terms.statisticsFor([demand.terms]));
    const hits = await this.index.candidates({ ...query, limit: await this.meaning.reach(query.limit) });
    const supplies = await this.facts.supplies(hits.map(({ id }) => id));
    const context = await this.context([demand.terms], [demandId, ...hits.map(({ id }) => id)]);
    const matches = worthKeeping(rankDemand(demand, supplies, context).matches);
    await this.suggestions.replaceForDemand(demandId, matches);
    return matches.length;
  }

  /** An offering against all open demands: the same numbers from the other side. Says how many it fits. */
  async rankOffering(offeringId: string): Promise<number> {
    const [supply] = await this.facts.supplies([offeringId]);
    if (supply === undefined || !supply.offering.isPublished || !supply.provider.isVerified) return 0;
    const query = demandsFor(supply.offering, await this.terms.statisticsFor([supply.offering.terms]));
    const hits = await this.index.candidates({ ...query, limit: await this.meaning.reach(query.limit) });
    const demands = await this.facts.demands(hits.map(({ id }) => id));
    const context = await this.context(demands.map(({ terms }) => terms), [offeringId, ...hits.map(({ id }) => id)]);
    const matches = worthKeeping(rankOffering(supply, demands, context).matches);
    await this.suggestions.replaceForOffering(offeringId, matches);
    // Who fits less is not asked, so there is nothing to fill with.
    for (const { demandId, explanation } of matches) if (explanation.total >= EXPLORING_THRESHOLD) await this.seats.fill(demandId);
    return matches.length;
  }

  /** One pair, for a provider who comes forward by himself: its score, or why it is out. Null when one of the two is not there. */
  async ratePair(demandId: string, offeringId: string): Promise<RankedMatch | RefusedPair | null> {
    const [[demand], [supply]] = [await this.facts.demands([demandId]), await this.facts.supplies([offeringId])];
    if (demand === undefined || supply === undefined) return null;
    const { matches, refused } = rankDemand(demand, [supply], await this.context([demand.terms], [demandId, offeringId]));
    return matches[0] ?? refused[0] ?? null;
  }

  /**
   * What scores of these demands depend on now, beside the pairs themselves.
   * @param listingIds whose meaning is compared; none for a text that is no listing yet, which is then judged by its words
   */
  async context(demandTerms: readonly TermProfile[], listingIds: readonly string[] = []): Promise<ScoringContext> {
    return this.contextWith(await this.terms.statisticsFor(demandTerms), listingIds);
  }

  /** The same where the statistics of the demands' terms are at hand. */
  async contextWith(statistics: TermStatistics, listingIds: readonly string[] = []): Promise<ScoringContext> {
    return {
      now: this.clock.now(),
      today: this.facts.today(),
      statistics,
      weights: await this.weights.inForce(),
      meaning: listingIds.length === 0 ? null : await this.meaning.known(listingIds),
    };
  }
}

/** The best of a demand that are good enough to be suggestions. */
function worthKeeping(matches: readonly RankedMatch[]): RankedMatch[] {
  return matches.filter(({ explanation }) => isWorthSuggesting(explanation)).slice(0, SUGGESTIONS);
}

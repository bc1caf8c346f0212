import { setImmediate as breathe } from 'node:timers/promises';
import { askedByNumber, type MemoryHit } from '../../../platform/search/memory-index.js';
import type { MemorySearchers } from '../../../platform/search/memory-searchers.js';
import { offeringsFor } from '../candidate-queries.js';
import type { DemandFacts, Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { MeaningService } from '../meaning/meaning.service.js';
import { type RankingService, worthKeeping } from '../ranking.service.js';
import { failedConstraints } from '../scoring/constraints.js';
import { specificationsIn } from '../scoring/factory-parts.js';
import { rankDemand, type RankedMatch } from '../scoring/rank.js';
import { RoughScorer } from '../scoring/rough-score.js';
import type { ScoringContext } from '../scoring/score.js';
import type { StoredSuggestion, SuggestionsStore } from '../suggestions.store.js';
import type { Keyword } from '../terms/keywords.js';
import { bagOf } from '../terms/term-profile.js';
import type { PassTerms } from './pass-terms.js';
import { isStillTrue, promisingPairs, type RoughPair } from './promising-pairs.js';
import type { SupplyCache } from './supply-cache.js';

/** Demands of one transaction that writes: some hundred suggestions, so that nobody waits long for one of them. */
const WRITTEN = 20;
/** Bits that tell which of a demand's types and standards a candidate has; who names more is ranked in full. */
const WATCHED = 31;
/** No term has this number. */
const NOWHERE = -1;

/** What a pass works with, from its beginning to its end. */
export interface PassTools {
  readonly facts: FactsQueries;
  readonly ranking: RankingService;
  readonly suggestions: SuggestionsStore;
  readonly meaning: MeaningService;
  readonly searchers: MemorySearchers;
  readonly terms: PassTerms;
  readonly supplies: SupplyCache;
}

interface DemandWithHits {
  readonly demand: DemandFacts;
  readonly keywords: readonly Keyword[];
  readonly hits: readonly MemoryHit[];
}

/** A demand whose suggestions are to be written anew, with the candidates that may be among them. */
interface ChangedDemand {
  readonly demand: DemandFacts;
  readonly offeringIds: readonly string[];
}

/** Some demands with all that is known of them and their candidates: what is read ahead while others are ranked. */
export class DemandBatch {
  private constructor(
    private readonly tools: PassTools,
    private readonly demands: readonly DemandWithHits[],
    private readonly stored: ReadonlyMap<string, readonly StoredSuggestion[]>,
    private readonly context: ScoringContext,
    /** An embedder may lift a pair that its words do not. */
    private readonly hasMeaning: boolean,
  ) {}

  static async read(tools: PassTools, ids: readonly string[]): Promise<DemandBatch> {
    const [found, stored] = await Promise.all([tools.facts.demands(ids), tools.suggestions.ofDemands(ids)]);
    const demands = found.filter(({ isPublished }) => isPublished);
    const context = await tools.ranking.contextWith(await tools.terms.statistics(demands.map(({ terms }) => terms)));
    const queries = demands.map((demand) => offeringsFor(demand, context.statistics));
    const words = Math.max(0, ...queries.map(({ limit }) => limit));
    const limit = await tools.meaning.reach(words);
    const numbers = await tools.terms.numbersOf([...queries.flatMap(({ terms }) => terms.map(({ term }) => term)), ...demands.flatMap(watchedOf)]);
    const hits = await tools.searchers.find(
      queries.map(({ terms, filter }, i) => ({ terms: askedByNumber(terms, numbers), filter, limit, watched: watchedOf(demands[i]!).map((term) => numbers.get(term) ?? NOWHERE) })),
    );
    await tools.supplies.load(hits.flatMap((some) => some.map(({ id }) => id)));
    return new DemandBatch(tools, demands.map((demand, i) => ({ demand, keywords: queries[i]!.terms, hits: hits[i]! })), stored, context, limit > words);
  }

  /** Ranks them, and writes those whose suggestions have changed. Says how many suggestions were written or dropped. */
  async rank(): Promise<number> {
    const changed: ChangedDemand[] = [];
    for (const each of this.demands) {
      const offeringIds = this.changedSuggestions(each);
      if (offeringIds !== null) changed.push({ demand: each.demand, offeringIds });
      await breathe();
    }
    let written = 0;
    for (let start = 0; start < changed.length; start += WRITTEN) written += await this.write(changed.slice(start, start + WRITTEN));
    return written;
  }

  /** What may be among the demand's suggestions; null where those that are stored are still true. */
  private changedSuggestions({ demand, keywords, hits }: DemandWithHits): string[] | null {
    if (this.hasMeaning || specificationsIn(demand.terms).length > WATCHED) return hits.map(({ id }) => id);
    const promising = promisingPairs(this.roughPairs(demand, keywords, hits));
    const isKept = isStillTrue(this.stored.get(demand.id) ?? [], promising, this.context.weights.name);
    return isKept ? null : promising.map(({ offeringId }) => offeringId);
  }

  private roughPairs(demand: DemandFacts, keywords: readonly Keyword[], hits: readonly MemoryHit[]): RoughPair[] {
    const scorer = new RoughScorer(demand, this.context, keywords);
    const watched = watchedOf(demand);
    return hits.flatMap(({ id, score, held }) => {
      const supply = this.tools.supplies.get(id);
      if (supply === undefined || failedConstraints(demand, supply, this.context.today).length > 0) return [];
      const { low, high, relevance } = scorer.bounds(withTypes(supply, watched, held), score);
      return [{ offeringId: id, enterpriseId: supply.offering.enterpriseId, low, high, relevance }];
    });
  }

  /** Full scores of what may be suggestions, as the ranking of one demand gives them. */
  private async write(changed: readonly ChangedDemand[]): Promise<number> {
    const { facts, ranking, suggestions } = this.tools;
    const ids = [...new Set(changed.flatMap(({ offeringIds }) => offeringIds))];
    const supplies = new Map((await facts.supplies(ids)).map((supply) => [supply.offering.id, supply]));
    const context = await ranking.contextWith(this.context.statistics, [...changed.map(({ demand }) => demand.id), ...ids]);
    const pairs: RankedMatch[] = [];
    const dropped: { demandId: string; offeringId: string }[] = [];
    for (const { demand, offeringIds } of changed) {
      const matches = worthKeeping(rankDemand(demand, offeringIds.flatMap((id) => supplies.get(id) ?? []), context).matches);
      const kept = new Set(matches.map(({ offeringId }) => offeringId));
      pairs.push(...matches);
      for (const { offeringId } of this.stored.get(demand.id) ?? []) if (!kept.has(offeringId)) dropped.push({ demandId: demand.id, offeringId });
      await breathe();
    }
    await suggestions.replace(pairs, dropped);
    return pairs.length + dropped.length;
  }
}

/** The demand's words that must be just those: `specification` looks for them in an offering. */
function watchedOf(demand: DemandFacts): readonly string[] {
  return specificationsIn(demand.terms).slice(0, WATCHED);
}

/** The supply with those of the demand's types and standards that the index says it has. */
function withTypes(supply: Supply, watched: readonly string[], held: number): Supply {
  if (held === 0) return supply;
  const words = bagOf(new Map(watched.filter((_, bit) => (held & (1 << bit)) !== 0).map((term) => [term, 1])));
  const { offering, provider } = supply;
  return { offering: { ...offering, terms: { ...offering.terms, words } }, provider };
}

import { setImmediate as breathe } from 'node:timers/promises';
import { askedByNumber, type MemoryIndex } from '../../../platform/search/memory-index.js';
import type { NumberedHits } from '../../../platform/search/memory-search.types.js';
import type { MemorySearchers } from '../../../platform/search/memory-searchers.js';
import type { CandidateQuery } from '../../../platform/search/search-index.js';
import { scoreOf } from '../../../platform/search/weight-scale.js';
import { offeringsFor } from '../candidate-queries.js';
import type { DemandFacts } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import { SUGGESTION_FLOOR } from '../match.rules.js';
import type { MeaningService } from '../meaning/meaning.service.js';
import type { RankingService } from '../ranking.service.js';
import { isWorthSuggesting } from '../relevance.js';
import { specificationsIn } from '../scoring/part-values.js';
import { rankDemand, type RankedMatch } from '../scoring/rank.js';
import type { ScoringContext } from '../scoring/score.js';
import type { StoredSuggestion, SuggestionsStore } from '../suggestions.store.js';
import type { Keyword } from '../terms/keywords.js';
import type { OfferingRows } from './offering-rows.js';
import { type PassTerms, STRANGER } from './pass-terms.js';
import { amongStanding, areTheBest, promisingPairs, type RoughPair, stillTrue } from './promising-pairs.js';
import { type RoughScore, RoughScorer } from './rough-score.js';

/** Demands of one transaction that writes: some hundred suggestions, so that nobody waits long for one of them. */
const WRITTEN = 20;
/** Bits that tell which of a demand's types and standards a candidate has; who names more is ranked in full. */
const WATCHED = 31;

/** What a pass works with, from its beginning to its end. */
export interface PassTools {
  readonly facts: FactsQueries;
  readonly ranking: RankingService;
  readonly suggestions: SuggestionsStore;
  readonly meaning: MeaningService;
  readonly searchers: MemorySearchers;
  /** Offerings that came, or were changed, since the index was read. */
  readonly newer: () => Promise<ReadonlySet<string>>;
  readonly terms: PassTerms;
  readonly rows: OfferingRows;
}

export interface DemandWithHits {
  readonly demand: DemandFacts;
  readonly keywords: readonly Keyword[];
  readonly hits: NumberedHits;
}

/** A demand of which something has changed. */
interface ChangedDemand {
  readonly demand: DemandFacts;
  /** Suggestions that stay as they are, unless others are better. */
  readonly standing: readonly (StoredSuggestion & { readonly provider: number })[];
  /** Candidates that may be among its suggestions and have to be scored anew. */
  readonly offeringIds: readonly string[];
}

/** Some demands with all that is known of them and their candidates: what is read ahead while others are ranked. */
export class DemandBatch {
  private constructor(
    private readonly tools: PassTools,
    readonly demands: readonly DemandWithHits[],
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
    const numbers = await tools.terms.numbersOf(termsOf(queries, demands));
    const hits = await tools.searchers.find(
      queries.map(({ terms, filter }, i) => ({ terms: askedByNumber(terms, numbers), filter, limit, watched: watchedOf(demands[i]!).map((term) => numbers.get(term) ?? STRANGER) })),
    );
    // Read after the suggestions: what stands there of an offering that the index does not know was written when that was ranked by itself.
    const newer = await tools.newer();
    const known = new Map([...stored].map(([id, suggestions]) => [id, suggestions.filter(({ offeringId }) => !newer.has(offeringId))]));
    return new DemandBatch(tools, demands.map((demand, i) => ({ demand, keywords: queries[i]!.terms, hits: hits[i]! })), known, context, limit > words);
  }

  /** The name of the tables that they are ranked with. */
  get weights(): string {
    return this.context.weights.name;
  }

  /** Ranks them, and writes those whose suggestions have changed. Says how many suggestions were written or dropped. */
  async rank(): Promise<number> {
    const changed: ChangedDemand[] = [];
    for (const each of this.demands) {
      const change = this.changeOf(each);
      if (change !== null) changed.push(change);
      await breathe();
    }
    let written = 0;
    for (let start = 0; start < changed.length; start += WRITTEN) written += await this.write(changed.slice(start, start + WRITTEN));
    return written;
  }

  /** Null where the suggestions that are stored are still true. */
  private changeOf(each: DemandWithHits): ChangedDemand | null {
    const { demand, hits } = each;
    if (this.hasMeaning || specificationsIn(demand.terms).length > WATCHED) {
      return { demand, standing: [], offeringIds: Array.from(hits.numbers, (number) => this.tools.searchers.index.idOf(number)) };
    }
    const promising = promisingPairs(this.roughPairs(each));
    const stored = this.stored.get(demand.id) ?? [];
    const standing = stillTrue(stored, promising, this.weights);
    if (standing.length === stored.length && areTheBest(standing, promising)) return null;
    const held = new Set(standing.map(({ offeringId }) => offeringId));
    return { demand, standing, offeringIds: promising.flatMap(({ offeringId }) => (held.has(offeringId) ? [] : [offeringId])) };
  }

  /** Its candidates that pass the hard constraints and may be worth suggesting, with bounds of their scores. */
  roughPairs({ demand, keywords, hits }: DemandWithHits): RoughPair[] {
    const { rows, searchers } = this.tools;
    const scorer = new RoughScorer(rows, demand, this.context, keywords);
    const { numbers, sums, held } = hits;
    const pairs: RoughPair[] = [];
    // All rows are looked at first: the processor fetches many at once then, where it would wait for each.
    const open: number[] = [];
    for (let i = 0; i < numbers.length; i++) if (rows.isOpen(numbers[i]!)) open.push(i);
    for (const i of open) {
      const number = numbers[i]!;
      const score = scorer.bounds(number, scoreOf(sums[i]!), bitsOf(held[i]!));
      // What is below is none, and stands in nobody's way (`promisingPairs`).
      if (score !== null && score.high >= SUGGESTION_FLOOR) pairs.push(new NumberedPair(searchers.index, number, rows.provider(number), score));
    }
    return pairs;
  }

  /** Full scores of what may be suggestions, as the ranking of one demand gives them. */
  private async write(changed: readonly ChangedDemand[]): Promise<number> {
    const { facts, ranking, suggestions, rows } = this.tools;
    const ids = [...new Set(changed.flatMap(({ offeringIds }) => offeringIds))];
    const supplies = new Map((await facts.supplies(ids)).map((supply) => [supply.offering.id, supply]));
    const context = await ranking.contextWith(this.context.statistics, [...changed.map(({ demand }) => demand.id), ...ids]);
    const pairs: RankedMatch[] = [];
    const dropped: { demandId: string; offeringId: string }[] = [];
    for (const { demand, standing, offeringIds } of changed) {
      const scored = rankDemand(demand, offeringIds.flatMap((id) => supplies.get(id) ?? []), context).matches;
      const named = standing.map((stored) => ({ ...stored, offeringEnterpriseId: rows.providerAt(stored.provider).enterpriseId }));
      const { chosen, staying } = amongStanding(scored, named, { total: ({ explanation }) => explanation.total, isWorth: ({ explanation }) => isWorthSuggesting(explanation) });
      pairs.push(...chosen);
      const kept = new Set([...chosen, ...staying].map(({ offeringId }) => offeringId));
      for (const { offeringId } of this.stored.get(demand.id) ?? []) if (!kept.has(offeringId)) dropped.push({ demandId: demand.id, offeringId });
      await breathe();
    }
    await suggestions.replace(pairs, dropped);
    return pairs.length + dropped.length;
  }
}

/** A pair whose offering is named when it is asked for: most never are. */
class NumberedPair implements RoughPair {
  readonly low: number;
  readonly high: number;
  readonly relevance: number;

  constructor(
    private readonly index: MemoryIndex,
    private readonly number: number,
    readonly provider: number,
    { low, high, relevance }: RoughScore,
  ) {
    this.low = low;
    this.high = high;
    this.relevance = relevance;
  }

  get offeringId(): string {
    return this.index.idOf(this.number);
  }
}

/** The demand's words that must be just those: `specification` looks for them in an offering. */
function watchedOf(demand: DemandFacts): readonly string[] {
  return specificationsIn(demand.terms).slice(0, WATCHED);
}

function* termsOf(queries: readonly CandidateQuery[], demands: readonly DemandFacts[]): Generator<string> {
  for (const { terms } of queries) for (const { term } of terms) yield term;
  for (const demand of demands) yield* watchedOf(demand);
}

function bitsOf(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

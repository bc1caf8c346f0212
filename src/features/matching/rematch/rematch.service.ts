import { setImmediate as breathe } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { askedByNumber, type MemoryHit, type MemoryIndex } from '../../../platform/search/memory-index.js';
import { loadMemoryIndex, termNumbersOf } from '../../../platform/search/memory-index.loader.js';
import { newId } from '../../../shared/ids.js';
import { offeringsFor } from '../candidate-queries.js';
import type { DemandFacts, Supply } from '../facts.js';
import { FactsQueries } from '../facts.queries.js';
import { MeaningService } from '../meaning/meaning.service.js';
import { RankingService, worthKeeping } from '../ranking.service.js';
import { failedConstraints } from '../scoring/constraints.js';
import { isSpecification } from '../scoring/factory-parts.js';
import { rankDemand, type RankedMatch } from '../scoring/rank.js';
import { RoughScorer } from '../scoring/rough-score.js';
import type { ScoringContext } from '../scoring/score.js';
import { type StoredSuggestion, SuggestionsStore } from '../suggestions.store.js';
import { bagOf } from '../terms/term-profile.js';
import { isStillTrue, promisingPairs, type RoughPair } from './promising-pairs.js';
import { type RematchState, RematchStore } from './rematch.store.js';
import { SupplyCache } from './supply-cache.js';

/** Demands that are read, ranked and written together. */
const BATCH = 250;
/** Demands of one transaction that writes: some hundred suggestions, so that nobody waits long for one of them. */
const WRITTEN = 20;
/** Bits that tell which of a demand's types and standards a candidate has; who names more is ranked in full. */
const WATCHED = 31;

type Tell = (line: string) => void;

/**
 * Ranks every open demand anew against all offerings, as `RankingService` ranks one: with an index in memory, bounds of the scores first, and full scores only
 * where something has changed. Writes only demands whose suggestions have changed by more than a part of a point. Nobody is told of anything: seats are
 * filled as always. May be stopped at any point and goes on there; beside it everything else goes on.
 */
@Injectable()
export class RematchService implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly store: RematchStore,
    private readonly facts: FactsQueries,
    private readonly ranking: RankingService,
    private readonly suggestions: SuggestionsStore,
    private readonly meaning: MeaningService,
  ) {}

  /**
   * Ranks all that are left of a pass that was begun, or all. Null while another process is at it.
   *
   * @param tell gets a line for each batch
   * @param stop ends it after the batch that is under way
   * @param name only this pass (`RematchStore.begin`); null also when it is over
   */
  run(tell: Tell, stop: AbortSignal = new AbortController().signal, name?: string): Promise<RematchState | null> {
    const run = this.pass(tell, AbortSignal.any([stop, this.stopping.signal]), name);
    this.running = Promise.allSettled([this.running, run]);
    return run;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async pass(tell: Tell, stop: AbortSignal, name?: string): Promise<RematchState | null> {
    const worker = newId();
    const begun = await this.store.claim(worker, name ?? (await this.store.begin()));
    if (begun === null) return null;
    let state = begun;
    let isDone = false;
    try {
      const total = await this.store.countOpenDemands();
      const index = await loadMemoryIndex(this.database.dataSource, 'offering', tell, stop);
      const cache = new SupplyCache(this.facts);
      const started = performance.now();
      while (!stop.aborted) {
        const ids = await this.store.openDemands(state.after, BATCH);
        const written = ids.length === 0 ? 0 : await this.rankBatch(ids, index, cache);
        isDone = ids.length < BATCH;
        state = { after: ids.at(-1) ?? state.after, demands: state.demands + ids.length, written: state.written + written };
        if (!(await this.store.save(worker, state)) || isDone) break;
        const seconds = (performance.now() - started) / 1_000;
        tell(progressLine(state, begun.demands, total, seconds));
      }
      return state;
    } finally {
      await this.store.release(worker, isDone);
    }
  }

  /** Says how many suggestions were written or dropped. */
  private async rankBatch(ids: readonly string[], index: MemoryIndex, cache: SupplyCache): Promise<number> {
    const demands = (await this.facts.demands(ids)).filter(({ isPublished }) => isPublished);
    // All of them may have left the market since their ids were read.
    if (demands.length === 0) return 0;
    const [context, stored] = [await this.ranking.context(demands.map(({ terms }) => terms)), await this.suggestions.ofDemands(demands.map(({ id }) => id))];
    const limit = await this.meaning.reach(offeringsFor(demands[0]!, context.statistics).limit);
    const found = await this.candidates(demands, context, index, limit);
    await cache.load([...found.values()].flatMap((hits) => hits.map(({ id }) => id)));
    const hasMeaning = limit > offeringsFor(demands[0]!, context.statistics).limit;
    const changed: { demand: DemandFacts; offeringIds: readonly string[] }[] = [];
    for (const demand of demands) {
      const hits = found.get(demand.id) ?? [];
      const promising = promisingPairs(roughPairs(demand, hits, cache, context));
      // Meaning may lift a pair that its words do not.
      const isKept = !hasMeaning && isStillTrue(stored.get(demand.id) ?? [], promising, context.weights.name);
      if (!isKept) changed.push({ demand, offeringIds: hasMeaning ? hits.map(({ id }) => id) : promising.map(({ offeringId }) => offeringId) });
      await breathe();
    }
    let written = 0;
    for (let start = 0; start < changed.length; start += WRITTEN) written += await this.write(changed.slice(start, start + WRITTEN), stored);
    return written;
  }

  private async candidates(demands: readonly DemandFacts[], context: ScoringContext, index: MemoryIndex, limit: number): Promise<ReadonlyMap<string, readonly MemoryHit[]>> {
    const queries = new Map(demands.map((demand) => [demand.id, { ...offeringsFor(demand, context.statistics), watched: watchedOf(demand) }]));
    const numbers = await termNumbersOf(this.database.dataSource, [...queries.values()].flatMap(({ terms, watched }) => [...terms.map(({ term }) => term), ...watched]));
    const found = new Map<string, readonly MemoryHit[]>();
    for (const [id, { terms, filter, watched }] of queries) {
      found.set(id, index.find({ terms: askedByNumber(terms, numbers), filter, limit, watched: watched.map((term) => numbers.get(term) ?? NOWHERE) }));
      await breathe();
    }
    return found;
  }

  /** Full scores of what may be suggestions, as the ranking of one demand gives them. */
  private async write(changed: readonly { readonly demand: DemandFacts; readonly offeringIds: readonly string[] }[], stored: ReadonlyMap<string, readonly StoredSuggestion[]>): Promise<number> {
    if (changed.length === 0) return 0;
    const ids = [...new Set(changed.flatMap(({ offeringIds }) => offeringIds))];
    const supplies = new Map((await this.facts.supplies(ids)).map((supply) => [supply.offering.id, supply]));
    const context = await this.ranking.context(changed.map(({ demand }) => demand.terms), [...changed.map(({ demand }) => demand.id), ...ids]);
    const pairs: RankedMatch[] = [];
    const dropped: { demandId: string; offeringId: string }[] = [];
    for (const { demand, offeringIds } of changed) {
      const matches = worthKeeping(rankDemand(demand, offeringIds.flatMap((id) => supplies.get(id) ?? []), context).matches);
      const kept = new Set(matches.map(({ offeringId }) => offeringId));
      pairs.push(...matches);
      for (const { offeringId } of stored.get(demand.id) ?? []) if (!kept.has(offeringId)) dropped.push({ demandId: demand.id, offeringId });
      await breathe();
    }
    await this.suggestions.replace(pairs, dropped);
    return pairs.length + dropped.length;
  }
}

/** No term has this number. */
const NOWHERE = -1;

/** The demand's words that must be just those: `specification` looks for them in an offering. */
function watchedOf(demand: DemandFacts): string[] {
  return [...demand.terms.words.counts.keys()].filter(isSpecification).slice(0, WATCHED);
}

function roughPairs(demand: DemandFacts, hits: readonly MemoryHit[], cache: SupplyCache, context: ScoringContext): RoughPair[] {
  const scorer = new RoughScorer(demand, context);
  const watched = watchedOf(demand);
  return hits.flatMap(({ id, score, held }) => {
    const supply = cache.get(id);
    if (supply === undefined || failedConstraints(demand, supply, context.today).length > 0) return [];
    const { low, high, relevance } = scorer.bounds(withTypes(supply, watched, held), score);
    return [{ offeringId: id, enterpriseId: supply.offering.enterpriseId, low, high, relevance }];
  });
}

/** The supply with those of the demand's types and standards that the index says it has. */
function withTypes({ offering, provider }: Supply, watched: readonly string[], held: number): Supply {
  if (held === 0) return { offering, provider };
  const words = bagOf(new Map(watched.filter((_, bit) => (held & (1 << bit)) !== 0).map((term) => [term, 1])));
  return { offering: { ...offering, terms: { ...offering.terms, words } }, provider };
}

function progressLine({ demands, written }: RematchState, before: number, total: number, seconds: number): string {
  const rate = (demands - before) / Math.max(0.001, seconds);
  return `${demands.toLocaleString('en')} of ${total.toLocaleString('en')} open demands, ${rate.toFixed(0)} a second, ${written.toLocaleString('en')} suggestions changed`;
}

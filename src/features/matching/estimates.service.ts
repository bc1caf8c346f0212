import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { RateLimiter } from '../../platform/http/rate-limiter.js';
import { SearchIndex } from '../../platform/search/search-index.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { newId } from '../../shared/ids.js';
import type { TypedListing } from '../listings/typed-listing.types.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { offeringsFor } from './candidate-queries.js';
import { countOf, type Estimate, invitedAtOnce, type NearMiss, type Widening, wideningsOf } from './estimate.js';
import type { DemandFacts, Supply } from './facts.js';
import { FactsQueries } from './facts.queries.js';
import { RankingService } from './ranking.service.js';
import { isWorthSuggesting } from './relevance.js';
import { failedConstraints } from './scoring/constraints.js';
import { rankDemand } from './scoring/rank.js';
import { PairScorer, type ScoringContext } from './scoring/score.js';
import { TermsService } from './terms.service.js';

/** Offerings that are looked at: bounds the time, whatever the market has. More than these is told as "at least". */
const LOOKED_AT = 400;

/** Up to so many, an author is told what would let more answer. */
const FEW = 2;

/** The script asks a second after the last key; an API client has no reason to ask more often. For all ways of asking together. */
const BOUND = { points: 60, perSeconds: 60 };

/** 「约 N 家能答」: a demand against the offerings on the market while it is being written. Keeps nothing and tells nobody. */
@Injectable()
export class EstimatesService {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly terms: TermsService,
    private readonly facts: FactsQueries,
    private readonly ranking: RankingService,
    private readonly index: SearchIndex,
    private readonly limiter: RateLimiter,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError (too-many) when the person asks more than 60 times a minute */
  async estimate(person: PersonActor, typed: TypedListing): Promise<Estimate> {
    await this.limiter.consume(BOUND, 'matching.estimate', person.personId);
    const demand = await this.demandOf(typed);
    const context = await this.ranking.context([demand.terms]);
    const query = { ...offeringsFor(demand, context.statistics), limit: LOOKED_AT };
    const hits = await this.index.candidates(query);
    const supplies = await this.facts.supplies(hits.map(({ id }) => id));
    const { matches } = rankDemand(demand, supplies, context);
    const worth = matches.filter(({ explanation }) => isWorthSuggesting(explanation));
    const eligible = enterprisesOf(matches);
    const able = enterprisesOf(worth);
    const isCut = hits.length >= LOOKED_AT;
    return {
      eligible: countOf(eligible.size, isCut),
      able: countOf(able.size, isCut && able.size === eligible.size),
      invited: invitedAtOnce(worth, supplies, typed.seats),
      widenings: able.size > FEW ? [] : await this.widenings(demand, typed, context, eligible, able),
    };
  }

  /** The words as publication would cut them (`FactsQueries.listingText`), the rest as its row would say it. */
  private async demandOf({ enterpriseId, content, tags }: TypedListing): Promise<DemandFacts> {
    const { title, body, materials, methods, effect, product, application } = content;
    const blocked = await this.database.query<{ id: string }>(
      `select blocked_enterprise_id as id from block where enterprise_id = $1 union select enterprise_id from block where blocked_enterprise_id = $1`,
      [enterpriseId],
    );
    return {
      id: newId(),
      enterpriseId,
      isPublished: true,
      terms: this.terms.profile({ title, body: [body, materials, methods, effect, product, application].join('\n'), tags }),
      category: this.taxonomy.codePath('service-category', content.categoryCode),
      industry: this.taxonomy.codePath('industry', content.industryCode),
      region: this.taxonomy.codePath('region', content.regionCode),
      coveringRegions: this.taxonomy.coveringRegions(content.regionCode),
      budget: { min: content.budgetMin, max: content.budgetMax },
      deadline: content.deadline,
      certificates: content.certificates,
      publishedAt: this.clock.now(),
      blockedEnterpriseIds: new Set(blocked.map(({ id }) => id)),
    };
  }

  /** The same search without the conditions that an author can change: who would do, and what keeps each out. */
  private async widenings(
    demand: DemandFacts,
    { content, missing }: TypedListing,
    context: ScoringContext,
    eligible: ReadonlySet<string>,
    able: ReadonlySet<string>,
  ): Promise<Widening[]> {
    const others = { not: { field: 'enterpriseId', in: [demand.enterpriseId, ...demand.blockedEnterpriseIds] } } as const;
    const hits = await this.index.candidates({ ...offeringsFor(demand, context.statistics), filter: others, limit: LOOKED_AT });
    const scorer = new PairScorer(demand, context);
    const misses = (await this.facts.supplies(hits.map(({ id }) => id)))
      .filter((supply) => isWorthSuggesting(scorer.score(supply)))
      .map((supply): NearMiss => missOf(demand, supply, context.today));
    const conditions = wideningsOf(misses, able, content.regionCode);
    const more = eligible.size - able.size;
    // Nothing found at all is for want of words, too.
    const isWordless = more > 0 || (able.size === 0 && conditions.length === 0);
    const words: Widening[] = isWordless ? [{ code: 'words', missing, more }] : [];
    return [...conditions, ...words].sort((a, b) => b.more - a.more);
  }
}

function missOf(demand: DemandFacts, supply: Supply, today: string): NearMiss {
  return { enterpriseId: supply.offering.enterpriseId, failures: failedConstraints(demand, supply, today) };
}

function enterprisesOf(matches: readonly { readonly offeringEnterpriseId: string }[]): ReadonlySet<string> {
  return new Set(matches.map(({ offeringEnterpriseId }) => offeringEnterpriseId));
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Actor, enterpriseIdsOf } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import type { Explanation } from './explanation.js';
import type { Supply } from './facts.js';
import { FactsQueries } from './facts.queries.js';
import { type Advice, adviceForFailures, adviceForParts, isGoodEnough, type Verdict, verdictOf } from './fit.js';
import { MATCH_ERRORS } from './match.errors.js';
import { holdsSeat, type MatchStatus } from './match.states.js';
import { InvitationSharesQueries } from './fairness/invitation-shares.queries.js';
import { RankingService } from './ranking.service.js';
import { type ConstraintFailure, failedConstraints } from './scoring/constraints.js';
import { PairScorer } from './scoring/score.js';

/** More offerings than this of one person's enterprises are not compared: the oldest are left out. */
const COMPARED = 100;

interface Own {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
}

/** One of the reader's own offerings against a demand. */
export interface Fit {
  readonly offering: Own;
  readonly verdict: Verdict;
  /** Hard conditions that it fails. */
  readonly failures: readonly ConstraintFailure[];
  /** The score and its parts; null where a hard condition fails, because then there is none. */
  readonly explanation: Explanation | null;
  /** Codes of `ADVICE_TEXTS`. */
  readonly advice: readonly Advice[];
  readonly capacity: number;
}

/** The match through which one of the reader's enterprises takes part already. */
interface Involvement {
  readonly matchId: string;
  readonly offeringId: string;
  readonly enterpriseId: string;
  readonly status: MatchStatus;
}

export interface Fits {
  /** Best first. Offerings of enterprises that take part already are not among them. */
  readonly fits: readonly Fit[];
  readonly involved: readonly Involvement[];
}

/** 「为什么没邀请我」: how a reader's own offerings stand to a demand. Says nothing of anybody else. */
@Injectable()
export class FitsService {
  constructor(
    private readonly database: Database,
    private readonly facts: FactsQueries,
    private readonly ranking: RankingService,
    private readonly shares: InvitationSharesQueries,
  ) {}

  /**
   * @param demandId of a demand on the market; the caller has made sure of that
   * @param offeringId only this one
   * @throws AppError not-found for an offering that is not a published one of the actor's enterprises
   */
  async of(actor: Actor, demandId: string, offeringId: string | null): Promise<Fits> {
    const owned = await this.ownOfferings(actor, offeringId);
    if (offeringId !== null && owned.length === 0) throw new AppError(MATCH_ERRORS.notFound);
    const involved = await this.involvements(demandId, [...new Set(owned.map(({ enterpriseId }) => enterpriseId))]);
    const free = owned.filter(({ enterpriseId }) => !involved.some((match) => match.enterpriseId === enterpriseId));
    const [demand] = await this.facts.demands([demandId]);
    if (demand === undefined) throw new AppError(MATCH_ERRORS.notFound);
    const supplies = await this.facts.supplies(free.map(({ id }) => id));
    const context = await this.ranking.context([demand.terms], [demandId, ...free.map(({ id }) => id)]);
    const scorer = new PairScorer(demand, context);
    const hasFreeSeat = await this.hasFreeSeat(demandId);
    const over = await this.shares.overShare(free.map(({ enterpriseId }) => enterpriseId));
    const good = new Set<string>();
    const rated = supplies.map((supply) => {
      const failures = failedConstraints(demand, supply, context.today);
      return { supply, failures, explanation: failures.length > 0 ? null : scorer.score(supply) };
    });
    const fits = rated.sort(bestFirst).map(({ supply, failures, explanation }): Fit => {
      const offering = free.find(({ id }) => id === supply.offering.id)!;
      const rest = { offering, failures, explanation, capacity: supply.provider.capacity };
      if (explanation === null) return { ...rest, verdict: 'out', advice: adviceForFailures(failures) };
      const verdict = verdictOf(explanation, supply, { hasFreeSeat, hasBetter: good.has(offering.enterpriseId), hasHadShare: over.has(offering.enterpriseId) });
      if (isGoodEnough(verdict)) good.add(offering.enterpriseId);
      return { ...rest, verdict, advice: adviceForParts(explanation, demand, supply, context.weights) };
    });
    return { fits, involved };
  }

  private ownOfferings(actor: Actor, offeringId: string | null): Promise<Own[]> {
    const mine = enterpriseIdsOf(actor);
    return this.database.query<Own>(
      `select l.id, l.code, l.title, l.enterprise_id as "enterpriseId", e.name as "enterpriseName"
         from listing l join enterprise e on e.id = l.enterprise_id
        where l.kind = 'offering' and l.status = 'published' and l.enterprise_id = any($1::uuid[]) and ($2::uuid is null or l.id = $2)
        order by l.published_at desc, l.id limit ${COMPARED}`,
      [mine, offeringId],
    );
  }

  /** What a provider may know of: he was invited, or came forward himself. The latest of each enterprise. */
  private involvements(demandId: string, enterpriseIds: readonly string[]): Promise<Involvement[]> {
    return this.database.query<Involvement>(
      `select distinct on (m.offering_enterprise_id) m.id as "matchId", m.offering_id as "offeringId", m.offering_enterprise_id as "enterpriseId", m.status
         from match m where m.demand_id = $1 and m.offering_enterprise_id = any($2::uuid[]) and (m.is_volunteer or m.status not in ('suggested', 'withdrawn'))
        order by m.offering_enterprise_id, m.updated_at desc, m.id`,
      [demandId, enterpriseIds],
    );
  }

  private async hasFreeSeat(demandId: string): Promise<boolean> {
    const [row] = await this.database.query<{ isFree: boolean }>(
      `select l.seats > (select count(*) from match m where m.demand_id = l.id and ${holdsSeat('m')}) as "isFree"
         from listing l where l.id = $1`,
      [demandId],
    );
    return row?.isFree ?? false;
  }
}

interface Rated {
  readonly supply: Supply;
  readonly failures: readonly ConstraintFailure[];
  readonly explanation: Explanation | null;
}

/** By score; behind them those that fail, the fewest failures first. */
function bestFirst(a: Rated, b: Rated): number {
  return a.failures.length - b.failures.length || (b.explanation?.total ?? 0) - (a.explanation?.total ?? 0) || (a.supply.offering.id < b.supply.offering.id ? -1 : 1);
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { MINUTE_MS } from '../../shared/durations.js';
import { engagementAccepted, engagementEnded, type EngagementEnded, type EngagementEvent, engagementSigned } from '../engagements/engagements.events.js';
import { enterpriseBlocked, enterpriseRestored, enterpriseSuspended, type EnterpriseEvent } from '../enterprises/enterprises.events.js';
import { listingClosingSettled, listingExpired, listingSeatsAdded, listingSuspended, type ListingEvent } from '../listings/listing.events.js';
import { TrainingRowsStore } from './learning/training-rows.store.js';
import { MatchTimersService } from './match-timers.service.js';
import { MatchWithdrawalsService } from './match-withdrawals.service.js';
import { matchDeclined, matchExpired, matchLapsed, matchRefused, matchWithdrawn } from './matching.events.js';
import { MatchingService } from './matching.service.js';
import { RankingService } from './ranking.service.js';
import { SeatsService } from './seats.service.js';

/** A seat became free: the next in the queue gets it at once. */
export const fillSeats = defineJob<{ readonly demandId: string }>({
  name: 'matching.fill-seats',
  on: [matchDeclined, matchExpired, matchRefused, matchLapsed, matchWithdrawn],
});

/** The factory wants to talk to more providers at one time. */
const fillAddedSeats = defineJob<ListingEvent>({ name: 'matching.fill-added-seats', on: [listingSeatsAdded] });

const freeEndedSeat = defineJob<EngagementEnded>({ name: 'matching.free-ended-seat', on: [engagementEnded] });

const learnOfContract = defineJob<EngagementEvent>({ name: 'matching.learn-of-contract', on: [engagementSigned] });
const learnOfDelivery = defineJob<EngagementEvent>({ name: 'matching.learn-of-delivery', on: [engagementAccepted] });

/** Seats that stayed empty because everybody who fits was at his bound, or had not registered yet. */
const refillSeats = defineJob<object>({ name: 'matching.refill-seats', everyMs: 5 * MINUTE_MS });

const runTimers = defineJob<object>({ name: 'matching.run-timers', everyMs: MINUTE_MS });

const withdrawOfClosed = defineJob<ListingEvent>({ name: 'matching.withdraw-of-closed', on: [listingClosingSettled] });
const withdrawOfExpired = defineJob<ListingEvent>({ name: 'matching.withdraw-of-expired', on: [listingExpired] });
const withdrawOfSuspended = defineJob<ListingEvent>({ name: 'matching.withdraw-of-suspended', on: [listingSuspended] });
const withdrawOfEnterprise = defineJob<EnterpriseEvent>({ name: 'matching.withdraw-of-enterprise', on: [enterpriseSuspended] });
const suggestAgain = defineJob<EnterpriseEvent>({ name: 'matching.suggest-again', on: [enterpriseRestored] });
const withdrawOfBlocked = defineJob<EnterpriseEvent & { readonly blockedEnterpriseId: string }>({
  name: 'matching.withdraw-of-blocked',
  on: [enterpriseBlocked],
});

/** Keeps seats filled and takes back what is no longer possible. Each handler reads the state anew and may run twice. */
@Injectable()
export class MatchingJobs {
  constructor(
    private readonly seats: SeatsService,
    private readonly matching: MatchingService,
    private readonly timers: MatchTimersService,
    private readonly withdrawals: MatchWithdrawalsService,
    private readonly ranking: RankingService,
    private readonly training: TrainingRowsStore,
    private readonly database: Database,
  ) {}

  @Handles(fillSeats)
  async fill({ demandId }: { readonly demandId: string }): Promise<void> {
    await this.seats.fill(demandId);
  }

  @Handles(fillAddedSeats)
  async fillAdded({ listingId }: ListingEvent): Promise<void> {
    await this.seats.fill(listingId);
  }

  @Handles(freeEndedSeat)
  async freeEnded({ matchId, demandId }: EngagementEnded): Promise<void> {
    await this.matching.endEngagement(matchId);
    await this.seats.fill(demandId);
  }

  @Handles(learnOfContract)
  learnOfContract({ matchId }: EngagementEvent): Promise<void> {
    return this.training.keepOutcome(matchId, 'signed');
  }

  @Handles(learnOfDelivery)
  learnOfDelivery({ matchId }: EngagementEvent): Promise<void> {
    return this.training.keepOutcome(matchId, 'delivered');
  }

  @Handles(refillSeats)
  async refill(): Promise<void> {
    for (const demandId of await this.seats.demandsToFill()) await this.seats.fill(demandId);
  }

  @Handles(runTimers)
  async runTimers(): Promise<void> {
    await this.timers.run();
  }

  @Handles(withdrawOfClosed)
  async afterClosing({ listingId, kind }: ListingEvent): Promise<void> {
    const scope = scopeOf(listingId, kind);
    await this.withdrawals.withdraw(scope, `${kind}-closed`, ['suggested', 'invited', 'interested']);
    await this.withdrawals.forgetSuggestions(scope, `${kind}-closed`);
  }

  /** An interest that came in time is still worth an answer; an invitation is not. */
  @Handles(withdrawOfExpired)
  async afterExpiry({ listingId, kind }: ListingEvent): Promise<void> {
    const scope = scopeOf(listingId, kind);
    await this.withdrawals.withdraw(scope, `${kind}-closed`, ['suggested', 'invited']);
    await this.withdrawals.forgetSuggestions(scope, `${kind}-closed`);
  }

  @Handles(withdrawOfSuspended)
  async afterSuspension({ listingId, kind }: ListingEvent): Promise<void> {
    const scope = scopeOf(listingId, kind);
    await this.withdrawals.withdraw(scope, `${kind}-suspended`);
    await this.withdrawals.forgetSuggestions(scope, `${kind}-suspended`);
  }

  /** Its suggestions stay: nobody of a suspended enterprise is invited, and when it is back they are still true. */
  @Handles(withdrawOfEnterprise)
  async afterEnterpriseSuspension({ enterpriseId }: EnterpriseEvent): Promise<void> {
    await this.withdrawals.withdraw({ demandEnterpriseId: enterpriseId }, 'factory-suspended');
    await this.withdrawals.withdraw({ offeringEnterpriseId: enterpriseId }, 'provider-suspended');
  }

  /** What was withdrawn while it was away may be found again. */
  @Handles(suggestAgain)
  async afterRestoration({ enterpriseId }: EnterpriseEvent): Promise<void> {
    const listings = await this.database.query<{ id: string; kind: 'demand' | 'offering' }>(
      `select id, kind from listing where enterprise_id = $1 and status = 'published' order by id`,
      [enterpriseId],
    );
    for (const { id, kind } of listings) await (kind === 'demand' ? this.ranking.rankDemand(id) : this.ranking.rankOffering(id));
  }

  @Handles(withdrawOfBlocked)
  async afterBlocking({ enterpriseId, blockedEnterpriseId }: EnterpriseEvent & { readonly blockedEnterpriseId: string }): Promise<void> {
    for (const [demandEnterpriseId, offeringEnterpriseId] of [[enterpriseId, blockedEnterpriseId], [blockedEnterpriseId, enterpriseId]] as const) {
      await this.withdrawals.withdraw({ demandEnterpriseId, offeringEnterpriseId }, 'unavailable');
      await this.withdrawals.forgetSuggestions({ demandEnterpriseId, offeringEnterpriseId }, 'unavailable');
    }
  }
}

function scopeOf(listingId: string, kind: 'demand' | 'offering'): { demandId: string } | { offeringId: string } {
  return kind === 'demand' ? { demandId: listingId } : { offeringId: listingId };
}

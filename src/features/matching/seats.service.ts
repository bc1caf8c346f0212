import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { HELD_LISTINGS, Outbox } from '../../platform/events/outbox.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/zoned-time.js';
import { answerDueAt, replySchedule } from './match-deadlines.js';
import { Match } from './match.entity.js';
import { InvitationSharesQueries } from './fairness/invitation-shares.queries.js';
import { TrainingRowsStore } from './learning/training-rows.store.js';
import { matchInterested, matchInvited } from './matching.events.js';
import { type ChosenCandidate, chooseForSeats, type SeatCandidate } from './seat-choice.js';
import { COVERAGE_FLOOR, EXPLORING_THRESHOLD, INVITE_THRESHOLD, NEWCOMER_INVITATIONS } from './match.rules.js';
import { holdsSeat } from './match.states.js';

/** A demand that takes providers now, with its free seats; its row stays locked until the transaction ends. */
interface OpenDemand {
  readonly id: string;
  readonly enterpriseId: string;
  readonly seats: number;
  /** Matches that hold a seat. */
  readonly taken: number;
  /** Does one of them sit in the exploring seat, or was he new and small anyway? */
  readonly hasNewcomer: boolean;
  /** What was decided of it may still be taken back: nobody gets a seat until that is over, which fills them. */
  readonly isHeld: boolean;
}

/** A batch of candidates is enough for every seat that a demand may have, and for those who turn out to be full. */
const CANDIDATES = 60;

/** Is the enterprise small, and has it not had the chance to show what it can do? `p` is the enterprise. */
const IS_NEWCOMER = `(p.size in ('micro', 'small') and (
  select count(*) from match past where past.offering_enterprise_id = p.id and past.invited_at is not null) <= ${NEWCOMER_INVITATIONS})`;
const OPEN_INVITATIONS = `(select count(*) from match held where held.offering_enterprise_id = p.id and held.status = 'invited')`;
/** What must hold at the moment of the invitation, whatever held when the pair was scored. `m` match, `o` offering, `p` provider. */
const STILL_POSSIBLE = `o.status = 'published' and o.expires_at > $2 and p.status = 'verified' and o.id::text not in ${HELD_LISTINGS}
  and not exists (select 1 from block where (block.enterprise_id, block.blocked_enterprise_id)
    in ((m.demand_enterprise_id, m.offering_enterprise_id), (m.offering_enterprise_id, m.demand_enterprise_id)))
  and not exists (select 1 from match other where other.demand_id = m.demand_id and other.offering_enterprise_id = m.offering_enterprise_id
    and other.status not in ('suggested', 'withdrawn'))`;

/** Came forward himself, or fits well enough and takes invitations. A newcomer may fit a little less well. */
const MAY_SIT_DOWN = `(m.is_volunteer or (m.coverage >= ${COVERAGE_FLOOR} and m.score >= ${EXPLORING_THRESHOLD}
  and (m.score >= ${INVITE_THRESHOLD} or ${IS_NEWCOMER}) and ${OPEN_INVITATIONS} < p.capacity))`;

/**
 * Gives a demand's free seats to the best providers. However many of these run at once, a demand never has more holders
 * than seats and a provider never more open invitations than he takes: the demand's row is locked first, then the
 * providers' rows in the order of their ids, and what was counted before is counted again under the locks.
 */
@Injectable()
export class SeatsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly training: TrainingRowsStore,
    private readonly shares: InvitationSharesQueries,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Fills what is free now; returns how many providers got a seat. Does nothing for a demand that is not open. */
  async fill(demandId: string): Promise<number> {
    for (let seated = 0; ; ) {
      const round = await this.database.transaction((manager) => this.fillOnce(manager, demandId));
      seated += round.seated;
      // Somebody was at his bound by the time he was locked: the seat is still free, look again without him.
      if (round.missed === 0) return seated;
    }
  }

  /** Open demands with a free seat and somebody who could sit down now. At most 500; the next round takes the rest. */
  async demandsToFill(): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.database.query<{ id: string }>(
      `select l.id from listing l join enterprise f on f.id = l.enterprise_id
       where l.kind = 'demand' and l.status = 'published' and f.status = 'verified' and l.expires_at > $2 and (l.deadline is null or l.deadline >= $1)
         and l.id::text not in ${HELD_LISTINGS}
         and l.seats > (select count(*) from match h where h.demand_id = l.id and ${holdsSeat('h')})
         and exists (select 1 from match m join listing o on o.id = m.offering_id join enterprise p on p.id = m.offering_enterprise_id
           where m.demand_id = l.id and m.status = 'suggested' and ${STILL_POSSIBLE} and ${MAY_SIT_DOWN})
       order by l.published_at limit 500`,
      [localDate(now, this.settings.timeZone), now],
    );
    return rows.map(({ id }) => id);
  }

  /** The demand, locked, when it takes providers now. */
  async lockOpenDemand(manager: EntityManager, demandId: string): Promise<OpenDemand | null> {
    const now = this.clock.now();
    // Not FOR UPDATE: rows that refer to the demand may still be written meanwhile.
    const [locked] = await manager.query<{ enterpriseId: string; seats: number }[]>(
      `select l.enterprise_id as "enterpriseId", l.seats from listing l join enterprise e on e.id = l.enterprise_id
       where l.id = $1 and l.kind = 'demand' and l.status = 'published' and l.expires_at > $2
         and (l.deadline is null or l.deadline >= $3) and e.status = 'verified'
       for no key update of l`,
      [demandId, now, localDate(now, this.settings.timeZone)],
    );
    if (!locked) return null;
    // A statement of its own: it sees what was committed while we waited for the lock.
    const [holders] = await manager.query<[{ taken: number; hasNewcomer: boolean; isHeld: boolean }]>(
      `select count(*) as taken, coalesce(bool_or(m.is_exploring or ${IS_NEWCOMER}), false) as "hasNewcomer", $1::text in ${HELD_LISTINGS} as "isHeld"
       from match m join enterprise p on p.id = m.offering_enterprise_id
       where m.demand_id = $1::uuid and ${holdsSeat('m')}`,
      [demandId],
    );
    return { id: demandId, ...locked, ...holders };
  }

  private async fillOnce(manager: EntityManager, demandId: string): Promise<{ seated: number; missed: number }> {
    const demand = await this.lockOpenDemand(manager, demandId);
    if (!demand || demand.isHeld || demand.taken >= demand.seats) return { seated: 0, missed: 0 };
    const chosen = chooseForSeats(await this.candidates(manager, demandId), demand.seats - demand.taken, demand);
    if (chosen.length === 0) return { seated: 0, missed: 0 };
    const able = await this.lockProviders(manager, chosen);
    const seated = await this.seat(manager, able);
    return { seated, missed: chosen.length - seated };
  }

  /** Suggestions that may sit down now, best first. */
  private async candidates(manager: EntityManager, demandId: string): Promise<SeatCandidate[]> {
    const found = await manager.query<Omit<SeatCandidate, 'hasHadShare'>[]>(
      `select m.id as "matchId", p.id as "enterpriseId", m.score, m.is_volunteer as "isVolunteer", ${IS_NEWCOMER} as "isNewcomer"
       from match m join listing o on o.id = m.offering_id join enterprise p on p.id = m.offering_enterprise_id
       where m.demand_id = $1 and m.status = 'suggested' and ${STILL_POSSIBLE} and ${MAY_SIT_DOWN}
       order by m.score desc, m.id limit ${CANDIDATES}`,
      [demandId, this.clock.now()],
    );
    const over = await this.shares.overShare(found.map(({ enterpriseId }) => enterpriseId));
    return found.map((candidate) => ({ ...candidate, hasHadShare: over.has(candidate.enterpriseId) }));
  }

  /** Those of the chosen who can still sit down now that nobody else can invite them. */
  private async lockProviders(manager: EntityManager, chosen: readonly ChosenCandidate[]): Promise<ChosenCandidate[]> {
    await manager.query(`select id from enterprise where id = any($1::uuid[]) order by id for no key update`, [chosen.map((c) => c.enterpriseId)]);
    const able = await manager.query<{ id: string }[]>(
      `select m.id from match m join listing o on o.id = m.offering_id join enterprise p on p.id = m.offering_enterprise_id
       where m.id = any($1::uuid[]) and m.status = 'suggested' and ${STILL_POSSIBLE} and (m.is_volunteer or ${OPEN_INVITATIONS} < p.capacity)`,
      [chosen.map((c) => c.matchId), this.clock.now()],
    );
    const ids = new Set(able.map(({ id }) => id));
    return chosen.filter(({ matchId }) => ids.has(matchId));
  }

  /** All matches in one statement, in the order in which rankings write them, so that the two never wait for each other in a circle. */
  private async seat(manager: EntityManager, candidates: readonly ChosenCandidate[]): Promise<number> {
    const matches = await manager.find(Match, {
      where: { id: In(candidates.map(({ matchId }) => matchId)), status: 'suggested' },
      order: { offeringId: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const exploring = new Set(candidates.filter(({ isExploring }) => isExploring).map(({ matchId }) => matchId));
    for (const match of matches) await this.sitDown(manager, match, exploring.has(match.id));
    await this.training.keepShown(manager, matches.map(({ id }) => id));
    return matches.length;
  }

  private async sitDown(manager: EntityManager, match: Match, isExploring: boolean): Promise<void> {
    const now = this.clock.now();
    if (match.isVolunteer) {
      match.seatVolunteer(now, replySchedule(now, this.settings.timeZone));
      await this.outbox.append(manager, matchInterested, { ...match.facts, personId: match.answeredBy });
    } else {
      match.invite(now, answerDueAt(now, this.settings.timeZone), isExploring);
      await this.outbox.append(manager, matchInvited, match.facts);
    }
    await manager.save(match);
  }
}

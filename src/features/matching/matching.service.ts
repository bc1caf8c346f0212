import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { type Alongside, Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { EngagementsService } from '../engagements/engagements.service.js';
import { replySchedule } from './match-deadlines.js';
import { lateAnswer, lateReply } from './match-refusals.js';
import { assertWithoutContacts } from './match-message.js';
import { Match } from './match.entity.js';
import { MATCH_ERRORS, matchRefusal } from './match.errors.js';
import { canAnswer, canReply, isVisibleTo, sideOf } from './match.policy.js';
import type { DeclineReason, RefuseReason } from './match.reasons.js';
import { TrainingRowsStore } from './learning/training-rows.store.js';
import { matchDeclined, matchEngaged, matchInterested, matchPassed, matchRefused } from './matching.events.js';

/** What a provider says to an invitation. */
export type ProviderAnswer =
  | { readonly choice: 'interested'; readonly message: string | null }
  | { readonly choice: 'declined'; readonly reason: DeclineReason; readonly message: string | null };

/** What a factory says to an interest. */
export type FactoryReply =
  | { readonly choice: 'accepted'; readonly message: string | null }
  | { readonly choice: 'refused'; readonly reason: RefuseReason; readonly message: string | null };

/** The answers to a match. Each: lock the row → policy → the lifecycle's table → save → event, in one transaction. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly engagements: EngagementsService,
    private readonly training: TrainingRowsStore,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * The provider's answer to an invitation. The first one counts.
   * @throws AppError not-found, forbidden (a viewer), invalid (a contact in the message), conflict (somebody answered already,
   *   and what), gone (expired, withdrawn)
   */
  async answer(actor: Actor, matchId: string, answer: ProviderAnswer, alongside?: Alongside): Promise<void> {
    assertWithoutContacts(answer.message);
    await this.change(actor, matchId, alongside, async (manager, match, person) => {
      if (!canAnswer(person, match)) throw new AppError(MATCH_ERRORS.notYours);
      if (match.status !== 'invited') throw await lateAnswer(manager, person, match);
      const now = this.clock.now();
      if (answer.choice === 'interested') {
        match.expressInterest(now, person.personId, answer.message, replySchedule(now, this.settings.timeZone));
        await this.outbox.append(manager, matchInterested, { ...match.facts, personId: person.personId });
      } else {
        match.decline(now, person.personId, answer.reason, answer.message);
        await this.outbox.append(manager, matchDeclined, { ...match.facts, personId: person.personId });
      }
    });
  }

  /**
   * Asks a colleague to answer; he gets the same mail. The invitation stays as it is.
   * @throws AppError as `answer`, invalid (no member of the enterprise, or oneself), conflict (passed to him before)
   */
  pass(actor: Actor, matchId: string, toPersonId: string, alongside?: Alongside): Promise<void> {
    return this.change(actor, matchId, alongside, async (manager, match, person) => {
      if (!canAnswer(person, match)) throw new AppError(MATCH_ERRORS.notYours);
      if (match.status !== 'invited') throw await lateAnswer(manager, person, match);
      const [colleague] = await manager.query<{ id: string }[]>(
        `select person.id from member join person on person.id = member.person_id
         where member.enterprise_id = $1 and person.id = $2 and person.id <> $3 and person.confirmed_at is not null and person.disabled_at is null`,
        [match.offeringEnterpriseId, toPersonId, person.personId],
      );
      if (!colleague) throw new AppError(MATCH_ERRORS.noSuchColleague);
      if (match.passedTo.includes(toPersonId)) throw new AppError(MATCH_ERRORS.alreadyPassed);
      match.passTo(this.clock.now(), toPersonId);
      await this.outbox.append(manager, matchPassed, { ...match.facts, fromPersonId: person.personId, toPersonId });
    });
  }

  /**
   * The factory's answer to an interest. A yes opens the engagement in the same transaction.
   * @throws AppError not-found, forbidden, invalid (a contact in a refusal), conflict, gone (lapsed, withdrawn)
   */
  async reply(actor: Actor, matchId: string, reply: FactoryReply, alongside?: Alongside): Promise<void> {
    if (reply.choice === 'refused') assertWithoutContacts(reply.message);
    await this.change(actor, matchId, alongside, async (manager, match, person) => {
      if (!canReply(person, match)) throw new AppError(MATCH_ERRORS.notYours);
      if (match.status !== 'interested') throw await lateReply(manager, person, match);
      const now = this.clock.now();
      if (reply.choice === 'accepted') {
        match.accept(now, person.personId, reply.message);
        await this.engagements.open(manager, match.facts);
        await this.outbox.append(manager, matchEngaged, { ...match.facts, personId: person.personId });
      } else {
        match.refuse(now, person.personId, reply.reason, reply.message);
        await this.outbox.append(manager, matchRefused, { ...match.facts, personId: person.personId });
      }
    });
  }

  /** Why the actor can no longer answer an invitation, or null while he can. The caller has checked that he may see it. */
  refusalToAnswer(actor: PersonActor, matchId: string): Promise<AppError | null> {
    return this.refusal(matchId, async (manager, match) => {
      if (match.status !== 'invited') return lateAnswer(manager, actor, match);
      return match.answerDueAt && match.answerDueAt <= this.clock.now() ? matchRefusal(MATCH_ERRORS.expired, {}) : null;
    });
  }

  /** The same for a factory's answer to an interest. */
  refusalToReply(actor: PersonActor, matchId: string): Promise<AppError | null> {
    return this.refusal(matchId, async (manager, match) => {
      if (match.status !== 'interested') return lateReply(manager, actor, match);
      return match.replyDueAt && match.replyDueAt <= this.clock.now() ? matchRefusal(MATCH_ERRORS.lapsed, {}) : null;
    });
  }

  /** Frees the seat of an engagement that has ended. Says nothing when it was freed before. */
  async endEngagement(matchId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const match = await manager.findOneOrFail(Match, { where: { id: matchId }, lock: { mode: 'pessimistic_write' } });
      match.endEngagement(this.clock.now());
      await manager.save(match);
      await this.training.keepAnswer(manager, matchId);
    });
  }

  private async refusal(matchId: string, why: (manager: EntityManager, match: Match) => Promise<AppError | null>): Promise<AppError | null> {
    const { manager } = this.database;
    const match = await manager.findOneBy(Match, { id: matchId });
    return match ? why(manager, match) : new AppError(MATCH_ERRORS.notFound);
  }

  private change(
    actor: Actor,
    matchId: string,
    alongside: Alongside | undefined,
    act: (manager: EntityManager, match: Match, person: PersonActor) => Promise<void>,
  ): Promise<void> {
    return this.database.transaction(async (manager) => {
      const match = await manager.findOne(Match, { where: { id: matchId }, lock: { mode: 'pessimistic_write' } });
      if (actor.kind !== 'person' || !match || !isVisibleTo(sideOf(actor, match), match)) throw new AppError(MATCH_ERRORS.notFound);
      await act(manager, match, actor);
      await alongside?.(manager);
      await manager.save(match);
      await this.training.keepAnswer(manager, matchId);
    });
  }
}

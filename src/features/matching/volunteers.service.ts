import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { type Actor, canEdit, type PersonActor, roleIn } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { replySchedule } from './match-deadlines.js';
import { MatchWordsService } from './match-words.service.js';
import { assertWithoutContacts } from './match-message.js';
import { Match } from './match.entity.js';
import { MATCH_ERRORS, matchRefusal } from './match.errors.js';
import { TrainingRowsStore } from './learning/training-rows.store.js';
import { matchInterested } from './matching.events.js';
import { RankingService } from './ranking.service.js';
import { SeatsService } from './seats.service.js';
import { type RankedPair, SuggestionsStore } from './suggestions.store.js';

/** 「我能做」: a provider found the demand himself. */
@Injectable()
export class VolunteersService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ranking: RankingService,
    private readonly suggestions: SuggestionsStore,
    private readonly seats: SeatsService,
    private readonly training: TrainingRowsStore,
    private readonly words: MatchWordsService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Says for an offering of the actor's enterprise that it can answer a demand. With a free seat this is an interest at
   * once; else, and while an officer may still take the demand's publication back, it waits in the queue and gets a seat by its score. Returns the match's id.
   * @throws AppError invalid (a contact in the message), not-found (no such offering of the actor's), forbidden (a viewer), conflict (the demand or the
   *   offering is not open, a hard condition is not met, or the enterprise takes part already)
   */
  async comeForward(actor: Actor, demandId: string, offeringId: string, message: string | null): Promise<string> {
    assertWithoutContacts(message);
    const person = await this.assertEditor(actor, offeringId);
    const pair = await this.ranking.ratePair(demandId, offeringId);
    if (!pair) throw new AppError(MATCH_ERRORS.demandNotOpen);
    if ('failures' in pair) {
      const codes = pair.failures.map(({ code }) => code);
      if (codes.includes('demand-not-published')) throw new AppError(MATCH_ERRORS.demandNotOpen);
      if (codes.includes('offering-not-published')) throw new AppError(MATCH_ERRORS.offeringNotOpen);
      throw matchRefusal(MATCH_ERRORS.notEligible, { reason: this.words.constraints(pair.failures) });
    }
    return this.database.transaction((manager) => this.sitDownOrQueue(manager, person, pair, message));
  }

  private async sitDownOrQueue(manager: EntityManager, person: PersonActor, pair: RankedPair, message: string | null): Promise<string> {
    const demand = await this.seats.lockOpenDemand(manager, pair.demandId);
    if (!demand) throw new AppError(MATCH_ERRORS.demandNotOpen);
    const [involved] = await manager.query<{ id: string }[]>(
      `select id from match where demand_id = $1 and offering_enterprise_id = $2 and (is_volunteer or status not in ('suggested', 'withdrawn'))`,
      [pair.demandId, pair.offeringEnterpriseId],
    );
    if (involved) throw new AppError(MATCH_ERRORS.alreadyInvolved);
    await this.suggestions.upsert(manager, [pair]);
    const match = await manager.findOneOrFail(Match, {
      where: { demandId: pair.demandId, offeringId: pair.offeringId },
      lock: { mode: 'pessimistic_write' },
    });
    const now = this.clock.now();
    if (demand.taken < demand.seats && !demand.isHeld) {
      match.volunteer(now, person.personId, message, replySchedule(now, this.settings.timeZone));
      await this.outbox.append(manager, matchInterested, { ...match.facts, personId: person.personId });
    } else {
      match.queueVolunteer(now, person.personId, message);
    }
    await manager.save(match);
    if (match.status === 'interested') await this.training.keepShown(manager, [match.id]);
    return match.id;
  }

  private async assertEditor(actor: Actor, offeringId: string): Promise<PersonActor> {
    const [offering] = await this.database.query<{ enterpriseId: string }>(
      `select enterprise_id as "enterpriseId" from listing where id = $1 and kind = 'offering'`,
      [offeringId],
    );
    if (!offering || actor.kind !== 'person' || !roleIn(actor, offering.enterpriseId)) throw new AppError(MATCH_ERRORS.notFound);
    if (!canEdit(actor, offering.enterpriseId)) throw new AppError(MATCH_ERRORS.notYours);
    return actor;
  }
}

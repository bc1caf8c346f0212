import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { Engagement } from './engagement.entity.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import { actsFor, canSee } from './engagement.policy.js';
import type { EndReason } from './engagement.reasons.js';
import { engagementEnded, engagementOpened } from './engagements.events.js';

/** The pair for which an engagement opens. */
interface EngagedPair {
  readonly matchId: string;
  readonly demandId: string;
  readonly offeringId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

@Injectable()
export class EngagementsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Opens the engagement in the transaction of the factory's yes, so that there is never the one without the other. */
  async open(manager: EntityManager, pair: EngagedPair): Promise<string> {
    const engagement = manager.create(Engagement, {
      id: newId(),
      matchId: pair.matchId,
      demandId: pair.demandId,
      offeringId: pair.offeringId,
      demandEnterpriseId: pair.demandEnterpriseId,
      offeringEnterpriseId: pair.offeringEnterpriseId,
      stage: 'contact',
      openedAt: this.clock.now(),
    });
    await manager.insert(Engagement, engagement);
    await this.outbox.append(manager, engagementOpened, {
      engagementId: engagement.id,
      matchId: pair.matchId,
      demandId: pair.demandId,
      demandEnterpriseId: pair.demandEnterpriseId,
      offeringEnterpriseId: pair.offeringEnterpriseId,
    });
    return engagement.id;
  }

  /**
   * Ends an engagement for a reason that the other side is told; its seat goes to the next provider.
   * @throws AppError not-found for who is on neither side, forbidden for a viewer, conflict when it has ended
   */
  async end(actor: Actor, engagementId: string, reason: EndReason, note: string | null): Promise<void> {
    await this.database.transaction(async (manager) => {
      const engagement = await manager.findOne(Engagement, { where: { id: engagementId }, lock: { mode: 'pessimistic_write' } });
      if (!engagement || !canSee(actor, engagement)) throw new AppError(ENGAGEMENT_ERRORS.notFound);
      const enterpriseId = actsFor(actor, engagement);
      if (!enterpriseId || actor.kind !== 'person') throw new AppError(ENGAGEMENT_ERRORS.notYours);
      engagement.end(this.clock.now(), { personId: actor.personId, enterpriseId }, reason, note);
      await manager.save(engagement);
      const { matchId, demandId, demandEnterpriseId, offeringEnterpriseId } = engagement;
      await this.outbox.append(manager, engagementEnded, {
        engagementId,
        matchId,
        demandId,
        demandEnterpriseId,
        offeringEnterpriseId,
        byEnterpriseId: enterpriseId,
        personId: actor.personId,
      });
    });
  }
}

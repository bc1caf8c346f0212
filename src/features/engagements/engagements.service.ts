import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { type Hold, Outbox } from '../../platform/events/outbox.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { askAfter } from './asking.types.js';
import { Engagement } from './engagement.entity.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import type { EndReason } from './engagement.reasons.js';
import { closeStatements, lockForSide, openStatements, reopenStatements } from './engagement-rows.js';
import { engagementEnded, engagementOpened } from './engagements.events.js';
import { otherSide } from './engagements.types.js';

/** The pair for which an engagement opens. */
interface EngagedPair {
  readonly matchId: string;
  readonly demandId: string;
  readonly offeringId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
}

/** What else happens in the transaction of an act, last: a link from a mail is used up. */
export type Also = (manager: EntityManager) => Promise<void>;

@Injectable()
export class EngagementsService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Opens the engagement in the transaction of the factory's yes, so that there is never the one without the other. */
  async open(manager: EntityManager, pair: EngagedPair): Promise<string> {
    const now = this.clock.now();
    const engagement = manager.create(Engagement, {
      id: newId(),
      matchId: pair.matchId,
      demandId: pair.demandId,
      offeringId: pair.offeringId,
      demandEnterpriseId: pair.demandEnterpriseId,
      offeringEnterpriseId: pair.offeringEnterpriseId,
      stage: 'contact',
      openedAt: now,
      askAt: askAfter('open', now, now),
    });
    await manager.insert(Engagement, engagement);
    await this.outbox.append(manager, engagementOpened, engagement.facts);
    return engagement.id;
  }

  /**
   * Ends an engagement for a reason that the other side is told; its seat goes to the next provider. What this side stated itself and
   * the other one has not answered is taken back with it.
   * @throws AppError not-found for who is on neither side, forbidden for a viewer, conflict when it has ended or come to its acceptance,
   *   while the other side's statement waits for an answer, and while an officer settles what they say differently
   * @param hold keeps the other side from hearing of it, and the seat, while `resume` can take it back
   */
  async end(actor: Actor, engagementId: string, reason: EndReason, note: string | null, also?: Also, hold?: Hold): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { engagement, side, enterpriseId, personId } = await lockForSide(manager, actor, engagementId);
      if (engagement.disputedAt) throw new AppError(ENGAGEMENT_ERRORS.underReview);
      const open = await openStatements(manager, engagementId);
      if (open[otherSide(side)]?.isSo) throw new AppError(ENGAGEMENT_ERRORS.answerFirst);
      const now = this.clock.now();
      engagement.end(now, { personId, enterpriseId }, reason, note, hold ? { key: hold.key, statements: Object.values(open).map(({ id }) => id) } : null);
      await manager.save(engagement);
      await closeStatements(manager, engagementId, now);
      const tell = (): Promise<string> => this.outbox.append(manager, engagementEnded, { ...engagement.facts, byEnterpriseId: enterpriseId, personId });
      await (hold ? this.outbox.holding(manager, hold, tell) : tell());
      await also?.(manager);
      await this.log(manager, actor, engagementEnded.type, engagementId, { reason });
    });
  }

  /**
   * Takes an end back for the side that made it, as if it had not been: with what was stated then. Nothing happens to one that goes on: an
   * undo may be pressed twice.
   * @throws AppError as `end`; conflict when the other side has been told, or it was ended by that one
   */
  async resume(actor: Actor, engagementId: string, also?: Also): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { engagement, enterpriseId } = await lockForSide(manager, actor, engagementId);
      if (engagement.stage !== 'ended') return also?.(manager);
      const { beforeEnd, endedByEnterpriseId } = engagement;
      if (!beforeEnd || endedByEnterpriseId !== enterpriseId || !(await this.outbox.dropHeld(manager, beforeEnd.key))) throw new AppError(ENGAGEMENT_ERRORS.undoTooLate);
      engagement.resume();
      await manager.save(engagement);
      await reopenStatements(manager, engagementId, beforeEnd.statements);
      await also?.(manager);
      await this.log(manager, actor, 'engagement.resumed', engagementId, {});
    });
  }

  private log(manager: EntityManager, actor: Actor, action: string, engagementId: string, data: Record<string, unknown>): Promise<void> {
    return this.audit.append(manager, actor, { action, subjectKind: 'engagement', subjectId: engagementId, data });
  }
}

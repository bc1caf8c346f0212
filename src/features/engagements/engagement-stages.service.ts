import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { type Actor, roleIn } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { localDate } from '../../shared/zoned-time.js';
import type { Engagement } from './engagement.entity.js';
import { ENGAGEMENT_ERRORS, refusalIn } from './engagement.errors.js';
import { EngagementReport } from './engagement-report.entity.js';
import { type Acting, closeStatements, lockEngagement, lockForSide, openStatements } from './engagement-rows.js';
import { engagementAccepted, engagementAdvanced, engagementDisputed, engagementReconciled, engagementSettled, engagementSigned, engagementStated } from './engagements.events.js';
import type { Also } from './engagements.service.js';
import { type ConfirmedStage, NOT_SO, otherSide, type ReportedStage, type ReportKind, type Settlement, type Statement } from './engagements.types.js';
import { isSame, verdictOf } from './statements.js';

/**
 * What the two sides tell of an engagement. A proposal and a negotiation one side reports; a signature and an acceptance count when both
 * have stated the same. Everything happens under the engagement's lock, so that two clicks at one time are two clicks, one after the other.
 *
 * All of them throw AppError: not-found for who is on neither side, forbidden for a viewer, conflict when it has ended or is further.
 */
@Injectable()
export class EngagementStagesService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Reports a proposal or a negotiation. */
  async advance(actor: Actor, id: string, to: ReportedStage, also?: Also): Promise<void> {
    await this.database.transaction(async (manager) => {
      const acting = await lockForSide(manager, actor, id);
      const { engagement, enterpriseId } = acting;
      engagement.advance(to);
      await manager.save(engagement);
      await this.report(manager, acting, to);
      await this.outbox.append(manager, engagementAdvanced, { ...engagement.facts, stage: to, byEnterpriseId: enterpriseId });
      await also?.(manager);
    });
  }

  /** "Nothing new": an answer too, after which nobody is asked again for a while. */
  async keep(actor: Actor, id: string, also?: Also): Promise<void> {
    await this.database.transaction(async (manager) => {
      const acting = await lockForSide(manager, actor, id);
      if (acting.engagement.awaited === null) throw new AppError(refusalIn(acting.engagement.stage));
      await this.report(manager, acting, 'same');
      await also?.(manager);
    });
  }

  /**
   * States a signature (amount and day) or an acceptance (day). The same again changes nothing; something else replaces what this side
   * said before. When the other side says the same, the stage is reached; when it says otherwise, an officer is asked.
   * @param stage what the reader saw to be next: a statement about a stage that has passed is refused
   * @throws besides AppError (invalid) for a day before the engagement (or the signature) or after today
   */
  async state(actor: Actor, id: string, stage: ConfirmedStage, said: { readonly amount: number | null; readonly day: string }, also?: Also): Promise<void> {
    await this.database.transaction(async (manager) => {
      const acting = await lockForSide(manager, actor, id);
      this.assertAwaited(acting.engagement, stage);
      this.assertDay(acting.engagement, stage, said.day);
      await this.say(manager, acting, stage, { isSo: true, amount: stage === 'signed' ? said.amount : null, day: said.day });
      await also?.(manager);
    });
  }

  /**
   * Answers the other side's statement: it is so, or it is not. To one's own statement a "not so" takes it back.
   * @throws besides AppError (conflict) when that statement is not the one that stands
   */
  async answer(actor: Actor, id: string, reportId: string, isSo: boolean, also?: Also): Promise<void> {
    await this.database.transaction(async (manager) => {
      const report = await manager.findOneBy(EngagementReport, { id: reportId, engagementId: id });
      const acting = await lockForSide(manager, actor, id, report ? otherSide(report.side) : undefined);
      const open = await openStatements(manager, id);
      const asked = Object.values(open).find((one) => one.id === reportId);
      const stage = acting.engagement.awaited;
      if (stage === null) throw new AppError(refusalIn(acting.engagement.stage));
      if (!report || !asked) throw new AppError(ENGAGEMENT_ERRORS.gone);
      await this.say(manager, acting, stage, isSo ? asked.statement : NOT_SO);
      await also?.(manager);
    });
  }

  /**
   * An officer settles what the two say differently: as one of them has it, or nothing is stated and both are asked anew.
   * In the caller's transaction, who has made sure that the officer is responsible.
   * @throws AppError (conflict) when they do not differ any more
   */
  async settle(manager: EntityManager, actor: Actor, id: string, as: Settlement, note: string | null): Promise<void> {
    const engagement = await lockEngagement(manager, id);
    const stage = engagement?.awaited;
    if (!engagement?.disputedAt || !stage) throw new AppError(ENGAGEMENT_ERRORS.notDisputed);
    // Whoever sits in one of the two does not judge between them.
    if (roleIn(actor, engagement.demandEnterpriseId) !== null || roleIn(actor, engagement.offeringEnterpriseId) !== null) throw new AppError(ENGAGEMENT_ERRORS.ownCase);
    const now = this.clock.now();
    const statement = as === 'neither' ? NOT_SO : ((await openStatements(manager, id))[as]?.statement ?? NOT_SO);
    engagement.disputedAt = null;
    if (statement.isSo) engagement.confirm(now, stage, statement);
    await manager.save(engagement);
    await closeStatements(manager, id, now);
    await this.outbox.append(manager, engagementSettled, { ...engagement.facts, stage, as, note });
    if (statement.isSo) await this.outbox.append(manager, stage === 'signed' ? engagementSigned : engagementAccepted, { ...engagement.facts, by: 'officer' });
  }

  /** Writes what a side says now, and draws the conclusion from what both say. */
  private async say(manager: EntityManager, acting: Acting, stage: ConfirmedStage, statement: Statement): Promise<void> {
    const { engagement, side } = acting;
    const before = await openStatements(manager, engagement.id);
    const mine = before[side];
    if (mine && isSame(mine.statement, statement)) return;
    const now = this.clock.now();
    await closeStatements(manager, engagement.id, now, side);
    const reportId = await this.report(manager, acting, stage, statement);
    const theirs = before[otherSide(side)];
    const verdict = verdictOf({ [side]: statement, ...(theirs && { [otherSide(side)]: theirs.statement }) });
    const wasDisputed = engagement.disputedAt !== null;
    if (verdict.is === 'agreed') engagement.confirm(now, stage, verdict.statement);
    engagement.disputedAt = verdict.is === 'contradiction' ? (engagement.disputedAt ?? now) : null;
    await manager.save(engagement);
    if (verdict.is === 'agreed' || verdict.is === 'dropped') await closeStatements(manager, engagement.id, now);
    const { facts } = engagement;
    if (verdict.is === 'agreed') await this.outbox.append(manager, stage === 'signed' ? engagementSigned : engagementAccepted, { ...facts, by: 'both' });
    if (verdict.is === 'waiting') await this.outbox.append(manager, engagementStated, { ...facts, stage, reportId, byEnterpriseId: acting.enterpriseId });
    if (verdict.is === 'contradiction' && !wasDisputed) await this.outbox.append(manager, engagementDisputed, { ...facts, stage });
    if (verdict.is !== 'contradiction' && wasDisputed) await this.outbox.append(manager, engagementReconciled, facts);
  }

  private async report(manager: EntityManager, { engagement, side, personId }: Acting, kind: ReportKind, statement?: Statement): Promise<string> {
    const now = this.clock.now();
    const id = newId();
    await manager.insert(EngagementReport, {
      id,
      engagementId: engagement.id,
      side,
      personId,
      kind,
      isSo: statement?.isSo ?? true,
      amount: statement?.amount ?? null,
      day: statement?.day ?? null,
      toldAt: now,
      closedAt: statement ? null : now,
    });
    return id;
  }

  private assertAwaited(engagement: Engagement, stage: ConfirmedStage): void {
    if (engagement.awaited === stage) return;
    throw new AppError(stage === 'accepted' && engagement.awaited === 'signed' ? ENGAGEMENT_ERRORS.notYet : refusalIn(engagement.stage));
  }

  private assertDay(engagement: Engagement, stage: ConfirmedStage, day: string): void {
    const zone = this.settings.timeZone;
    const from = stage === 'accepted' && engagement.signedOn ? engagement.signedOn : localDate(engagement.openedAt, zone);
    const to = localDate(this.clock.now(), zone);
    if (day >= from && day <= to) return;
    const { zh, en } = ENGAGEMENT_ERRORS.day;
    throw new AppError(ENGAGEMENT_ERRORS.day, { from, to }, [{ field: 'day', zh, en, params: { from, to } }]);
  }
}

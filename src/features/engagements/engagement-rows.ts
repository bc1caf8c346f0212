import { type EntityManager, In, IsNull } from 'typeorm';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { Engagement } from './engagement.entity.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import { canSee, enterpriseOf, sideOf } from './engagement.policy.js';
import { EngagementReport } from './engagement-report.entity.js';
import type { Side } from './engagements.types.js';

/** An engagement under its lock, and who acts in it for which side. */
export interface Acting {
  readonly engagement: Engagement;
  readonly side: Side;
  readonly enterpriseId: string;
  readonly personId: string;
}

/** Locks an engagement: whatever both sides do at one time is done one after the other. Null when there is none. */
export function lockEngagement(manager: EntityManager, id: string): Promise<Engagement | null> {
  return manager.findOne(Engagement, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** @throws AppError not-found for who is on neither side, forbidden for a viewer */
export async function lockForSide(manager: EntityManager, actor: Actor, id: string, preferred?: Side): Promise<Acting> {
  const engagement = await lockEngagement(manager, id);
  if (!engagement || !canSee(actor, engagement)) throw new AppError(ENGAGEMENT_ERRORS.notFound);
  const side = sideOf(actor, engagement, preferred);
  if (!side || actor.kind !== 'person') throw new AppError(ENGAGEMENT_ERRORS.notYours);
  return { engagement, side, enterpriseId: enterpriseOf(engagement, side), personId: actor.personId };
}

/** What each side states at present. */
export async function openStatements(manager: EntityManager, engagementId: string): Promise<Partial<Record<Side, EngagementReport>>> {
  const reports = await manager.find(EngagementReport, { where: { engagementId, closedAt: IsNull() } });
  return Object.fromEntries(reports.map((report) => [report.side, report]));
}

/** These stand again. */
export async function reopenStatements(manager: EntityManager, engagementId: string, ids: readonly string[]): Promise<void> {
  await manager.update(EngagementReport, { engagementId, id: In(ids) }, { closedAt: null });
}

/** Nothing is stated any more, by nobody or by one side. */
export async function closeStatements(manager: EntityManager, engagementId: string, now: Date, side?: Side): Promise<void> {
  await manager.update(EngagementReport, { engagementId, closedAt: IsNull(), ...(side && { side }) }, { closedAt: now });
}

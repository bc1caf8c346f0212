import { Injectable } from '@nestjs/common';
import type { MailDefinition } from '../../platform/mail/mail-template.js';
import { defineJob, Handles, type JobRun } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { RECENT_DAYS } from '../engagements/asking.types.js';
import { choicesFor, OUTCOME_LINK } from '../engagements/engagement-links.types.js';
import {
  engagementAccepted,
  type EngagementAskDue,
  engagementAskDue,
  type EngagementConfirmed,
  engagementDisputed,
  type EngagementEvent,
  engagementSettled,
  engagementSigned,
  type EngagementStated,
  engagementStated,
} from '../engagements/engagements.events.js';
import { EngagementsQueries, type EngagementView } from '../engagements/engagements.queries.js';
import { otherSide, type Side, SIDES } from '../engagements/engagements.types.js';
import { situationOf } from '../engagements/situation.types.js';
import { OUTCOME_ACCEPTED, OUTCOME_ASKED, OUTCOME_DISPUTED, OUTCOME_SETTLED, OUTCOME_SIGNED, OUTCOME_STATED } from './letters/mails.js';
import { PostService } from './post.service.js';
import { RecipientQueries } from './recipients.queries.js';
import { eventOf } from './told-event.js';

const askOutcome = defineJob<EngagementAskDue>({ name: 'notifications.outcome-asked', on: [engagementAskDue] });
const tellStated = defineJob<EngagementStated>({ name: 'notifications.outcome-stated', on: [engagementStated] });
const tellSigned = defineJob<EngagementConfirmed>({ name: 'notifications.outcome-signed', on: [engagementSigned] });
const tellAccepted = defineJob<EngagementConfirmed>({ name: 'notifications.outcome-accepted', on: [engagementAccepted] });
const tellDisputed = defineJob<EngagementEvent>({ name: 'notifications.outcome-disputed', on: [engagementDisputed] });
const tellSettled = defineJob<EngagementEvent>({ name: 'notifications.outcome-settled', on: [engagementSettled] });

/** How long the answers in a mail can be used. */
const LINK_DAYS = 30;

/** Mails about what becomes of engagements. Queued per recipient, once per event; whether they are still true is seen when they are sent. */
@Injectable()
export class OutcomeListeners {
  constructor(
    private readonly post: PostService,
    private readonly recipients: RecipientQueries,
    private readonly engagements: EngagementsQueries,
    private readonly clock: Clock,
  ) {}

  /** Each side is asked what is to be asked of it: how it stands, or whether the other side's word is so; who has told something of late, nothing. */
  @Handles(askOutcome)
  async asked({ engagementId }: EngagementAskDue, run: JobRun): Promise<void> {
    const engagement = await this.engagements.byId(engagementId);
    if (!engagement) return;
    for (const side of SIDES) {
      const { is } = situationOf(engagement, side);
      if (is === 'asked') await this.toSide(OUTCOME_STATED, engagement, side, run);
      if (is === 'free' && !this.hasToldOfLate(engagement, side)) await this.toSide(OUTCOME_ASKED, engagement, side, run);
    }
  }

  @Handles(tellStated)
  async stated({ engagementId, reportId }: EngagementStated, run: JobRun): Promise<void> {
    const engagement = await this.engagements.byId(engagementId);
    const report = engagement?.reports.find(({ id, isOpen }) => id === reportId && isOpen);
    if (engagement && report) await this.toSide(OUTCOME_STATED, engagement, otherSide(report.side), run);
  }

  @Handles(tellSigned)
  async signed({ engagementId, by }: EngagementConfirmed, run: JobRun): Promise<void> {
    // What an officer has settled is told as such.
    if (by === 'both') await this.toBoth(OUTCOME_SIGNED, engagementId, run);
  }

  @Handles(tellAccepted)
  async accepted({ engagementId, by }: EngagementConfirmed, run: JobRun): Promise<void> {
    if (by === 'both') await this.toBoth(OUTCOME_ACCEPTED, engagementId, run);
  }

  @Handles(tellDisputed)
  disputed({ engagementId }: EngagementEvent, run: JobRun): Promise<void> {
    return this.toBoth(OUTCOME_DISPUTED, engagementId, run);
  }

  @Handles(tellSettled)
  settled({ engagementId }: EngagementEvent, run: JobRun): Promise<void> {
    return this.toBoth(OUTCOME_SETTLED, engagementId, run);
  }

  /** With a link for each answer. */
  private async toSide(mail: MailDefinition, engagement: EngagementView, side: Side, run: JobRun): Promise<void> {
    const expiresAt = new Date(this.clock.now().getTime() + LINK_DAYS * DAY_MS);
    const choices = choicesFor(situationOf(engagement, side), engagement.stage);
    await this.post.send({
      eventId: eventOf(run),
      mail,
      subjectKind: 'engagement',
      subjectId: engagement.id,
      links: choices.map((choice) => ({ purpose: OUTCOME_LINK, subjectId: engagement.id, choice, expiresAt })),
      to: (manager) => this.recipients.ofEnterprise(manager, engagement[side].enterpriseId),
    });
  }

  private async toBoth(mail: MailDefinition, engagementId: string, run: JobRun): Promise<void> {
    const engagement = await this.engagements.byId(engagementId);
    if (!engagement) return;
    await this.post.send({
      eventId: eventOf(run),
      mail,
      subjectKind: 'engagement',
      subjectId: engagementId,
      to: async (manager) => [
        ...(await this.recipients.ofEnterprise(manager, engagement.provider.enterpriseId)),
        ...(await this.recipients.ofEnterprise(manager, engagement.factory.enterpriseId)),
      ],
    });
  }

  private hasToldOfLate({ reports }: EngagementView, side: Side): boolean {
    const since = this.clock.now().getTime() - RECENT_DAYS * DAY_MS;
    return reports.some((report) => report.side === side && report.toldAt.getTime() > since);
  }
}

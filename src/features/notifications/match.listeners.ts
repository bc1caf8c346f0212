import { Injectable } from '@nestjs/common';
import { defineJob, Handles, type JobRun } from '../../platform/queue/job.js';
import { engagementEnded, type EngagementEnded, type EngagementEvent, engagementOpened } from '../engagements/engagements.events.js';
import { ANSWER_LINK, REPLY_LINK } from '../matching/match-links.types.js';
import {
  type MatchAnswered,
  type MatchEvent,
  type MatchPassed,
  type MatchReminderDue,
  type MatchWithdrawn,
  matchDeclined,
  matchInterested,
  matchInvited,
  matchLapsed,
  matchPassed,
  matchRefused,
  matchReminderDue,
  matchWithdrawn,
} from '../matching/matching.events.js';
import { listingRevised, type RevisionEvent } from '../listings/listing.events.js';
import { MatchingQueries } from '../matching/matching.queries.js';
import {
  DEMAND_REVISED,
  ENGAGED_DEMAND_REVISED,
  ENGAGEMENT_ENDED,
  ENGAGEMENT_OPENED,
  INTEREST_WITHDRAWN,
  INVITATION_WITHDRAWN,
  MATCH_ANSWERED,
  MATCH_INTERESTED,
  MATCH_INVITED,
  MATCH_LAPSED,
  MATCH_PASSED,
  MATCH_REFUSED,
  MATCH_REMINDER,
} from './letters/mails.js';
import { type PostedLink, PostService } from './post.service.js';
import { RecipientQueries } from './recipients.queries.js';
import { eventOf } from './told-event.js';

const tellInvited = defineJob<MatchEvent>({ name: 'notifications.match-invited', on: [matchInvited] });
const tellPassed = defineJob<MatchPassed>({ name: 'notifications.match-passed', on: [matchPassed] });
const tellInterested = defineJob<MatchAnswered>({ name: 'notifications.match-interested', on: [matchInterested] });
const tellColleagues = defineJob<MatchAnswered>({ name: 'notifications.match-answered', on: [matchInterested, matchDeclined] });
const tellReminder = defineJob<MatchReminderDue>({ name: 'notifications.match-reminder', on: [matchReminderDue] });
const tellRefused = defineJob<MatchEvent>({ name: 'notifications.match-refused', on: [matchRefused] });
const tellLapsed = defineJob<MatchEvent>({ name: 'notifications.match-lapsed', on: [matchLapsed] });
const tellWithdrawn = defineJob<MatchWithdrawn>({ name: 'notifications.match-withdrawn', on: [matchWithdrawn] });
const tellResponders = defineJob<RevisionEvent>({ name: 'notifications.demand-revised', on: [listingRevised] });
const tellEngaged = defineJob<EngagementEvent>({ name: 'notifications.engagement-opened', on: [engagementOpened] });
const tellEnded = defineJob<EngagementEnded>({ name: 'notifications.engagement-ended', on: [engagementEnded] });

/** Mails about matches and engagements. Queued per recipient, once per event; whether they are still true is seen when they are sent. */
@Injectable()
export class MatchListeners {
  constructor(
    private readonly post: PostService,
    private readonly recipients: RecipientQueries,
    private readonly matches: MatchingQueries,
  ) {}

  @Handles(tellInvited)
  async invited({ matchId, offeringEnterpriseId }: MatchEvent, run: JobRun): Promise<void> {
    const links = await this.answerLinks(matchId);
    if (!links) return;
    await this.post.send({ ...about(matchId, run), mail: MATCH_INVITED, links, to: (manager) => this.recipients.ofEnterprise(manager, offeringEnterpriseId) });
  }

  @Handles(tellPassed)
  async passed({ matchId, toPersonId }: MatchPassed, run: JobRun): Promise<void> {
    const links = await this.answerLinks(matchId);
    if (!links) return;
    await this.post.send({ ...about(matchId, run), mail: MATCH_PASSED, links, to: (manager) => this.recipients.person(manager, toPersonId) });
  }

  @Handles(tellInterested)
  async interested({ matchId, demandEnterpriseId }: MatchAnswered, run: JobRun): Promise<void> {
    const links = await this.replyLinks(matchId);
    if (!links) return;
    await this.post.send({ ...about(matchId, run), mail: MATCH_INTERESTED, links, to: (manager) => this.recipients.ofEnterprise(manager, demandEnterpriseId) });
  }

  /** Those who hold the same invitation need not open it any more. */
  @Handles(tellColleagues)
  async answered({ matchId, personId }: MatchAnswered, run: JobRun): Promise<void> {
    await this.post.send({
      ...about(matchId, run),
      mail: MATCH_ANSWERED,
      to: async (manager) => (await this.recipients.whoGot(manager, [MATCH_INVITED.name, MATCH_PASSED.name], matchId)).filter((recipient) => recipient.personId !== personId),
    });
  }

  @Handles(tellReminder)
  async reminder({ matchId, demandEnterpriseId }: MatchReminderDue, run: JobRun): Promise<void> {
    const links = await this.replyLinks(matchId);
    if (!links) return;
    await this.post.send({ ...about(matchId, run), mail: MATCH_REMINDER, links, to: (manager) => this.recipients.ofEnterprise(manager, demandEnterpriseId) });
  }

  @Handles(tellRefused)
  async refused({ matchId, offeringEnterpriseId }: MatchEvent, run: JobRun): Promise<void> {
    await this.post.send({ ...about(matchId, run), mail: MATCH_REFUSED, to: (manager) => this.recipients.ofEnterprise(manager, offeringEnterpriseId) });
  }

  @Handles(tellLapsed)
  async lapsed({ matchId, offeringEnterpriseId }: MatchEvent, run: JobRun): Promise<void> {
    await this.post.send({ ...about(matchId, run), mail: MATCH_LAPSED, to: (manager) => this.recipients.ofEnterprise(manager, offeringEnterpriseId) });
  }

  /** The provider held an invitation or waited for an answer; the factory only knows of an interest. */
  @Handles(tellWithdrawn)
  async withdrawn({ matchId, from, demandEnterpriseId, offeringEnterpriseId }: MatchWithdrawn, run: JobRun): Promise<void> {
    await this.post.send({ ...about(matchId, run), mail: INVITATION_WITHDRAWN, to: (manager) => this.recipients.ofEnterprise(manager, offeringEnterpriseId) });
    if (from === 'interested') {
      await this.post.send({ ...about(matchId, run), mail: INTEREST_WITHDRAWN, to: (manager) => this.recipients.ofEnterprise(manager, demandEnterpriseId) });
    }
  }

  /** Everybody who holds a seat or waits for one; who said no, or was told no, has done with it. */
  @Handles(tellResponders)
  async demandRevised({ revisionId, kind }: RevisionEvent, run: JobRun): Promise<void> {
    if (kind !== 'demand') return;
    for (const { id, status, providerId } of await this.matches.respondersBefore(revisionId)) {
      const mail = status === 'engaged' ? ENGAGED_DEMAND_REVISED : DEMAND_REVISED;
      await this.post.send({ ...about(id, run), mail, to: (manager) => this.recipients.ofEnterprise(manager, providerId) });
    }
  }

  @Handles(tellEngaged)
  async engaged({ engagementId, demandEnterpriseId, offeringEnterpriseId }: EngagementEvent, run: JobRun): Promise<void> {
    await this.post.send({
      eventId: eventOf(run),
      mail: ENGAGEMENT_OPENED,
      subjectKind: 'engagement',
      subjectId: engagementId,
      to: async (manager) => [
        ...(await this.recipients.ofEnterprise(manager, offeringEnterpriseId)),
        ...(await this.recipients.ofEnterprise(manager, demandEnterpriseId)),
      ],
    });
  }

  @Handles(tellEnded)
  async ended({ engagementId, byEnterpriseId, demandEnterpriseId, offeringEnterpriseId }: EngagementEnded, run: JobRun): Promise<void> {
    const other = byEnterpriseId === demandEnterpriseId ? offeringEnterpriseId : demandEnterpriseId;
    await this.post.send({
      eventId: eventOf(run),
      mail: ENGAGEMENT_ENDED,
      subjectKind: 'engagement',
      subjectId: engagementId,
      to: (manager) => this.recipients.ofEnterprise(manager, other),
    });
  }

  /** The three answers of an invitation; null when it is over before anybody was told. */
  private async answerLinks(matchId: string): Promise<PostedLink[] | null> {
    const match = await this.matches.byId(matchId);
    if (match?.status !== 'invited' || !match.answerDueAt) return null;
    const expiresAt = match.answerDueAt;
    return ['interested', 'declined', 'passed'].map((choice) => ({ purpose: ANSWER_LINK, subjectId: matchId, choice, expiresAt }));
  }

  private async replyLinks(matchId: string): Promise<PostedLink[] | null> {
    const match = await this.matches.byId(matchId);
    if (match?.status !== 'interested' || !match.replyDueAt) return null;
    const expiresAt = match.replyDueAt;
    return ['accepted', 'refused'].map((choice) => ({ purpose: REPLY_LINK, subjectId: matchId, choice, expiresAt }));
  }
}

function about(matchId: string, run: JobRun): { eventId: string; subjectKind: string; subjectId: string } {
  return { eventId: eventOf(run), subjectKind: 'match', subjectId: matchId };
}

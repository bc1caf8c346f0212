import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { defineJob, Handles, type JobRun } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS, HOUR_MS } from '../../shared/durations.js';
import { memberAdded, memberInvited, type EnterpriseEvent } from '../enterprises/enterprises.events.js';
import { personConfirmationRequested, type PersonEvent, personPasswordChanged, personResetRequested } from '../identity/identity.events.js';
import { CONFIRM_ADDRESS, MEMBER_ADDED, MEMBER_INVITED, PASSWORD_CHANGED, RESET_PASSWORD } from './letters/mails.js';
import { CONFIRM_LINK, RESET_LINK } from './link-purposes.js';
import { PostService } from './post.service.js';
import { RecipientQueries } from './recipients.queries.js';
import { eventOf } from './told-event.js';

const CONFIRM_FOR_MS = 7 * DAY_MS;
/** Short: whoever reads the mail can take the account. */
const RESET_FOR_MS = 2 * HOUR_MS;

const tellConfirmation = defineJob<PersonEvent>({ name: 'notifications.confirm-address', on: [personConfirmationRequested] });
const tellReset = defineJob<PersonEvent>({ name: 'notifications.reset-password', on: [personResetRequested] });
const tellPasswordChanged = defineJob<PersonEvent>({ name: 'notifications.password-changed', on: [personPasswordChanged] });
const tellMemberInvited = defineJob<EnterpriseEvent & { readonly invitationId: string }>({ name: 'notifications.member-invited', on: [memberInvited] });
const tellMemberAdded = defineJob<EnterpriseEvent & { readonly personId: string }>({ name: 'notifications.member-added', on: [memberAdded] });

/** Mails about accounts and seats in an enterprise. */
@Injectable()
export class AccountListeners {
  constructor(
    private readonly post: PostService,
    private readonly recipients: RecipientQueries,
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  @Handles(tellConfirmation)
  async confirmationRequested({ personId }: PersonEvent, run: JobRun): Promise<void> {
    await this.post.send({
      eventId: eventOf(run),
      mail: CONFIRM_ADDRESS,
      subjectKind: 'person',
      subjectId: personId,
      to: (manager) => this.recipients.person(manager, personId),
      links: [{ purpose: CONFIRM_LINK, subjectId: personId, choice: null, expiresAt: this.after(CONFIRM_FOR_MS) }],
    });
  }

  @Handles(tellReset)
  async resetRequested({ personId }: PersonEvent, run: JobRun): Promise<void> {
    await this.post.send({
      eventId: eventOf(run),
      mail: RESET_PASSWORD,
      subjectKind: 'person',
      subjectId: personId,
      to: (manager) => this.recipients.person(manager, personId),
      links: [{ purpose: RESET_LINK, subjectId: personId, choice: null, expiresAt: this.after(RESET_FOR_MS) }],
    });
  }

  @Handles(tellPasswordChanged)
  async passwordChanged({ personId }: PersonEvent, run: JobRun): Promise<void> {
    await this.post.send({
      eventId: eventOf(run),
      mail: PASSWORD_CHANGED,
      subjectKind: 'person',
      subjectId: personId,
      to: (manager) => this.recipients.person(manager, personId),
    });
  }

  /** To an address without an account: in the language of who invites. Once, however often the invitation is taken back and put back. */
  @Handles(tellMemberInvited)
  async memberInvited({ invitationId }: { readonly invitationId: string }, run: JobRun): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [invitation] = await manager.query<{ email: string; language: 'zh' | 'en' }[]>(
        `select invitation.email, person.language from member_invitation invitation join person on person.id = invitation.invited_by
          where invitation.id = $1 and not exists (
            select 1 from mail_message where template = $2 and subject_id = $1 and status in ('pending', 'sending', 'sent'))`,
        [invitationId, MEMBER_INVITED.name],
      );
      if (!invitation) return;
      await this.mailer.queue(manager, {
        mail: MEMBER_INVITED,
        eventId: eventOf(run),
        personId: null,
        address: invitation.email,
        language: invitation.language,
        subjectKind: 'member-invitation',
        subjectId: invitationId,
      });
    });
  }

  @Handles(tellMemberAdded)
  async memberAdded({ enterpriseId, personId }: EnterpriseEvent & { readonly personId: string }, run: JobRun): Promise<void> {
    await this.post.send({
      eventId: eventOf(run),
      mail: MEMBER_ADDED,
      subjectKind: 'enterprise',
      subjectId: enterpriseId,
      to: (manager) => this.recipients.person(manager, personId),
    });
  }

  private after(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}

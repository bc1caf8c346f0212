import { Injectable } from '@nestjs/common';
import type { MailDefinition } from '../../platform/mail/mail-template.js';
import { defineJob, Handles, type JobRun } from '../../platform/queue/job.js';
import { type EnterpriseEvent, enterpriseRejected, enterpriseRestored, enterpriseReturned, enterpriseSuspended, enterpriseVerified } from '../enterprises/enterprises.events.js';
import { ENTERPRISE_REJECTED, ENTERPRISE_RESTORED, ENTERPRISE_RETURNED, ENTERPRISE_SUSPENDED, ENTERPRISE_VERIFIED } from './letters/mails.js';
import { PostService } from './post.service.js';
import { RecipientQueries } from './recipients.queries.js';
import { eventOf } from './told-event.js';

const tellVerified = defineJob<EnterpriseEvent>({ name: 'notifications.enterprise-verified', on: [enterpriseVerified] });
const tellEnterpriseReturned = defineJob<EnterpriseEvent>({ name: 'notifications.enterprise-returned', on: [enterpriseReturned] });
const tellRejected = defineJob<EnterpriseEvent>({ name: 'notifications.enterprise-rejected', on: [enterpriseRejected] });
const tellEnterpriseSuspended = defineJob<EnterpriseEvent>({ name: 'notifications.enterprise-suspended', on: [enterpriseSuspended] });
const tellEnterpriseRestored = defineJob<EnterpriseEvent>({ name: 'notifications.enterprise-restored', on: [enterpriseRestored] });

/** Mails to those who act for an enterprise about what officers decided on it. */
@Injectable()
export class EnterpriseListeners {
  constructor(
    private readonly post: PostService,
    private readonly recipients: RecipientQueries,
  ) {}

  @Handles(tellVerified)
  verified(event: EnterpriseEvent, run: JobRun): Promise<void> {
    return this.tell(ENTERPRISE_VERIFIED, event, run);
  }

  @Handles(tellEnterpriseReturned)
  returned(event: EnterpriseEvent, run: JobRun): Promise<void> {
    return this.tell(ENTERPRISE_RETURNED, event, run);
  }

  @Handles(tellRejected)
  rejected(event: EnterpriseEvent, run: JobRun): Promise<void> {
    return this.tell(ENTERPRISE_REJECTED, event, run);
  }

  @Handles(tellEnterpriseSuspended)
  suspended(event: EnterpriseEvent, run: JobRun): Promise<void> {
    return this.tell(ENTERPRISE_SUSPENDED, event, run);
  }

  @Handles(tellEnterpriseRestored)
  restored(event: EnterpriseEvent, run: JobRun): Promise<void> {
    return this.tell(ENTERPRISE_RESTORED, event, run);
  }

  private tell(mail: MailDefinition, { enterpriseId }: EnterpriseEvent, run: JobRun): Promise<void> {
    return this.post.send({
      eventId: eventOf(run),
      mail,
      subjectKind: 'enterprise',
      subjectId: enterpriseId,
      to: (manager) => this.recipients.ofEnterprise(manager, enterpriseId),
    });
  }
}

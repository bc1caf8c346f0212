import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { personConfirmed, type PersonEvent } from '../identity/identity.events.js';
import { EnterpriseEditingService } from './enterprise-editing.service.js';
import { EnterprisesService } from './enterprises.service.js';
import { EvidenceService } from './evidence.service.js';
import { MemberInvitationsService } from './member-invitations.service.js';
import { MembersService } from './members.service.js';

const welcomePerson = defineJob<PersonEvent>({ name: 'enterprises.welcome-person', on: [personConfirmed] });
const sweepRemoved = defineJob<object>({ name: 'enterprises.sweep-removed', everyMs: DAY_MS });

/** What waited for a person's address to be confirmed: seats in enterprises, and the verification of their own; and the broom. */
@Injectable()
export class EnterpriseJobs {
  constructor(
    private readonly database: Database,
    private readonly actors: ActorQueries,
    private readonly members: MembersService,
    private readonly invitations: MemberInvitationsService,
    private readonly enterprises: EnterprisesService,
    private readonly editing: EnterpriseEditingService,
    private readonly evidence: EvidenceService,
    private readonly clock: Clock,
  ) {}

  @Handles(welcomePerson)
  async welcome({ personId }: PersonEvent): Promise<void> {
    const person = await this.actors.byPersonId(personId);
    if (!person) return;
    await this.invitations.takeSeats(person);
    // Read again, with the seats that were taken.
    const actor = await this.actors.byPersonId(personId);
    if (!actor) return;
    const waiting = await this.database.query<{ id: string }>(
      `select enterprise.id from enterprise join member on member.enterprise_id = enterprise.id
       where member.person_id = $1 and member.role = 'owner' and enterprise.submit_when_confirmed and enterprise.status = 'registered'
       order by enterprise.id`,
      [personId],
    );
    for (const { id } of waiting) await this.enterprises.submit(actor, id).catch(ignoreRefusal);
  }

  /** What was taken away a day ago or more can no longer be put back. */
  @Handles(sweepRemoved)
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - DAY_MS);
    await this.evidence.forgetRemoved(before);
    await this.members.forgetRemoved(before);
    await this.invitations.forgetRemoved(before);
    await this.editing.forgetReplaced(before);
  }
}

/** Handed in by hand in the same moment, or the seat is gone: there is nothing left to do. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof AppError)) throw error;
}

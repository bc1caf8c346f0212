import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { refuseOnConstraint } from '../../platform/database/constraint-errors.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { MemberRole, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { HOUR_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { assertMayOwn } from './enterprise.policy.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { memberAdded } from './enterprises.events.js';
import { lockedEnterprise } from './locked-enterprise.js';
import type { MemberAct } from './member-acts.types.js';
import { MemberInvitation } from './member-invitation.entity.js';
import { Member } from './member.entity.js';

refuseOnConstraint('uq_member_enterprise_person', ENTERPRISE_ERRORS.alreadyMember);

/** Seats and waiting invitations of one enterprise together. */
const MAX_SEATS = 200;

/** On whom an act was: a person, or an address that nobody has proved yet. With the role that was given, and what it was before. */
interface ActOn {
  readonly personId?: string;
  readonly email?: string;
  readonly role: MemberRole;
  readonly before?: MemberRole;
}

/** What seats and invitations have in common: who may, how many, and what the log says. Everything here is part of the caller's transaction. */
@Injectable()
export class MemberSeats {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly accounts: AccountQueries,
    private readonly clock: Clock,
  ) {}

  /** Seats of one enterprise change one after the other: else two owners could each take the other's away. @throws AppError not-found, forbidden */
  async lockForOwner(manager: EntityManager, actor: PersonActor, enterpriseId: string): Promise<void> {
    assertMayOwn(actor, await lockedEnterprise(manager, enterpriseId));
  }

  /** @throws AppError member.too-many */
  async assertRoom(manager: EntityManager, enterpriseId: string): Promise<void> {
    const [members, invitations] = [await manager.countBy(Member, { enterpriseId }), await manager.countBy(MemberInvitation, { enterpriseId })];
    if (members + invitations >= MAX_SEATS) throw new AppError(ENTERPRISE_ERRORS.tooManyMembers, { n: MAX_SEATS });
  }

  /** Gives a new seat, and tells who sits in it. */
  async seat(manager: EntityManager, enterpriseId: string, personId: string, role: MemberRole): Promise<void> {
    await manager.insert(Member, { id: newId(), enterpriseId, personId, role, createdAt: this.clock.now() });
    // A new seat has nothing to do with the old one: its role must not come back after it.
    await manager.query('delete from removed_member where enterprise_id = $1 and person_id = $2', [enterpriseId, personId]);
    await this.outbox.append(manager, memberAdded, { enterpriseId, personId });
  }

  /** A right to see things is given back within an hour. */
  anHourAgo(): Date {
    return new Date(this.clock.now().getTime() - HOUR_MS);
  }

  /** Call it last, as the log wants it. An address is kept only as far as its owner's colleagues know it again: nothing leaves the log any more. */
  async log(manager: EntityManager, actor: PersonActor, enterpriseId: string, action: MemberAct, { personId, email, role, before }: ActOn): Promise<void> {
    const person = personId === undefined ? null : await this.accounts.byId(personId, manager);
    const whom = person ? { personId, whom: person.name } : { whom: shortened(email ?? '') };
    await this.audit.append(manager, actor, { action, subjectKind: 'enterprise', subjectId: enterpriseId, data: { ...whom, role, ...(before && { before }) } });
  }
}

/** `w…@example.com` */
function shortened(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}…${email.slice(at)}`;
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Actor, MemberRole } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import type { EnterpriseMember } from './enterprises.types.js';

const MEMBER = `member.person_id as "personId", member.enterprise_id as "enterpriseId", member.role, person.name, person.email, person.language,
  person.confirmed_at is not null as "isConfirmed"`;

/** An invitation that waits for its address to have an account. */
export interface WaitingInvitation {
  readonly id: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly createdAt: Date;
}

/** What the mail about an invitation says. */
interface InvitationLetter {
  readonly email: string;
  readonly enterpriseName: string;
  readonly invitedBy: string;
  readonly role: MemberRole;
  /** Of who invited: nothing is known of who reads. */
  readonly language: Language;
}

/** Reads who sits where. Where no actor is asked for, who may see it is for the caller to know. */
@Injectable()
export class MemberQueries {
  constructor(
    private readonly database: Database,
    private readonly enterprises: EnterpriseQueries,
  ) {}

  /** For who sits in it and for officers of its region. @throws AppError not-found */
  async seats(actor: Actor, idOrCode: string): Promise<{ items: EnterpriseMember[]; invitations: WaitingInvitation[] }> {
    const { id, inside } = await this.enterprises.view(actor, idOrCode);
    if (!inside) throw new AppError(ENTERPRISE_ERRORS.notFound);
    const [items, invitations] = await Promise.all([this.membersOf(id), this.waitingFor(id)]);
    return { items, invitations };
  }

  /** Owners first, then by the time of their coming. */
  membersOf(enterpriseId: string): Promise<EnterpriseMember[]> {
    return this.database.query<EnterpriseMember>(
      `select ${MEMBER} from member join person on person.id = member.person_id
       where member.enterprise_id = $1 and person.disabled_at is null
       order by member.role <> 'owner', member.created_at, member.id limit 200`,
      [enterpriseId],
    );
  }

  waitingFor(enterpriseId: string): Promise<WaitingInvitation[]> {
    return this.database.query<WaitingInvitation>(
      `select id, email, role, created_at as "createdAt" from member_invitation where enterprise_id = $1 order by created_at, id limit 200`,
      [enterpriseId],
    );
  }

  /** Null when it was taken or withdrawn. */
  async letter(invitationId: string): Promise<InvitationLetter | null> {
    const [row] = await this.database.query<InvitationLetter>(
      `select invitation.email, enterprise.name as "enterpriseName", person.name as "invitedBy", invitation.role, person.language
       from member_invitation invitation join enterprise on enterprise.id = invitation.enterprise_id join person on person.id = invitation.invited_by
       where invitation.id = $1`,
      [invitationId],
    );
    return row ?? null;
  }
}

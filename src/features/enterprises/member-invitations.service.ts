import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { MemberRole, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { memberInvited } from './enterprises.events.js';
import { MemberInvitation } from './member-invitation.entity.js';
import { MemberSeats } from './member-seats.js';
import { Member } from './member.entity.js';

/** What `member_invitation` and `removed_invitation` have in common. */
const INVITATION = 'id, enterprise_id, email, role, invited_by, created_at';

/** What came of inviting an address: the person who is in, or the invitation that waits; `changed` is one that waited before, with another role. */
export type Invited =
  | { readonly result: 'added'; readonly personId: string }
  | { readonly result: 'invited' | 'changed'; readonly invitationId: string };

/** Asks people into an enterprise. Owners do. */
@Injectable()
export class MemberInvitationsService {
  constructor(
    private readonly database: Database,
    private readonly seats: MemberSeats,
    private readonly outbox: Outbox,
    private readonly accounts: AccountQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives a seat to the owner of an address: at once when there is a confirmed account, else as soon as there is one. A
   * second invitation of an address changes the role of the first and is not mailed again.
   * @param email in the stored form
   * @throws AppError not-found, forbidden, member.already-member, member.too-many
   */
  async invite(actor: PersonActor, enterpriseId: string, email: string, role: MemberRole): Promise<Invited> {
    return this.database.transaction(async (manager) => {
      await this.seats.lockForOwner(manager, actor, enterpriseId);
      const account = await this.accounts.byEmail(email, manager);
      if (account && (await manager.existsBy(Member, { enterpriseId, personId: account.personId }))) throw new AppError(ENTERPRISE_ERRORS.alreadyMember);
      await this.seats.assertRoom(manager, enterpriseId);
      if (account?.isConfirmed && !account.isDisabled) {
        const { personId } = account;
        await this.seats.seat(manager, enterpriseId, personId, role);
        await this.seats.log(manager, actor, enterpriseId, 'member.added', { personId, role });
        return { result: 'added', personId };
      }
      return this.inviteAddress(manager, actor, enterpriseId, email, role);
    });
  }

  /** It is kept aside for an hour, for `restore`. @throws AppError not-found, forbidden, member.not-found */
  async withdraw(actor: PersonActor, enterpriseId: string, invitationId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.seats.lockForOwner(manager, actor, enterpriseId);
      const [gone] = await manager.query<{ email: string; role: MemberRole }[]>(
        `with gone as (delete from member_invitation where id = $1 and enterprise_id = $2 returning ${INVITATION})
         insert into removed_invitation (${INVITATION}, removed_at) select ${INVITATION}, $3 from gone returning email, role`,
        [invitationId, enterpriseId, this.clock.now()],
      );
      if (!gone) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
      await this.seats.log(manager, actor, enterpriseId, 'member.invitation-withdrawn', gone);
    });
  }

  /**
   * Puts back an invitation that was taken back within the last hour. Whoever has proved the address meanwhile gets the seat; nothing
   * happens where the invitation stands, or another for the same address. A letter goes out only if none did.
   * @throws AppError not-found, forbidden, member.not-found, member.too-many
   */
  async restore(actor: PersonActor, enterpriseId: string, invitationId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.seats.lockForOwner(manager, actor, enterpriseId);
      if (await manager.existsBy(MemberInvitation, { id: invitationId, enterpriseId })) return;
      const [removed] = await manager.query<{ email: string; role: MemberRole }[]>(
        'select email, role from removed_invitation where id = $1 and enterprise_id = $2 and removed_at > $3 for update',
        [invitationId, enterpriseId, this.seats.anHourAgo()],
      );
      if (!removed) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
      await this.seats.assertRoom(manager, enterpriseId);
      const account = await this.accounts.byEmail(removed.email, manager);
      if (account?.isConfirmed && !account.isDisabled) {
        if (!(await manager.existsBy(Member, { enterpriseId, personId: account.personId }))) await this.seats.seat(manager, enterpriseId, account.personId, removed.role);
      } else {
        await manager.query(
          `insert into member_invitation (${INVITATION}) select ${INVITATION} from removed_invitation where id = $1
           on conflict on constraint uq_member_invitation_enterprise_email do nothing`,
          [invitationId],
        );
        await this.outbox.append(manager, memberInvited, { enterpriseId, invitationId });
      }
      await manager.query('delete from removed_invitation where id = $1', [invitationId]);
      await this.seats.log(manager, actor, enterpriseId, 'member.invitation-restored', removed);
    });
  }

  /** Gives a person who has proved an address the seats that waited for it. Nothing happens the second time. */
  async takeSeats(actor: PersonActor): Promise<void> {
    const { personId } = actor;
    const account = await this.accounts.byId(personId);
    if (!account?.isConfirmed) return;
    await this.database.transaction(async (manager) => {
      const waiting = await manager.find(MemberInvitation, { where: { email: account.email }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      const taken: MemberInvitation[] = [];
      for (const invitation of waiting) {
        const { id, enterpriseId, role } = invitation;
        if (!(await manager.existsBy(Member, { enterpriseId, personId }))) {
          await this.seats.seat(manager, enterpriseId, personId, role);
          taken.push(invitation);
        }
        await manager.delete(MemberInvitation, id);
      }
      for (const { enterpriseId, role } of taken) await this.seats.log(manager, actor, enterpriseId, 'member.joined', { personId, role });
    });
  }

  /** Nobody takes this back any more. */
  async forgetRemoved(before: Date): Promise<void> {
    await this.database.query('delete from removed_invitation where removed_at < $1', [before]);
  }

  private async inviteAddress(manager: EntityManager, actor: PersonActor, enterpriseId: string, email: string, role: MemberRole): Promise<Invited> {
    const known = await manager.findOneBy(MemberInvitation, { enterpriseId, email });
    if (known) {
      await manager.update(MemberInvitation, known.id, { role });
      await this.seats.log(manager, actor, enterpriseId, 'member.invitation-changed', { email, role, before: known.role });
      return { result: 'changed', invitationId: known.id };
    }
    const id = newId();
    await manager.insert(MemberInvitation, { id, enterpriseId, email, role, invitedBy: actor.personId, createdAt: this.clock.now() });
    await this.outbox.append(manager, memberInvited, { enterpriseId, invitationId: id });
    await this.seats.log(manager, actor, enterpriseId, 'member.invited', { email, role });
    return { result: 'invited', invitationId: id };
  }
}

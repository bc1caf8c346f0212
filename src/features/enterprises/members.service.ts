import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refuseOnConstraint } from '../../platform/database/constraint-errors.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { MemberRole, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { HOUR_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { assertMayOwn } from './enterprise.policy.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { lockedEnterprise } from './locked-enterprise.js';
import { memberAdded, memberInvited } from './enterprises.events.js';
import { MemberInvitation } from './member-invitation.entity.js';
import { Member } from './member.entity.js';

refuseOnConstraint('uq_member_enterprise_person', ENTERPRISE_ERRORS.alreadyMember);

/** Seats and waiting invitations of one enterprise together. */
const MAX_SEATS = 200;
/** What `member_invitation` and `removed_invitation` have in common. */
const INVITATION = 'id, enterprise_id, email, role, invited_by, created_at';

/** Who sits in an enterprise. Owners decide; everybody may leave, but for the last owner. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
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
  async invite(actor: PersonActor, enterpriseId: string, email: string, role: MemberRole): Promise<'added' | 'invited'> {
    return this.database.transaction(async (manager) => {
      await this.lockForOwner(manager, actor, enterpriseId);
      const account = await this.accounts.byEmail(email, manager);
      const now = this.clock.now();
      if (account && (await manager.existsBy(Member, { enterpriseId, personId: account.personId }))) throw new AppError(ENTERPRISE_ERRORS.alreadyMember);
      await this.assertRoom(manager, enterpriseId);
      if (account?.isConfirmed && !account.isDisabled) {
        await this.seat(manager, enterpriseId, account.personId, role);
        return 'added';
      }
      const known = await manager.findOneBy(MemberInvitation, { enterpriseId, email });
      if (known) {
        await manager.update(MemberInvitation, known.id, { role });
        return 'invited';
      }
      const id = newId();
      await manager.insert(MemberInvitation, { id, enterpriseId, email, role, invitedBy: actor.personId, createdAt: now });
      await this.outbox.append(manager, memberInvited, { enterpriseId, invitationId: id });
      return 'invited';
    });
  }

  /** It is kept aside for an hour, for `restoreInvitation`. @throws AppError not-found, forbidden, member.not-found */
  async withdrawInvitation(actor: PersonActor, enterpriseId: string, invitationId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.lockForOwner(manager, actor, enterpriseId);
      const gone = await manager.query<unknown[]>(
        `with gone as (delete from member_invitation where id = $1 and enterprise_id = $2 returning ${INVITATION})
         insert into removed_invitation (${INVITATION}, removed_at) select ${INVITATION}, $3 from gone returning id`,
        [invitationId, enterpriseId, this.clock.now()],
      );
      if (gone.length === 0) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
    });
  }

  /**
   * Puts back an invitation that was taken back within the last hour. Whoever has proved the address meanwhile gets the seat; nothing
   * happens where the invitation stands, or another for the same address. A letter goes out only if none did.
   * @throws AppError not-found, forbidden, member.not-found, member.too-many
   */
  async restoreInvitation(actor: PersonActor, enterpriseId: string, invitationId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.lockForOwner(manager, actor, enterpriseId);
      if (await manager.existsBy(MemberInvitation, { id: invitationId, enterpriseId })) return;
      const [removed] = await manager.query<{ email: string; role: MemberRole }[]>(
        'select email, role from removed_invitation where id = $1 and enterprise_id = $2 and removed_at > $3 for update',
        [invitationId, enterpriseId, this.anHourAgo()],
      );
      if (!removed) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
      await this.assertRoom(manager, enterpriseId);
      const account = await this.accounts.byEmail(removed.email, manager);
      if (account?.isConfirmed && !account.isDisabled) {
        if (!(await manager.existsBy(Member, { enterpriseId, personId: account.personId }))) await this.seat(manager, enterpriseId, account.personId, removed.role);
      } else {
        await manager.query(
          `insert into member_invitation (${INVITATION}) select ${INVITATION} from removed_invitation where id = $1
           on conflict on constraint uq_member_invitation_enterprise_email do nothing`,
          [invitationId],
        );
        await this.outbox.append(manager, memberInvited, { enterpriseId, invitationId });
      }
      await manager.query('delete from removed_invitation where id = $1', [invitationId]);
    });
  }

  /** @throws AppError not-found, forbidden, member.not-found, member.last-owner */
  async changeRole(actor: PersonActor, enterpriseId: string, personId: string, role: MemberRole): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.lockForOwner(manager, actor, enterpriseId);
      const member = await this.require(manager, enterpriseId, personId);
      if (role !== 'owner') await this.assertNotLastOwner(manager, member);
      await manager.update(Member, member.id, { role });
    });
  }

  /** Takes a seat away; one's own is given up by whoever sits in it. @throws AppError as above */
  async remove(actor: PersonActor, enterpriseId: string, personId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      if (personId === actor.personId) await lockedEnterprise(manager, enterpriseId);
      else await this.lockForOwner(manager, actor, enterpriseId);
      const member = await this.require(manager, enterpriseId, personId);
      await this.assertNotLastOwner(manager, member);
      await manager.delete(Member, member.id);
      await manager.query(
        `insert into removed_member (enterprise_id, person_id, role, created_at, removed_at, left_freely) values ($1, $2, $3, $4, $5, $6)
         on conflict (enterprise_id, person_id) do update set role = excluded.role, created_at = excluded.created_at, removed_at = excluded.removed_at,
           left_freely = excluded.left_freely`,
        [enterpriseId, personId, member.role, member.createdAt, this.clock.now(), personId === actor.personId],
      );
    });
  }

  /**
   * Gives back a seat within the hour, with its role and without a letter: an owner the one that an owner took away, everybody the one that he
   * has left himself. Nothing happens to who has a seat.
   * @throws AppError not-found, forbidden, member.not-found, member.too-many
   */
  async restore(actor: PersonActor, enterpriseId: string, personId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const isOwn = personId === actor.personId;
      if (isOwn) await lockedEnterprise(manager, enterpriseId);
      else await this.lockForOwner(manager, actor, enterpriseId);
      if (await manager.existsBy(Member, { enterpriseId, personId })) return;
      await this.assertRoom(manager, enterpriseId);
      const back = await manager.query<unknown[]>(
        `with back as (delete from removed_member where enterprise_id = $1 and person_id = $2 and removed_at > $3 and left_freely = $5 returning enterprise_id, person_id, role, created_at)
         insert into member (id, enterprise_id, person_id, role, created_at) select $4, enterprise_id, person_id, role, created_at from back returning id`,
        [enterpriseId, personId, this.anHourAgo(), newId(), isOwn],
      );
      if (back.length === 0) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
    });
  }

  /** Nobody takes this back any more. */
  async forgetRemoved(before: Date): Promise<void> {
    await this.database.query('delete from removed_member where removed_at < $1', [before]);
    await this.database.query('delete from removed_invitation where removed_at < $1', [before]);
  }

  /** Gives a person who has proved an address the seats that waited for it. Nothing happens the second time. */
  async takeSeats(personId: string): Promise<void> {
    const account = await this.accounts.byId(personId);
    if (!account?.isConfirmed) return;
    await this.database.transaction(async (manager) => {
      const waiting = await manager.find(MemberInvitation, { where: { email: account.email }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
      for (const { id, enterpriseId, role } of waiting) {
        if (!(await manager.existsBy(Member, { enterpriseId, personId }))) await this.seat(manager, enterpriseId, personId, role);
        await manager.delete(MemberInvitation, id);
      }
    });
  }

  private async seat(manager: EntityManager, enterpriseId: string, personId: string, role: MemberRole): Promise<void> {
    await manager.insert(Member, { id: newId(), enterpriseId, personId, role, createdAt: this.clock.now() });
    // A new seat has nothing to do with the old one: its role must not come back after it.
    await manager.query('delete from removed_member where enterprise_id = $1 and person_id = $2', [enterpriseId, personId]);
    await this.outbox.append(manager, memberAdded, { enterpriseId, personId });
  }

  private anHourAgo(): Date {
    return new Date(this.clock.now().getTime() - HOUR_MS);
  }

  /** Seats of one enterprise change one after the other: else two owners could each take the other's away. */
  private async lockForOwner(manager: EntityManager, actor: PersonActor, enterpriseId: string): Promise<void> {
    assertMayOwn(actor, await lockedEnterprise(manager, enterpriseId));
  }

  private async require(manager: EntityManager, enterpriseId: string, personId: string): Promise<Member> {
    const member = await manager.findOneBy(Member, { enterpriseId, personId });
    if (!member) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
    return member;
  }

  private async assertNotLastOwner(manager: EntityManager, member: Member): Promise<void> {
    if (member.role !== 'owner') return;
    if ((await manager.countBy(Member, { enterpriseId: member.enterpriseId, role: 'owner' })) <= 1) throw new AppError(ENTERPRISE_ERRORS.lastOwner);
  }

  private async assertRoom(manager: EntityManager, enterpriseId: string): Promise<void> {
    const [members, invitations] = [await manager.countBy(Member, { enterpriseId }), await manager.countBy(MemberInvitation, { enterpriseId })];
    if (members + invitations >= MAX_SEATS) throw new AppError(ENTERPRISE_ERRORS.tooManyMembers, { n: MAX_SEATS });
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { MemberRole, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { lockedEnterprise } from './locked-enterprise.js';
import { MemberSeats } from './member-seats.js';
import { Member } from './member.entity.js';

/** The last change of a member's role, while it may still be taken back. */
interface ChangedRole {
  readonly before: MemberRole;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly isTakenBack: boolean;
}

/** Who sits in an enterprise. Owners decide; everybody may leave, but for the last owner. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly seats: MemberSeats,
    private readonly clock: Clock,
  ) {}

  /**
   * The role before is kept aside for an hour, for `takeBackRole`. Returns the change's id; null where the member had the role already.
   * @throws AppError not-found, forbidden, member.not-found, member.last-owner
   */
  async changeRole(actor: PersonActor, enterpriseId: string, personId: string, role: MemberRole): Promise<string | null> {
    return this.database.transaction(async (manager) => {
      await this.seats.lockForOwner(manager, actor, enterpriseId);
      const member = await this.require(manager, enterpriseId, personId);
      if (member.role === role) return null;
      await this.assertNotLastOwner(manager, member);
      await manager.update(Member, member.id, { role });
      const id = newId();
      await manager.query(
        `insert into changed_role (enterprise_id, person_id, id, role, changed_by, changed_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (enterprise_id, person_id) do update set id = excluded.id, role = excluded.role, changed_by = excluded.changed_by,
           changed_at = excluded.changed_at, is_taken_back = false`,
        [enterpriseId, personId, id, member.role, actor.personId, this.clock.now()],
      );
      await this.seats.log(manager, actor, enterpriseId, 'member.role-changed', { personId, role, before: member.role });
      return id;
    });
  }

  /**
   * Gives back the role that a member had before a change, within the hour: any owner does, and who has changed his own, which may have left him without
   * the right to. Nothing happens the second time.
   * @throws AppError not-found, forbidden, member.role-changed-since, member.last-owner
   */
  async takeBackRole(actor: PersonActor, enterpriseId: string, personId: string, changeId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const enterprise = await lockedEnterprise(manager, enterpriseId);
      const [change] = await manager.query<ChangedRole[]>(
        `select role as before, changed_by as "changedBy", changed_at as "changedAt", is_taken_back as "isTakenBack" from changed_role
          where enterprise_id = $1 and person_id = $2 and id = $3`,
        [enterpriseId, personId, changeId],
      );
      if (actor.personId !== personId || change?.changedBy !== personId) await this.seats.lockForOwner(manager, actor, enterprise.id);
      if (!change || change.changedAt < this.seats.anHourAgo()) throw new AppError(ENTERPRISE_ERRORS.roleChangedSince);
      if (change.isTakenBack) return;
      const member = await this.require(manager, enterpriseId, personId);
      await this.assertNotLastOwner(manager, member);
      await manager.update(Member, member.id, { role: change.before });
      await manager.query('update changed_role set is_taken_back = true where id = $1', [changeId]);
      await this.seats.log(manager, actor, enterpriseId, 'member.role-restored', { personId, role: change.before, before: member.role });
    });
  }

  /** Takes a seat away; one's own is given up by whoever sits in it. @throws AppError not-found, forbidden, member.not-found, member.last-owner */
  async remove(actor: PersonActor, enterpriseId: string, personId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const isOwn = personId === actor.personId;
      if (isOwn) await lockedEnterprise(manager, enterpriseId);
      else await this.seats.lockForOwner(manager, actor, enterpriseId);
      const member = await this.require(manager, enterpriseId, personId);
      await this.assertNotLastOwner(manager, member);
      await manager.delete(Member, member.id);
      await manager.query(
        `insert into removed_member (enterprise_id, person_id, role, created_at, removed_at, left_freely) values ($1, $2, $3, $4, $5, $6)
         on conflict (enterprise_id, person_id) do update set role = excluded.role, created_at = excluded.created_at, removed_at = excluded.removed_at,
           left_freely = excluded.left_freely`,
        [enterpriseId, personId, member.role, member.createdAt, this.clock.now(), isOwn],
      );
      await this.seats.log(manager, actor, enterpriseId, isOwn ? 'member.left' : 'member.removed', { personId, role: member.role });
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
      else await this.seats.lockForOwner(manager, actor, enterpriseId);
      if (await manager.existsBy(Member, { enterpriseId, personId })) return;
      await this.seats.assertRoom(manager, enterpriseId);
      const [back] = await manager.query<{ role: MemberRole }[]>(
        `with back as (delete from removed_member where enterprise_id = $1 and person_id = $2 and removed_at > $3 and left_freely = $5 returning enterprise_id, person_id, role, created_at)
         insert into member (id, enterprise_id, person_id, role, created_at) select $4, enterprise_id, person_id, role, created_at from back returning role`,
        [enterpriseId, personId, this.seats.anHourAgo(), newId(), isOwn],
      );
      if (!back) throw new AppError(ENTERPRISE_ERRORS.noSuchMember);
      await this.seats.log(manager, actor, enterpriseId, 'member.restored', { personId, role: back.role });
    });
  }

  /** Nobody takes this back any more. */
  async forgetRemoved(before: Date): Promise<void> {
    await this.database.query('delete from removed_member where removed_at < $1', [before]);
    await this.database.query('delete from changed_role where changed_at < $1', [before]);
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
}

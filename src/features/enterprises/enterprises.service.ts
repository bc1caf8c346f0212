import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { refuseOnConstraint } from '../../platform/database/constraint-errors.js';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { isEnterpriseReason } from './enterprise-reasons.types.js';
import { Enterprise, type LegalFacts, type Profile } from './enterprise.entity.js';
import { assertMayDecide, assertMayEdit } from './enterprise.policy.js';
import { EnterpriseCodes } from './enterprise-codes.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { assertVersion, lockedEnterprise } from './locked-enterprise.js';
import { type EnterpriseEvent, enterpriseRestored, enterpriseSuspended } from './enterprises.events.js';
import type { BeforeDecision, Decision } from './enterprises.types.js';
import { Member } from './member.entity.js';
import { storedUscc } from './stored-uscc.js';

refuseOnConstraint('uq_enterprise_uscc', ENTERPRISE_ERRORS.usccTaken);
refuseOnConstraint('fk_enterprise_region', ENTERPRISE_ERRORS.unknownRegion);
refuseOnConstraint('fk_enterprise_industry', ENTERPRISE_ERRORS.unknownCodes);

/** What is not told at first has a default. */
export type Registration = LegalFacts & Pick<Profile, 'size' | 'contactName' | 'contactPhone' | 'contactEmail'> & Partial<Profile>;

const DEFAULTS = {
  industryCode: null,
  description: '',
  website: null,
  address: null,
  capacity: 10,
  preferredIndustries: [],
  preferredRegions: [],
  orderMin: null,
  orderMax: null,
} satisfies Partial<Profile>;

/** Enterprises: registering them, handing them in, and what officers decide about them. */
@Injectable()
export class EnterprisesService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    private readonly accounts: AccountQueries,
    private readonly codes: EnterpriseCodes,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers an enterprise; the actor becomes its owner.
   * @param whenConfirmed hand it in by itself as soon as the owner's address is confirmed
   * @throws AppError enterprise.no-uscc, unknown-region, unknown-codes, already-registered (a second click too)
   */
  async register(actor: PersonActor, registration: Registration, options: { readonly whenConfirmed?: boolean } = {}, manager?: EntityManager): Promise<Enterprise> {
    const facts = this.codes.stored({ ...DEFAULTS, ...registration, uscc: storedUscc(registration.uscc) });
    return this.database.within(manager, async (transaction) => {
      await lockUscc(transaction, facts.uscc);
      if (await this.ownsOneWith(transaction, actor, facts.uscc)) throw new AppError(ENTERPRISE_ERRORS.alreadyRegistered);
      const now = this.clock.now();
      const [{ number }] = await transaction.query<[{ number: number }]>(`select nextval('enterprise_number') as number`);
      const enterprise = Enterprise.register(number, facts, now);
      enterprise.submitWhenConfirmed = options.whenConfirmed ?? false;
      await transaction.insert(Enterprise, enterprise);
      await transaction.insert(Member, { id: newId(), enterpriseId: enterprise.id, personId: actor.personId, role: 'owner', createdAt: now });
      return enterprise;
    });
  }

  /**
   * Hands it in for verification.
   * @throws AppError not-found, forbidden, not-in-state, address-unconfirmed
   */
  async submit(actor: Actor, id: string, manager?: EntityManager): Promise<Enterprise> {
    return this.database.within(manager, async (transaction) => {
      const enterprise = await lockedEnterprise(transaction, id);
      assertMayEdit(actor, enterprise);
      if (actor.kind === 'person' && !(await this.accounts.byId(actor.personId, transaction))?.isConfirmed) throw new AppError(ENTERPRISE_ERRORS.unconfirmed);
      await lockUscc(transaction, enterprise.uscc);
      const event = enterprise.submit(await this.isClaimedBesides(transaction, enterprise, true), this.clock.now());
      return this.keep(transaction, enterprise, event);
    });
  }

  /**
   * The next five are an officer's. Called with a manager they are part of a larger act (a review), and whoever makes that
   * writes the audit log as its last step; called without one they write it themselves.
   * @throws AppError not-found, not-your-region, own-case, not-in-state, changed-meanwhile; here also uscc-taken
   */
  verify(actor: Actor, id: string, decision: Decision = {}, manager?: EntityManager): Promise<Enterprise> {
    return this.decide(actor, id, decision, manager, async (enterprise, transaction) => {
      await this.assertUnclaimed(transaction, enterprise);
      return enterprise.verify(actor.kind === 'person' ? (actor.office?.authorityId ?? null) : null, this.clock.now());
    });
  }

  /** Back to its members, who hand it in again. @throws AppError as above, and reason-required */
  return(actor: Actor, id: string, decision: Decision, manager?: EntityManager): Promise<Enterprise> {
    return this.refuse('return', actor, id, decision, manager);
  }

  /** For good. @throws AppError as above, and reason-required */
  reject(actor: Actor, id: string, decision: Decision, manager?: EntityManager): Promise<Enterprise> {
    return this.refuse('reject', actor, id, decision, manager);
  }

  /** Takes its listings and open invitations out of play, by event. @throws AppError as above, and reason-required */
  suspend(actor: Actor, id: string, decision: Decision, manager?: EntityManager): Promise<Enterprise> {
    return this.refuse('suspend', actor, id, decision, manager);
  }

  /** @throws AppError as above, and uscc-taken when another one was verified with its code meanwhile */
  restore(actor: Actor, id: string, decision: Decision = {}, manager?: EntityManager): Promise<Enterprise> {
    return this.decide(actor, id, decision, manager, async (enterprise, transaction) => {
      await this.assertUnclaimed(transaction, enterprise);
      return enterprise.restore(this.clock.now());
    });
  }

  /**
   * Takes an officer's decision back: it waits for verification as it did, and nobody is told.
   * @param version what the decision left behind
   * @throws AppError not-found, not-your-region, own-case, changed-meanwhile
   */
  async takeBackDecision(actor: Actor, manager: EntityManager, id: string, version: number, before: BeforeDecision): Promise<void> {
    const enterprise = await lockedEnterprise(manager, id);
    assertMayDecide(actor, enterprise);
    assertVersion(enterprise, version);
    enterprise.takeBackDecision({ ...before, verifiedAt: before.verifiedAt === null ? null : new Date(before.verifiedAt) }, this.clock.now());
    await manager.save(enterprise);
  }

  private refuse(command: 'return' | 'reject' | 'suspend', actor: Actor, id: string, decision: Decision, manager?: EntityManager): Promise<Enterprise> {
    const { reasonCodes = [], note = null } = decision;
    return this.decide(actor, id, decision, manager, async (enterprise) => {
      if (reasonCodes.length === 0 && !note) throw new AppError(ENTERPRISE_ERRORS.reasonRequired);
      if (!reasonCodes.every(isEnterpriseReason)) throw new AppError(ENTERPRISE_ERRORS.unknownCodes);
      return enterprise.refuse(command, reasonCodes, note, this.clock.now());
    });
  }

  private decide(
    actor: Actor,
    id: string,
    { reasonCodes = [], note = null, version, hold }: Decision,
    manager: EntityManager | undefined,
    move: (enterprise: Enterprise, manager: EntityManager) => Promise<string>,
  ): Promise<Enterprise> {
    return this.database.within(manager, async (transaction) => {
      const enterprise = await lockedEnterprise(transaction, id);
      assertMayDecide(actor, enterprise);
      assertVersion(enterprise, version);
      const event = await move(enterprise, transaction);
      // While nobody has heard of a suspension, nobody hears of its end either.
      const isUnheard = event === enterpriseRestored.type && (await this.outbox.dropHeldOf(transaction, enterpriseSuspended, { enterpriseId: id }));
      const keep = (): Promise<Enterprise> => (isUnheard ? transaction.save(enterprise) : this.keep(transaction, enterprise, event));
      await (hold ? this.outbox.holding(transaction, hold, keep) : keep());
      const act = { action: event, subjectKind: 'enterprise', subjectId: id, data: { code: enterprise.code, reasonCodes, note } };
      if (!manager) await this.audit.append(transaction, actor, act);
      return enterprise;
    });
  }

  private async keep(manager: EntityManager, enterprise: Enterprise, eventType: string): Promise<Enterprise> {
    await manager.save(enterprise);
    await this.outbox.append<EnterpriseEvent>(manager, { type: eventType }, { enterpriseId: enterprise.id });
    return enterprise;
  }

  private async ownsOneWith(manager: EntityManager, actor: PersonActor, uscc: string): Promise<boolean> {
    const rows = await manager.query<unknown[]>(
      `select 1 from enterprise join member on member.enterprise_id = enterprise.id
       where member.person_id = $1 and member.role = 'owner' and enterprise.uscc = $2 and enterprise.status <> 'rejected' limit 1`,
      [actor.personId, uscc],
    );
    return rows.length > 0;
  }

  /** The unique index says the same, but its refusal would end the caller's whole transaction. */
  private async assertUnclaimed(manager: EntityManager, enterprise: Enterprise): Promise<void> {
    await lockUscc(manager, enterprise.uscc);
    if (await this.isClaimedBesides(manager, enterprise, false)) throw new AppError(ENTERPRISE_ERRORS.usccTaken);
  }

  /** Does another enterprise hold the code? For the hint also one that is suspended or itself disputed. */
  private async isClaimedBesides(manager: EntityManager, { id, uscc }: Enterprise, isForHint: boolean): Promise<boolean> {
    const rows = await manager.query<unknown[]>(
      `select 1 from enterprise where uscc = $1 and id <> $2 and
         case when $3 then status in ('pending', 'verified', 'suspended') else status in ('pending', 'verified') and not is_disputed end limit 1`,
      [uscc, id, isForHint],
    );
    return rows.length > 0;
  }
}

/** Claims on one code are made one after the other, so that exactly one of two at the same instant is the second. */
async function lockUscc(manager: EntityManager, uscc: string): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('uscc:' || $1, 0))`, [uscc]);
}

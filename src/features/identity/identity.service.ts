import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { refuseOnConstraint } from '../../platform/database/constraint-errors.js';
import { Database } from '../../platform/database/database.js';
import type { EventDefinition } from '../../platform/events/event.js';
import { Outbox } from '../../platform/events/outbox.js';
import { RateLimiter } from '../../platform/http/rate-limiter.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { ApiTokensService } from './api-tokens.service.js';
import { normaliseEmail } from './email-address.types.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import {
  personConfirmationRequested,
  personConfirmed,
  type PersonEvent,
  personPasswordChanged,
  personRegistered,
  personResetRequested,
} from './identity.events.js';
import type { KeptPassword } from './password-keeper.service.js';
import { passwordProblem } from './password.policy.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';
import { SessionsService } from './sessions.service.js';

refuseOnConstraint('uq_person_email', IDENTITY_ERRORS.emailTaken);

/** A request for a reset takes this long, whether there is such an account or not. */
const RESET_ANSWER_MS = 150;
/** Mails with a link to set a new password, for one address. */
const RESETS = { points: 5, perSeconds: 3600 } as const;

export interface Registration {
  readonly email: string;
  /** As typed, or as kept from an earlier showing of the form. */
  readonly password: string | KeptPassword;
  readonly name: string;
  readonly phone?: string | null;
  readonly language: Language;
}

/** What a person may change about themselves; what is left out stays. */
export interface ProfileChange {
  readonly name?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly language?: Language | undefined;
}

/** Accounts: signing up, proving an address, passwords. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
    private readonly apiTokens: ApiTokensService,
    private readonly rateLimiter: RateLimiter,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens an account; a link to confirm the address goes out by mail. Part of a larger change where a manager is given.
   * @throws AppError account.email-taken (also when two try it at the same instant), account.weak-password
   */
  async register(registration: Registration, manager?: EntityManager): Promise<Person> {
    const email = normaliseEmail(registration.email);
    const { name, phone = null, language, password } = registration;
    if (typeof password === 'string') assertGoodPassword(password, email, 'password');
    // Before the expensive hash; the constraint has the last word.
    if (await (manager ?? this.database.manager).existsBy(Person, { email })) throw new AppError(IDENTITY_ERRORS.emailTaken);
    const passwordHash = typeof password === 'string' ? await this.passwords.hash(password) : password.hash;
    const person = Person.register({ email, name, phone, language, passwordHash }, this.clock.now());
    await this.database.within(manager, async (transaction) => {
      await transaction.insert(Person, person);
      await this.tell(transaction, personRegistered, person.id);
      await this.tell(transaction, personConfirmationRequested, person.id);
    });
    return person;
  }

  /** Sends the link to confirm the address once more. Nothing happens when it is confirmed already. */
  async requestConfirmation(actor: PersonActor): Promise<void> {
    const person = await this.require(this.database.manager, actor.personId);
    if (person.isConfirmed) return;
    await this.database.transaction((transaction) => this.tell(transaction, personConfirmationRequested, person.id));
  }

  /** The address is theirs: they have opened the link that was mailed to it. Can be said twice. */
  async confirmAddress(personId: string, manager?: EntityManager): Promise<void> {
    await this.database.within(manager, async (transaction) => {
      const person = await this.require(transaction, personId, true);
      await this.confirm(transaction, person);
    });
  }

  /**
   * Somebody says that this is their address and that they forgot the password. Says nothing about whether there is such
   * an account, neither by its answer nor by its time.
   */
  async requestReset(email: string): Promise<void> {
    await Promise.all([this.requestResetIfKnown(normaliseEmail(email)), sleep(RESET_ANSWER_MS)]);
  }

  /**
   * Sets a password for a person who opened a mailed link, which proves the address too. Ends everything that was signed in
   * with the old one.
   * @throws AppError account.weak-password (field `password`), account.not-found
   */
  async resetPassword(personId: string, password: string, manager?: EntityManager): Promise<void> {
    await this.database.within(manager, async (transaction) => {
      const person = await this.require(transaction, personId, true);
      assertGoodPassword(password, person.email, 'password');
      await this.confirm(transaction, person);
      await this.setPassword(transaction, person, password);
    });
  }

  /**
   * @param keptSecret of the session or token that asks for the change: it goes on, all others end
   * @throws AppError account.wrong-current-password, account.weak-password (field `next`)
   */
  async changePassword(actor: PersonActor, current: string, next: string, keptSecret?: string): Promise<void> {
    const { passwordHash } = await this.require(this.database.manager, actor.personId);
    if (!(await this.passwords.isRight(current, passwordHash))) throw new AppError(IDENTITY_ERRORS.wrongCurrentPassword);
    assertGoodPassword(next, actor.email, 'next');
    await this.database.transaction(async (transaction) => {
      const person = await this.require(transaction, actor.personId, true);
      if (person.passwordHash !== passwordHash) throw new AppError(IDENTITY_ERRORS.wrongCurrentPassword);
      await this.setPassword(transaction, person, next, keptSecret);
    });
  }

  async changeProfile(actor: PersonActor, change: ProfileChange): Promise<void> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) await this.database.manager.update(Person, actor.personId, given);
  }

  private async requestResetIfKnown(email: string): Promise<void> {
    // Beyond the bound nothing is sent, and the answer is still the same: nobody floods a mailbox, and nobody learns of it.
    if (!(await this.isWithinBound(email))) return;
    const person = await this.database.manager.findOneBy(Person, { email });
    if (!person || person.disabledAt) return;
    await this.database.transaction((transaction) => this.tell(transaction, personResetRequested, person.id));
  }

  private async isWithinBound(email: string): Promise<boolean> {
    try {
      await this.rateLimiter.consume(RESETS, 'identity.resets', createHash('sha256').update(email).digest('base64url'));
      return true;
    } catch (error) {
      if (error instanceof AppError && error.kind === 'too-many') return false;
      throw error;
    }
  }

  private async setPassword(manager: EntityManager, person: Person, password: string, keptSecret?: string): Promise<void> {
    await manager.update(Person, person.id, { passwordHash: await this.passwords.hash(password) });
    await this.sessions.endAll(manager, person.id, keptSecret);
    await this.apiTokens.revokeAll(manager, person.id, keptSecret);
    await this.tell(manager, personPasswordChanged, person.id);
  }

  private async confirm(manager: EntityManager, person: Person): Promise<void> {
    if (!person.confirm(this.clock.now())) return;
    await manager.update(Person, person.id, { confirmedAt: person.confirmedAt });
    await this.tell(manager, personConfirmed, person.id);
  }

  private async require(manager: EntityManager, personId: string, isLocked = false): Promise<Person> {
    const person = await manager.findOne(Person, { where: { id: personId }, ...(isLocked ? { lock: { mode: 'pessimistic_write' } } : {}) });
    if (!person || person.disabledAt) throw new AppError(IDENTITY_ERRORS.noSuchAccount);
    return person;
  }

  private async tell(manager: EntityManager, event: EventDefinition<PersonEvent>, personId: string): Promise<void> {
    await this.outbox.append(manager, event, { personId });
  }
}

function assertGoodPassword(password: string, email: string, field: string): void {
  const problem = passwordProblem(password, { email });
  if (problem) throw new AppError(IDENTITY_ERRORS.weakPassword, {}, [{ field, ...problem }]);
}

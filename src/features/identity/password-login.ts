import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { Database } from '../../platform/database/database.js';
import { RateLimiter } from '../../platform/http/rate-limiter.js';
import { AppError } from '../../shared/errors.js';
import { normaliseEmail } from './email-address.types.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { authenticateWith, settle } from './passport-strategies.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';

/** Wrong passwords in a row for one address, whether there is such an account or not. */
const ATTEMPTS = { points: 10, perSeconds: 15 * 60 } as const;

/** Signs a person in by e-mail address and password, for pages and programs alike. */
@Injectable()
export class PasswordLogin {
  private readonly passport = new passport.Passport();

  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly rateLimiter: RateLimiter,
  ) {
    this.passport.use('password', new LocalStrategy({ usernameField: 'email', session: false }, (email, password, done) => settle(this.check(email, password), done)));
  }

  /**
   * The person whose `email` and `password` stand in the request's body, which has been validated.
   * @throws AppError account.wrong-password, the same for an unknown address; too-many after ten wrong ones
   */
  async signIn(request: FastifyRequest, reply: FastifyReply): Promise<Person> {
    const person = await authenticateWith<Person>(this.passport, 'password', request, reply);
    if (!person) throw new AppError(IDENTITY_ERRORS.wrongPassword);
    return person;
  }

  private async check(typedEmail: string, password: string): Promise<Person | null> {
    const email = normaliseEmail(typedEmail);
    const account = createHash('sha256').update(email).digest('base64url');
    await this.rateLimiter.consume(ATTEMPTS, 'identity.attempts', account);
    const person = await this.database.manager.findOneBy(Person, { email });
    const isRight = await this.passwords.isRight(password, person?.passwordHash ?? null);
    if (!person || !isRight || person.disabledAt) return null;
    await this.rateLimiter.forget(ATTEMPTS, 'identity.attempts', account);
    return person;
  }
}

import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import passport from 'passport';
import { Strategy as CustomStrategy } from 'passport-custom';
import { Strategy as BearerStrategy } from 'passport-http-bearer';
import { Settings } from '../../config/settings.js';
import { Authenticator } from '../../platform/http/authenticator.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { ApiTokensService } from './api-tokens.service.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { authenticateWith, settle } from './passport-strategies.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';
import { type SessionCookie, SessionsService } from './sessions.service.js';

/** What the cookie strategy found: who it is, and the cookie to set again. */
interface CookieUser {
  readonly actor: PersonActor;
  readonly moved: SessionCookie | null;
}

/** Recognises a request by its bearer token or its session cookie. */
@Injectable()
export class PassportAuthenticator extends Authenticator {
  /** An instance of our own: Passport's shared one would mix up the applications that tests start side by side. */
  private readonly passport = new passport.Passport();

  constructor(
    private readonly settings: Settings,
    private readonly sessions: SessionsService,
    apiTokens: ApiTokensService,
  ) {
    super();
    this.passport.use('bearer', new BearerStrategy((token, done) => settle(apiTokens.recognise(token), done)));
    this.passport.use('cookie', new CustomStrategy((request, done) => settle(this.byCookie(request as unknown as FastifyRequest), done)));
  }

  override async authenticate(request: FastifyRequest, reply: FastifyReply): Promise<{ actor: Actor; credential: FastifyRequest['credential'] }> {
    // Only the header is asked for a token: one in an address or a form would end up in logs and histories.
    if (/^bearer /i.test(request.headers.authorization ?? '')) {
      const actor = await authenticateWith<PersonActor>(this.passport, 'bearer', request, reply);
      if (!actor) throw new AppError(IDENTITY_ERRORS.wrongToken);
      return { actor, credential: 'bearer' };
    }
    if (!readSessionCookie(request, this.settings)) return anonymous(request);
    const user = await authenticateWith<CookieUser>(this.passport, 'cookie', request, reply);
    if (!user) {
      clearSessionCookie(reply, this.settings);
      return anonymous(request);
    }
    if (user.moved) setSessionCookie(reply, this.settings, user.moved.secret, user.moved.maxAgeSeconds);
    return { actor: user.actor, credential: 'cookie' };
  }

  private async byCookie(request: FastifyRequest): Promise<CookieUser | null> {
    const secret = readSessionCookie(request, this.settings);
    return secret ? this.sessions.recognise(secret) : null;
  }
}

function anonymous(request: FastifyRequest): { actor: Actor; credential: 'none' } {
  return { actor: { kind: 'anonymous', language: request.language }, credential: 'none' };
}

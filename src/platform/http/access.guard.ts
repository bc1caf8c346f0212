import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { AppError } from '../../shared/errors.js';
import { Authenticator } from './authenticator.js';
import { hasValidCsrfToken } from './csrf.js';
import { GeneralBound } from './general-bound.js';
import { HTTP_ERRORS } from './http.errors.js';
import { PERMISSION, type PermissionName, RATE_LIMIT, type RateLimitRule, WITHOUT_CSRF } from './permission.js';
import { RateLimiter } from './rate-limiter.js';
import { isApiRequest } from './request.js';
import { isSecureSite } from './secure-site.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOOPBACK_NAME = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** The one guard: who is it, may they call this route, was it a form of ours, how often. Deny by default. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly rateLimiter: RateLimiter,
    private readonly generalBound: GeneralBound,
    private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const read = <T>(key: string): T | undefined => this.reflector.getAllAndOverride<T>(key, [context.getHandler(), context.getClass()]);

    const { actor, credential } = await this.authenticator.authenticate(request, reply);
    request.actor = actor;
    request.credential = credential;

    const rule = read<RateLimitRule>(RATE_LIMIT);
    const route = `${context.getClass().name}.${context.getHandler().name}`;
    const caller = rule?.by !== 'address' && actor.kind === 'person' ? actor.personId : request.ip;
    if (rule) await this.rateLimiter.consume(rule, route, caller);
    else this.generalBound.consume(route, caller);
    this.assertPermitted(read<PermissionName>(PERMISSION), request);
    if (!SAFE_METHODS.has(request.method) && !read<boolean>(WITHOUT_CSRF)) this.assertOwnForm(request);
    return true;
  }

  private assertPermitted(permission: PermissionName | undefined, request: FastifyRequest): void {
    const { actor } = request;
    if (permission === 'public') return;
    if (permission === 'loopback') {
      if (isFromThisMachine(request)) return;
      throw new AppError(HTTP_ERRORS.notFound);
    }
    if (actor.kind !== 'person') throw new AppError(HTTP_ERRORS.unauthenticated);
    if (permission === 'account') return;
    if (permission === 'officer' && actor.office) return;
    if (permission === 'administrator' && actor.office?.roles.includes('administrator')) return;
    throw new AppError(HTTP_ERRORS.forbidden);
  }

  /** A bearer token is never sent by a browser on its own; everything else that changes something needs our form's token. */
  private assertOwnForm(request: FastifyRequest): void {
    if (request.credential === 'bearer') return;
    // Without a cookie there is nothing a foreign page could misuse in the machine interface.
    if (isApiRequest(request.url) && request.credential === 'none') return;
    if (!hasValidCsrfToken(request, this.settings.secretKey, isSecureSite(this.settings))) throw new AppError(HTTP_ERRORS.csrf);
  }
}

/**
 * By the socket's address: a header could say anything. Headers only take away: what a proxy of this machine forwards
 * came from elsewhere, and a name that is not this machine's own is another site's that points here (DNS rebinding).
 */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = FORWARDING.some((name) => headers[name] !== undefined);
  return LOOPBACK.test(socket.remoteAddress ?? '') && LOOPBACK_NAME.test(headers.host ?? '') && !isForwarded;
}

import '@fastify/cookie';
import { createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { csrfToken } from '../platform/http/csrf.js';
import { isSecureSite } from '../platform/http/secure-site.js';
import { Clock } from '../shared/clock.js';
import { splitAddress } from './address.js';
import { decodeNotice, NOTICE_COOKIE } from './notice.js';
import type { PageContext, Theme } from './page-context.js';

export const THEME_COOKIE = 'theme';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the PageInterceptor on every route of the portal. */
    pageContext?: PageContext;
  }
}

/** Makes the context of a page from its request. */
@Injectable()
export class PageContexts {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the browser its CSRF cookie when it has none. Works before any guard ran, for pages of refusals too. */
  of(request: FastifyRequest, reply: FastifyReply): PageContext {
    const { path, search } = splitAddress(request.url);
    const { secretKey, publicUrl } = this.settings;
    return {
      language: request.language,
      path,
      search,
      publicUrl,
      actor: request.actor,
      csrf: csrfToken(request, reply, secretKey, isSecureSite(this.settings)),
      theme: themeOf(request.cookies[THEME_COOKIE]),
      notice: decodeNotice(request.cookies[NOTICE_COOKIE]),
      now: this.clock.now(),
    };
  }
}

export function themeOf(value: unknown): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** The context of the page that is asked for: `show(@CurrentPage() ctx: PageContext)`. */
export const CurrentPage = createParamDecorator((_: unknown, context: ExecutionContext): PageContext => {
  const { pageContext } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!pageContext) throw new Error('No page context: is the PageInterceptor registered?');
  return pageContext;
});

import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Settings } from '../config/settings.js';
import { maskTokens } from '../platform/http/csrf.js';
import { entityTag, isKnown } from '../platform/http/entity-tag.js';
import { isApiRequest } from '../platform/http/request.js';
import { LANGUAGE_COOKIE, languageInPath, requestLanguage } from '../platform/http/request-language.js';
import { encodeNotice, NOTICE_COOKIE } from './notice.js';
import { PageContexts } from './page-contexts.js';
import { HtmlPage, render, renderFragment, SeeOther } from './render.js';

/** A notice that nobody came to read is of no use later. */
const NOTICE_SECONDS = 120;
const YEAR_SECONDS = 365 * 24 * 3600;

/** Gives page handlers their context, and writes what they return: a page, a fragment or a way on. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly contexts: PageContexts,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (isApiRequest(request.url)) return next.handle();
    request.pageContext = this.contexts.of(request, reply);
    return next.handle().pipe(map((result: unknown) => this.write(result, request, reply)));
  }

  private write(result: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
    if (result instanceof SeeOther) {
      if (result.notice) {
        reply.setCookie(NOTICE_COOKIE, encodeNotice(result.notice), { path: '/', httpOnly: true, sameSite: 'lax', maxAge: NOTICE_SECONDS });
      }
      // A script that sends a form cannot see a 303: it would follow it and read the notice away. It is told where to go instead.
      const isScripted = request.headers['x-sent-by'] === 'script';
      reply.status(isScripted ? 204 : 303).header('location', asciiAddress(result.location));
      return '';
    }
    if (!(result instanceof HtmlPage)) return result;
    reply.status(result.status).type('text/html; charset=utf-8');
    // Pages hold the reader's own token and state: no cache may share them, and the back button shows them afresh.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-cache');
    if (result.isFragment) return this.masked(renderFragment(result.view), request);
    if (request.pageContext?.notice) reply.clearCookie(NOTICE_COOKIE, { path: '/' });
    this.rememberLanguage(request, reply);
    return unlessKnown(this.masked(render(result.view), request), request, reply);
  }

  private masked(html: string, { pageContext }: FastifyRequest): string {
    return pageContext ? maskTokens(html, pageContext.csrf, this.settings.secretKey) : html;
  }

  /** Who reads in another language than `/` would lead to has chosen: from now on it leads there. */
  private rememberLanguage(request: FastifyRequest, reply: FastifyReply): void {
    const { headers, cookies } = request;
    const chosen = languageInPath(request.url);
    if (chosen === null || chosen === requestLanguage({ url: '/', headers, cookies }, this.settings.defaultLanguage)) return;
    reply.setCookie(LANGUAGE_COOKIE, chosen, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS });
  }
}

/** A page that the browser has already is not sent again. */
function unlessKnown(html: string, request: FastifyRequest, reply: FastifyReply): string {
  if (request.method !== 'GET' || reply.statusCode !== 200) return html;
  const etag = `W/${entityTag(html)}`;
  reply.header('etag', etag);
  if (!isKnown(request.headers['if-none-match'], etag)) return html;
  reply.status(304).removeHeader('content-type');
  return '';
}

/** A header carries no Chinese: what an address has of it is escaped, what is escaped already stays. */
function asciiAddress(address: string): string {
  return address.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

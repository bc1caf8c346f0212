import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { hasValidCsrfToken, maskTokens } from '../platform/http/csrf.js';
import { HTTP_ERRORS } from '../platform/http/http.errors.js';
import { isSecureSite } from '../platform/http/secure-site.js';
import { href } from './address.js';
import { ErrorPage } from './error-page.js';
import { PageContexts } from './page-contexts.js';
import { render } from './render.js';
import { unsentFields } from './unsent.js';

/** What a page of a refusal needs of its problem document. */
interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string;
}

/** Writes refusals as pages. Asks no database: it has to work when that is what failed. */
@Injectable()
export class ErrorPages {
  constructor(
    private readonly contexts: PageContexts,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** The HTML; the caller sets status and type. What was typed comes back with a fault of ours, so that nothing is lost. */
  html(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): string {
    const ctx = request.pageContext ?? this.contexts.of(request, reply);
    const fields = this.mayBeSentAgain(request, refusal) ? unsentFields(request.body) : undefined;
    const unsent = fields && { action: href(ctx, ctx.path) + ctx.search, fields };
    const html = render(
      <ErrorPage ctx={{ ...ctx, notice: null }} status={refusal.status} message={refusal.title} requestId={refusal.requestId} {...(unsent && { unsent })} />,
    );
    return maskTokens(html, ctx.csrf, this.settings.secretKey);
  }

  /**
   * Was it a form of ours that failed for no fault of its sender's? A foreign page's must never come back with a button that sends it: our
   * token says so, or, where it is too old, the browser's word that the form stood on this site.
   */
  private mayBeSentAgain(request: FastifyRequest, { status, code }: Refusal): boolean {
    if (request.method !== 'POST') return false;
    if (code === HTTP_ERRORS.csrf.code) return request.headers['sec-fetch-site'] === 'same-origin';
    return (status === 401 || status >= 500) && hasValidCsrfToken(request, this.settings.secretKey, isSecureSite(this.settings));
  }
}

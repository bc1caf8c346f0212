import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { maskTokens } from '../platform/http/csrf.js';
import { ErrorPage } from './error-page.js';
import { PageContexts } from './page-contexts.js';
import { render } from './render.js';

/** What a page of a refusal needs of its problem document. */
interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly requestId: string;
}

/** More than this is not sent back in hidden fields. */
const MOST_KEPT = 40_000;
const SECRET = /password|secret|token|^_csrf$/i;

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
    const sent = refusal.status >= 500 && request.method === 'POST' ? sentAgain(request.body) : undefined;
    const html = render(
      <ErrorPage ctx={{ ...ctx, notice: null }} status={refusal.status} message={refusal.title} requestId={refusal.requestId} {...(sent && { sent })} />,
    );
    return maskTokens(html, ctx.csrf, this.settings.secretKey);
  }
}

/** The fields of a form that can be offered again; undefined when there are none, too much, or a secret among them. */
export function sentAgain(body: unknown): Record<string, string | string[]> | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const kept: Record<string, string | string[]> = {};
  let size = 0;
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf') continue;
    if (SECRET.test(name)) return undefined;
    const values = [value].flat();
    if (!values.every((v): v is string => typeof v === 'string')) return undefined;
    size += values.join('').length;
    kept[name] = Array.isArray(value) ? values : (values[0] ?? '');
  }
  return size > 0 && size <= MOST_KEPT ? kept : undefined;
}

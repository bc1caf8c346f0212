import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter, tellWhenToRetry } from '../platform/http/problem.filter.js';
import { problemOf } from '../platform/http/problem.js';
import { isApiRequest } from '../platform/http/request.js';
import type { AppError } from '../shared/errors.js';
import { href, splitAddress } from './address.js';
import { ErrorPages } from './error-pages.js';

/** Answers refusals of pages as pages, and leaves those of the machine interface to the platform. */
@Catch()
export class PageFilter extends ProblemFilter {
  constructor(private readonly errorPages: ErrorPages) {
    super();
  }

  protected override answer(refusal: AppError | null, request: FastifyRequest, reply: FastifyReply): void {
    if (isApiRequest(request.url)) {
      super.answer(refusal, request, reply);
      return;
    }
    if (reply.sent) return;
    const problem = problemOf(refusal, request.language, request.id);
    if (problem.status === 401 && request.method === 'GET') {
      reply.status(303).header('location', loginAddress(request)).send();
      return;
    }
    tellWhenToRetry(refusal, problem.status, reply);
    reply.status(problem.status).type('text/html; charset=utf-8').header('cache-control', 'no-store');
    reply.send(this.errorPages.html(request, reply, problem));
  }
}

/** The log-in that comes back to the page that was asked for. */
function loginAddress(request: FastifyRequest): string {
  const { language } = splitAddress(request.url);
  return `${href({ language: language ?? request.language }, '/login')}?next=${encodeURIComponent(request.url)}`;
}

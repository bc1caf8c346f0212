import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../../shared/errors.js';
import { asRefusal, problemOf } from './problem.js';

/** Answers what was refused, and what went wrong, as a problem document. The portal's own filter does so for pages. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    this.answer(this.refusalOf(error, request), request, reply);
  }

  /** The refusal that an error stands for; null for a fault of ours, which is logged with its stack here and nowhere else. */
  protected refusalOf(error: unknown, request: FastifyRequest): AppError | null {
    const refusal = asRefusal(error);
    if (!refusal) this.logger.error(`${request.method} ${request.url.split('?')[0]} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return refusal;
  }

  protected answer(refusal: AppError | null, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent) return;
    const problem = problemOf(refusal, request.language, request.id);
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    tellWhenToRetry(refusal, problem.status, reply);
    reply.status(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
}

/** `Retry-After` for what time alone mends: a limit that was reached, a database that is away. */
export function tellWhenToRetry(refusal: AppError | null, status: number, reply: FastifyReply): void {
  const seconds = refusal?.params['seconds'];
  if (status === 429 && seconds !== undefined) reply.header('retry-after', String(seconds));
  if (status === 503) reply.header('retry-after', '5');
}

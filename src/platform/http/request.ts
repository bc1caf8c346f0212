import '@fastify/cookie';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor.js';
import type { Language } from '../../shared/language.js';

declare module 'fastify' {
  interface FastifyRequest {
    language: Language;
    /** Set by the guard before any handler runs; anonymous until then. */
    actor: Actor;
    /** How the actor was recognised. Only what a browser sends by itself needs a CSRF token. */
    credential: 'none' | 'cookie' | 'bearer';
  }
}

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return context.switchToHttp().getRequest<FastifyRequest>().actor;
});

export const CurrentLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Language => {
  return context.switchToHttp().getRequest<FastifyRequest>().language;
});

/** Is the request one to the machine interface (answers JSON), as opposed to a page? */
export function isApiRequest(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/health/');
}

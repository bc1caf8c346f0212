import type { FastifyRequest } from 'fastify';
import type { Settings } from '../../config/settings.js';
import { readSessionCookie } from './session-cookie.js';

/** The secret that a request was recognised by: its bearer token or the value of its cookie. */
export function ownSecret(request: FastifyRequest, settings: Settings): string | undefined {
  if (request.credential === 'bearer') return request.headers.authorization?.slice('Bearer '.length).trim();
  return request.credential === 'cookie' ? readSessionCookie(request, settings) : undefined;
}

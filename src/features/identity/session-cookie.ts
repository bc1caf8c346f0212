import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../../config/settings.js';
import { isSecureSite } from '../../platform/http/secure-site.js';

/** With https the browser itself guards the name: such a cookie cannot be set from a neighbouring host or without https. */
function cookieName(settings: Settings): string {
  return isSecureSite(settings) ? '__Host-sid' : 'sid';
}

export function readSessionCookie(request: FastifyRequest, settings: Settings): string | undefined {
  return request.cookies[cookieName(settings)] || undefined;
}

export function setSessionCookie(reply: FastifyReply, settings: Settings, secret: string, maxAgeSeconds: number): void {
  void reply.setCookie(cookieName(settings), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecureSite(settings),
    maxAge: maxAgeSeconds,
  });
}

export function clearSessionCookie(reply: FastifyReply, settings: Settings): void {
  void reply.clearCookie(cookieName(settings), { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecureSite(settings) });
}

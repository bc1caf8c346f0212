import '@fastify/cookie';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Signed double submit: a random value in an httpOnly cookie, and its HMAC in every form. Another site can neither read
 * the form nor compute the HMAC; there is nothing to store.
 */
const CSRF_FIELD = '_csrf';
const CSRF_HEADER = 'x-csrf-token';

function csrfCookieName(isSecure: boolean): string {
  return isSecure ? '__Host-csrf' : 'csrf';
}

/** The token for this browser's forms; gives the browser its cookie when it has none. */
export function csrfToken(request: FastifyRequest, reply: FastifyReply, secretKey: string, isSecure: boolean): string {
  const name = csrfCookieName(isSecure);
  let value = request.cookies[name];
  if (!value || !/^[\w-]{32}$/.test(value)) {
    value = randomBytes(24).toString('base64url');
    request.cookies[name] = value;
    reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure });
  }
  return sign(value, secretKey);
}

/** Was the request sent by a form of ours? The token comes as a field, in the address (uploads), or in a header. */
export function hasValidCsrfToken(request: FastifyRequest, secretKey: string, isSecure: boolean): boolean {
  const value = request.cookies[csrfCookieName(isSecure)];
  const sent =
    request.headers[CSRF_HEADER] ??
    (request.body as Record<string, unknown> | null | undefined)?.[CSRF_FIELD] ??
    (request.query as Record<string, unknown> | undefined)?.[CSRF_FIELD];
  if (!value || typeof sent !== 'string') return false;
  const expected = Buffer.from(sign(value, secretKey));
  const given = Buffer.from(sent);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function sign(value: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(`csrf:${value}`).digest('base64url');
}

import '@fastify/cookie';
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
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

/** The token for this browser's forms; gives the browser its cookie when it has none. A page carries it masked (`maskTokens`). */
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
  const expected = Buffer.from(sign(value, secretKey), 'base64url');
  const given = unmasked(sent);
  return given !== null && timingSafeEqual(given, expected);
}

const NONCE_BYTES = 12;
const TOKEN_BYTES = 32;

/**
 * A page with its tokens masked anew for each content, so that nobody can guess a token from how well the page is compressed beside words
 * that he put into its address (BREACH). The same page stays the same, so its ETag holds.
 */
export function maskTokens(html: string, token: string, secretKey: string): string {
  const nonce = createHmac('sha256', secretKey).update(`csrf-mask:${html}`).digest().subarray(0, NONCE_BYTES);
  return html.replaceAll(token, `${nonce.toString('base64url')}.${xor(Buffer.from(token, 'base64url'), maskOf(nonce)).toString('base64url')}`);
}

/** Null when it is no masked token. */
function unmasked(sent: string): Buffer | null {
  const [nonce, masked] = sent.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (nonce?.length !== NONCE_BYTES || masked?.length !== TOKEN_BYTES) return null;
  return xor(masked, maskOf(nonce));
}

const maskOf = (nonce: Buffer): Buffer => createHash('sha256').update(nonce).digest();
const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, i) => byte ^ b[i]!));

function sign(value: string, secretKey: string): string {
  return createHmac('sha256', secretKey).update(`csrf:${value}`).digest('base64url');
}

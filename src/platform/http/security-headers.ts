import type { FastifyInstance } from 'fastify';
import { isApiRequest } from './request.js';

/** No script, style or frame that is not ours, from the first page on. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sets the headers that every answer carries, before any handler: one may set its own (a mail shown in a sandbox), a stream has no later moment. */
export function addSecurityHeaders(app: FastifyInstance, isSecure: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const headers: Record<string, string> = {
      'content-security-policy': isApiRequest(request.url) ? "default-src 'none'; frame-ancestors 'none'" : CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'x-request-id': request.id,
      ...(isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    };
    reply.headers(headers);
  });
}

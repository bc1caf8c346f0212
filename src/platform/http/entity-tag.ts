import { createHash } from 'node:crypto';

/** The entity tag of what is sent, with its quotes: the same text has the same. */
export function entityTag(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/**
 * Does a browser's `If-None-Match` name this entity tag? Compared weakly, as for every GET (RFC 9110, 13.1.2).
 *
 * @param etag with its quotes, and its `W/` where it is weak
 */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = etag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === opaque);
}

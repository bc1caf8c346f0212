import { createHash, randomBytes } from 'node:crypto';

/** A value that nobody guesses: 256 bits in base64url, 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of it. Fast and without salt is enough here: there is nothing to guess in 256 random bits. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { HOUR_MS } from '../../shared/durations.js';
import { passwordProblem } from './password.policy.js';
import { Passwords } from './passwords.js';

/** A password that was typed into a form which had to be shown again: its hash, and never the password. */
export interface KeptPassword {
  readonly hash: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const GOOD_FOR_MS = 2 * HOUR_MS;

/**
 * Keeps a typed password between two showings of one form, so that nobody has to type it again because of another field.
 * The form carries its hash, encrypted; nothing is stored here, and what the page carries is of no use without the server's key.
 */
@Injectable()
export class PasswordKeeperService {
  private readonly key: Buffer;

  constructor(
    settings: Settings,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', settings.secretKey, '', 'kept-password', 32));
  }

  /** For the form's hidden field; null for a password that would not be taken anyway. */
  async keep(password: string, email: string): Promise<string | null> {
    if (!password.isWellFormed() || passwordProblem(password, { email })) return null;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce);
    const text = JSON.stringify({ hash: await this.passwords.hash(password), until: this.clock.now().getTime() + GOOD_FOR_MS });
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }

  /** What the hidden field brought back; null when it is not ours or too old. */
  open(kept: string): KeptPassword | null {
    const bytes = Buffer.from(kept, 'base64url');
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return null;
    try {
      const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
      const { hash, until } = JSON.parse(text) as { hash: string; until: number };
      return until > this.clock.now().getTime() ? { hash } : null;
    } catch {
      return null;
    }
  }
}

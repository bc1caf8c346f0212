import { Injectable } from '@nestjs/common';
import { hash, type Options, verify } from '@node-rs/argon2';
import { normalisePassword } from './password.policy.js';
import { newSecret } from './secret-token.js';

/** OWASP's choice for Argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane; about 70 ms. */
const ARGON2ID: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and checks passwords. */
@Injectable()
export class Passwords {
  /** Checked in place of an account's hash where there is none, so that both cases take the same time. */
  private readonly decoy = hash(newSecret(), ARGON2ID);

  hash(password: string): Promise<string> {
    return hash(normalisePassword(password), ARGON2ID);
  }

  /** False for a null hash too, and no sooner. */
  async isRight(password: string, passwordHash: string | null): Promise<boolean> {
    const isRight = await verify(passwordHash ?? (await this.decoy), normalisePassword(password));
    return isRight && passwordHash !== null;
  }
}

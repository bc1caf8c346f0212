import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { ActorQueries } from './actors.queries.js';
import { ApiToken } from './api-token.entity.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { hashSecret, newSecret } from './secret-token.js';

/** So that a token that lies about somewhere is recognised as one of ours. */
const PREFIX = 'dk_';
/** How long a token is good that a program got by signing in with a password. */
const SIGN_IN_DAYS = 1;
const NOTE_USE_EVERY_MS = 10 * 60_000;
const MAX_TOKENS = 50;

/** Said once, when the token is made. */
export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

export interface ApiTokenView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date;
}

/** Bearer tokens: how programs act for a person. */
@Injectable()
export class ApiTokensService {
  constructor(
    private readonly database: Database,
    private readonly actors: ActorQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError conflict when the person has too many already */
  async create(actor: PersonActor, name: string, days: number): Promise<IssuedToken> {
    if ((await this.list(actor)).length >= MAX_TOKENS) throw new AppError(IDENTITY_ERRORS.tooManyTokens, { n: MAX_TOKENS });
    return this.issue(actor.personId, name, days);
  }

  /** For a program that has just proved its person's password. */
  issueForSignIn(personId: string, name: string): Promise<IssuedToken> {
    return this.issue(personId, name, SIGN_IN_DAYS);
  }

  /** Who acts by a token; null for one that is wrong or has ended. */
  async recognise(token: string): Promise<PersonActor | null> {
    const found = token.startsWith(PREFIX) ? await this.actors.byApiToken(hashSecret(token)) : null;
    if (!found) return null;
    const now = this.clock.now();
    if (found.seenAt === null || now.getTime() - found.seenAt.getTime() >= NOTE_USE_EVERY_MS)
      await this.database.manager.update(ApiToken, found.credentialId, { lastUsedAt: now });
    return found.actor;
  }

  /** The person's tokens in force, newest first. */
  list(actor: PersonActor): Promise<ApiTokenView[]> {
    return this.database.query<ApiTokenView>(
      `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", expires_at as "expiresAt"
       from api_token where person_id = $1 and revoked_at is null and expires_at > $2 order by created_at desc, id desc limit 100`,
      [actor.personId, this.clock.now()],
    );
  }

  /** Ends the token that a program signed in with; nothing happens when it has ended already. */
  async end(token: string): Promise<void> {
    await this.database.query('update api_token set revoked_at = $2 where token_hash = $1 and revoked_at is null', [hashSecret(token), this.clock.now()]);
  }

  /** @throws AppError not-found for a token of somebody else or one that has ended */
  async revoke(actor: PersonActor, tokenId: string): Promise<void> {
    const { affected } = await this.database.manager
      .createQueryBuilder()
      .update(ApiToken)
      .set({ revokedAt: this.clock.now() })
      .where('id = :tokenId and person_id = :personId and revoked_at is null', { tokenId, personId: actor.personId })
      .execute();
    if (!affected) throw new AppError(IDENTITY_ERRORS.noSuchToken);
  }

  /** Ends a person's tokens, but for one that may go on: whoever had the password may have made some. */
  async revokeAll(manager: EntityManager, personId: string, exceptToken?: string): Promise<void> {
    await manager.query('update api_token set revoked_at = $3 where person_id = $1 and token_hash <> $2 and revoked_at is null', [
      personId,
      exceptToken ? hashSecret(exceptToken) : '',
      this.clock.now(),
    ]);
  }

  private async issue(personId: string, name: string, days: number): Promise<IssuedToken> {
    const token = PREFIX + newSecret();
    const now = this.clock.now();
    const id = newId();
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    await this.database.manager.insert(ApiToken, {
      id,
      personId,
      name,
      tokenHash: hashSecret(token),
      createdAt: now,
      lastUsedAt: null,
      expiresAt,
      revokedAt: null,
    });
    return { id, token, expiresAt };
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { ActorQueries } from './actors.queries.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { hashSecret, newSecret } from './secret-token.js';
import { Session } from './session.entity.js';

/** A browser that is not used for this long has to sign in again. */
const IDLE_MS = 14 * DAY_MS;
/** And every browser does after this long. */
const LIFE_MS = 90 * DAY_MS;
/** Use is noted this often at most, so that reading pages does not write a row each time. */
const NOTE_USE_EVERY_MS = 10 * 60_000;

/** A session that was begun or moved on: what the cookie says and how long it is good. */
export interface SessionCookie {
  readonly secret: string;
  readonly maxAgeSeconds: number;
}

export interface SessionView {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string;
  /** The one that asks. */
  readonly isCurrent: boolean;
}

/** Browsers that are signed in. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly actors: ActorQueries,
    private readonly clock: Clock,
  ) {}

  /** Always a new value, whatever the browser sent before: nobody can plant a session that somebody else then signs in to. */
  async begin(personId: string, userAgent: string | undefined): Promise<SessionCookie> {
    const secret = newSecret();
    const now = this.clock.now();
    await this.database.manager.insert(Session, {
      id: newId(),
      tokenHash: hashSecret(secret),
      personId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + IDLE_MS),
      revokedAt: null,
      userAgent: cleanUserAgent(userAgent),
    });
    return { secret, maxAgeSeconds: IDLE_MS / 1000 };
  }

  /** Who the cookie stands for; with a cookie to set again when the session has moved on. Null: nobody. */
  async recognise(secret: string): Promise<{ actor: PersonActor; moved: SessionCookie | null } | null> {
    const found = await this.actors.bySession(hashSecret(secret));
    if (!found) return null;
    const { actor, credentialId, seenAt, createdAt } = found;
    const now = this.clock.now().getTime();
    if (seenAt !== null && now - seenAt.getTime() < NOTE_USE_EVERY_MS) return { actor, moved: null };
    const expiresAt = new Date(Math.min(now + IDLE_MS, createdAt.getTime() + LIFE_MS));
    await this.database.manager.update(Session, credentialId, { lastSeenAt: new Date(now), expiresAt });
    return { actor, moved: { secret, maxAgeSeconds: Math.max(1, Math.round((expiresAt.getTime() - now) / 1000)) } };
  }

  /** The person's browsers that are signed in, last used first. */
  async list(actor: PersonActor, currentSecret: string | undefined): Promise<SessionView[]> {
    const rows = await this.database.query<SessionView>(
      `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", user_agent as "userAgent", token_hash = $2 as "isCurrent"
       from session where person_id = $1 and revoked_at is null and expires_at > $3 order by last_seen_at desc, id limit 100`,
      [actor.personId, currentSecret ? hashSecret(currentSecret) : '', this.clock.now()],
    );
    return rows;
  }

  /** @throws AppError not-found for a session of somebody else or one that has ended */
  async revoke(actor: PersonActor, sessionId: string): Promise<void> {
    const { affected } = await this.database.manager
      .createQueryBuilder()
      .update(Session)
      .set({ revokedAt: this.clock.now() })
      .where('id = :sessionId and person_id = :personId and revoked_at is null', { sessionId, personId: actor.personId })
      .execute();
    if (!affected) throw new AppError(IDENTITY_ERRORS.noSuchSession);
  }

  /** Ends the session of a cookie; nothing happens when it has ended already. */
  async end(secret: string): Promise<void> {
    await this.database.query('update session set revoked_at = $2 where token_hash = $1 and revoked_at is null', [hashSecret(secret), this.clock.now()]);
  }

  /** Ends a person's sessions, but for one that may go on. */
  async endAll(manager: EntityManager, personId: string, exceptSecret?: string): Promise<void> {
    await manager.query('update session set revoked_at = $3 where person_id = $1 and token_hash <> $2 and revoked_at is null', [
      personId,
      exceptSecret ? hashSecret(exceptSecret) : '',
      this.clock.now(),
    ]);
  }
}

function cleanUserAgent(userAgent: string | undefined): string {
  return (userAgent ?? '').replaceAll('\0', '').toWellFormed().slice(0, 300).toWellFormed();
}

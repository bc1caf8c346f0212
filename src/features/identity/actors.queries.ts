import { Injectable } from '@nestjs/common';
import type { Membership, Office, PersonActor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import type { Language } from '../../shared/language.js';
import { Database } from '../../platform/database/database.js';
import { AppError } from '../../shared/errors.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { MembershipSource } from './memberships.queries.js';

/** Who acts by a credential, and the credential as it was found. */
export interface Recognised {
  readonly actor: PersonActor;
  readonly credentialId: string;
  /** When the credential was last seen in use; null for never. */
  readonly seenAt: Date | null;
  readonly createdAt: Date;
}

interface ActorRow {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly memberships: Membership[];
  readonly office: Office | null;
  readonly credentialId: string;
  readonly seenAt: Date | null;
  readonly createdAt: Date;
}

/** Reads who acts: the person, all seats and the office, in one query. */
@Injectable()
export class ActorQueries {
  constructor(
    private readonly database: Database,
    private readonly memberships: MembershipSource,
    private readonly clock: Clock,
  ) {}

  /** The actor behind a session in force, or null. */
  bySession(tokenHash: string): Promise<Recognised | null> {
    return this.find('session', 'last_seen_at', tokenHash);
  }

  /** The actor behind an API token in force, or null. */
  byApiToken(tokenHash: string): Promise<Recognised | null> {
    return this.find('api_token', 'last_used_at', tokenHash);
  }

  /** The actor that a person is, for work in their name outside of a request; null when the account is closed. */
  async byPersonId(personId: string): Promise<PersonActor | null> {
    const [row] = await this.database.query<ActorRow>(`select ${this.columns()} from ${PERSON_AND_OFFICE} where person.id = $1 and person.disabled_at is null`, [personId]);
    return row ? actorOf(row) : null;
  }

  /** The same, for a mailed link. @throws AppError account.not-found when the account is closed */
  async require(personId: string): Promise<PersonActor> {
    const actor = await this.byPersonId(personId);
    if (!actor) throw new AppError(IDENTITY_ERRORS.noSuchAccount);
    return actor;
  }

  private async find(table: 'session' | 'api_token', seenAt: string, tokenHash: string): Promise<Recognised | null> {
    const [row] = await this.database.query<ActorRow>(
      `select ${this.columns()}, credential.id as "credentialId", credential.${seenAt} as "seenAt", credential.created_at as "createdAt"
       from ${PERSON_AND_OFFICE} join ${table} credential on credential.person_id = person.id
       where credential.token_hash = $1 and credential.revoked_at is null and credential.expires_at > $2 and person.disabled_at is null`,
      [tokenHash, this.clock.now()],
    );
    return row ? { actor: actorOf(row), credentialId: row.credentialId, seenAt: row.seenAt, createdAt: row.createdAt } : null;
  }

  private columns(): string {
    return `person.id as "personId", person.name, person.email, person.language, ${this.memberships.membershipsOf('person.id')} as memberships,
      case when officer.id is not null then jsonb_build_object('officerId', officer.id, 'authorityId', authority.id,
        'regionCode', authority.region_code, 'roles', officer.roles) end as office`;
  }
}

const PERSON_AND_OFFICE = `person
  left join officer on officer.person_id = person.id and officer.is_active
  left join authority on authority.id = officer.authority_id`;

function actorOf({ personId, name, email, language, memberships, office }: ActorRow): PersonActor {
  return { kind: 'person', personId, name, email, language, memberships, office };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { OfficerRole } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { newId } from '../../shared/ids.js';
import type { Language, Text } from '../../shared/language.js';
import { normaliseEmail } from './email-address.types.js';
import { Officer } from './officer.entity.js';
import { withIncludedRoles } from './officer.policy.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';

interface NewOfficer {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** Code of the region they are responsible for; null for the secretariat. */
  readonly regionCode: string | null;
  /** What the authority is called when it is not there yet. */
  readonly authorityName: Text;
  readonly roles: readonly OfficerRole[];
  /** Left out for a person who has a password already or sets one by a mailed link. */
  readonly password?: string;
}

/** People who work for an authority. */
@Injectable()
export class OfficersService {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly clock: Clock,
  ) {}

  /** The authority of a region, made when it is not there yet. Returns its id. */
  async ensureAuthority(manager: EntityManager, regionCode: string | null, name: Text): Promise<string> {
    await manager.query(`insert into authority (id, region_code, name_zh, name_en) values ($1, $2, $3, $4) on conflict do nothing`, [
      newId(),
      regionCode,
      name.zh,
      name.en,
    ]);
    const [authority] = await manager.query<[{ id: string }]>(`select id from authority where region_code is not distinct from $1`, [regionCode]);
    return authority.id;
  }

  /**
   * Appoints a person, who gets an account when there is none with the address: confirmed, since whoever appoints vouches
   * for it. One who is an officer already moves to the given authority and roles.
   */
  appoint(officer: NewOfficer, manager?: EntityManager): Promise<{ readonly personId: string; readonly officerId: string }> {
    return this.database.within(manager, async (transaction) => {
      const authorityId = await this.ensureAuthority(transaction, officer.regionCode, officer.authorityName);
      const personId = await this.ensurePerson(transaction, officer);
      const roles = withIncludedRoles(officer.roles);
      const known = await transaction.findOneBy(Officer, { personId });
      const officerId = known?.id ?? newId();
      if (known) await transaction.update(Officer, officerId, { authorityId, roles, isActive: true });
      else await transaction.insert(Officer, { id: officerId, personId, authorityId, roles, isActive: true, createdAt: this.clock.now() });
      return { personId, officerId };
    });
  }

  private async ensurePerson(manager: EntityManager, { email: typed, name, language, password }: NewOfficer): Promise<string> {
    const email = normaliseEmail(typed);
    const now = this.clock.now();
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    const known = await manager.findOneBy(Person, { email });
    if (!known) {
      const person = Person.register({ email, name, phone: null, language, passwordHash }, now);
      person.confirm(now);
      await manager.insert(Person, person);
      return person.id;
    }
    await manager.update(Person, known.id, { name, confirmedAt: known.confirmedAt ?? now, disabledAt: null, ...(passwordHash ? { passwordHash } : {}) });
    return known.id;
  }
}

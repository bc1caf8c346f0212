import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { PersonActor } from '../../shared/actor.js';
import type { Language } from '../../shared/language.js';
import { AccountQueries } from '../identity/accounts.queries.js';
import { IdentityService, type Registration as PersonRegistration } from '../identity/identity.service.js';
import { Enterprise } from './enterprise.entity.js';
import { EnterprisesService, type Registration } from './enterprises.service.js';

export interface SignedUp {
  readonly personId: string;
  readonly enterprise: Enterprise;
}

/** A person and their enterprise at once: both are registered, or neither. */
@Injectable()
export class SignUpService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityService,
    private readonly accounts: AccountQueries,
    private readonly enterprises: EnterprisesService,
  ) {}

  /** It is handed in by itself once the address is confirmed. @throws AppError as `IdentityService.register` and `EnterprisesService.register` */
  async both(person: PersonRegistration & { readonly language: Language }, registration: Registration): Promise<SignedUp> {
    return this.database.transaction(async (manager) => {
      const { id: personId, email, name, language } = await this.identity.register(person, manager);
      const actor: PersonActor = { kind: 'person', language, personId, name, email, memberships: [], office: null };
      return { personId, enterprise: await this.enterprises.register(actor, registration, { whenConfirmed: true }, manager) };
    });
  }

  /** Another enterprise of somebody who is here; handed in at once when their address is confirmed. @throws AppError as above */
  async another(actor: PersonActor, registration: Registration): Promise<SignedUp> {
    const isConfirmed = (await this.accounts.byId(actor.personId))?.isConfirmed ?? false;
    return this.database.transaction(async (manager) => {
      const enterprise = await this.enterprises.register(actor, registration, { whenConfirmed: !isConfirmed }, manager);
      if (!isConfirmed) return { personId: actor.personId, enterprise };
      const owner: PersonActor = { ...actor, memberships: [...actor.memberships, { enterpriseId: enterprise.id, role: 'owner' }] };
      return { personId: actor.personId, enterprise: await this.enterprises.submit(owner, enterprise.id, manager) };
    });
  }
}

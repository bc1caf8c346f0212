import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { Language } from '../../shared/language.js';

/** What other features may know of a person: enough to write to them. */
export interface Account {
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly language: Language;
  readonly isConfirmed: boolean;
  readonly isDisabled: boolean;
}

const COLUMNS = `id as "personId", email, name, phone, language, confirmed_at is not null as "isConfirmed", disabled_at is not null as "isDisabled"`;

/** Reads people. Who may see what of it is for the caller to know. */
@Injectable()
export class AccountQueries {
  constructor(private readonly database: Database) {}

  async byId(personId: string, manager: EntityManager = this.database.manager): Promise<Account | null> {
    const [account] = await manager.query<Account[]>(`select ${COLUMNS} from person where id = $1`, [personId]);
    return account ?? null;
  }

  /** @param email in the stored form, see `normaliseEmail` */
  async byEmail(email: string, manager: EntityManager = this.database.manager): Promise<Account | null> {
    const [account] = await manager.query<Account[]>(`select ${COLUMNS} from person where email = $1`, [email]);
    return account ?? null;
  }
}

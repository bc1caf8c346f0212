import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Actor, editableIdsOf } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { MATCH_ERRORS } from './match.errors.js';

export interface OpenDemandTitle {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export interface OwnOffering {
  readonly id: string;
  readonly title: string;
  readonly enterprise: string;
}

/** What the page 「我能做」 needs. */
@Injectable()
export class VolunteersQueries {
  constructor(private readonly database: Database) {}

  /** @throws AppError not-found for a demand that is not on the market */
  async demand(id: string): Promise<OpenDemandTitle> {
    const [demand] = await this.database.query<OpenDemandTitle>(
      `select l.id, l.code, l.title from listing l join enterprise e on e.id = l.enterprise_id
       where l.id = $1 and l.kind = 'demand' and l.status = 'published' and e.status = 'verified'`,
      [id],
    );
    if (!demand) throw new AppError(MATCH_ERRORS.notFound);
    return demand;
  }

  /** Published offerings of the enterprises for which the actor may act; at most 100, by title. */
  async ownOfferings(actor: Actor): Promise<OwnOffering[]> {
    const mine = editableIdsOf(actor);
    return this.database.query<OwnOffering>(
      `select l.id, l.title, e.name as enterprise from listing l join enterprise e on e.id = l.enterprise_id
       where l.kind = 'offering' and l.status = 'published' and e.status = 'verified' and l.enterprise_id = any($1::uuid[])
       order by l.title, l.id limit 100`,
      [mine],
    );
  }
}

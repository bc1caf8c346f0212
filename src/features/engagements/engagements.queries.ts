import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Actor, enterpriseIdsOf, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { type Language, say } from '../../shared/language.js';
import type { Page, PageRequest } from '../../shared/paging.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import { canSee } from './engagement.policy.js';
import { END_REASON_TEXTS, type EndReason } from './engagement.reasons.js';
import type { EngagementStage } from './engagement.states.js';

/** Whom to call. Leaves the database only for members of the two sides of an engagement. */
export interface Contact {
  readonly enterpriseId: string;
  readonly enterpriseCode: string;
  readonly enterpriseName: string;
  readonly regionCode: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

interface ListingTitle {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export interface EngagementView {
  readonly id: string;
  readonly matchId: string;
  readonly stage: EngagementStage;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
  readonly endNote: string | null;
  /** The enterprise that ended it. */
  readonly endedByEnterpriseId: string | null;
  readonly demand: ListingTitle;
  readonly offering: ListingTitle;
  readonly factory: Contact;
  readonly provider: Contact;
}

export interface EngagementRow {
  readonly id: string;
  readonly stage: EngagementStage;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly demand: ListingTitle;
  readonly offering: ListingTitle;
  /** The enterprise across the table, seen from the reader's side. */
  readonly otherName: string;
  readonly side: 'factory' | 'provider';
}

const CONTACT = (alias: string): string =>
  `jsonb_build_object('enterpriseId', ${alias}.id, 'enterpriseCode', ${alias}.code, 'enterpriseName', ${alias}.name, 'regionCode', ${alias}.region_code,
     'name', ${alias}.contact_name, 'phone', ${alias}.contact_phone, 'email', ${alias}.contact_email)`;
const TITLE = (alias: string): string => `jsonb_build_object('id', ${alias}.id, 'code', ${alias}.code, 'title', ${alias}.title)`;
const JOINS = `
  join listing demand on demand.id = engagement.demand_id
  join listing offering on offering.id = engagement.offering_id
  join enterprise factory on factory.id = engagement.demand_enterprise_id
  join enterprise provider on provider.id = engagement.offering_enterprise_id`;

@Injectable()
export class EngagementsQueries {
  constructor(private readonly database: Database) {}

  /** @throws AppError not-found for everybody who is not a member of one of the two enterprises */
  async one(actor: Actor, engagementId: string): Promise<EngagementView> {
    const view = await this.load('engagement.id = $1', engagementId);
    if (!view || !canSee(actor, { demandEnterpriseId: view.factory.enterpriseId, offeringEnterpriseId: view.provider.enterpriseId })) {
      throw new AppError(ENGAGEMENT_ERRORS.notFound);
    }
    return view;
  }

  /** For the platform's own mails: no actor, the caller has chosen the recipients from the two sides. */
  byId(engagementId: string): Promise<EngagementView | null> {
    return this.load('engagement.id = $1', engagementId);
  }

  /** The engagement of a match, or null while there is none. The caller has checked that the reader is on one side. */
  async idOfMatch(matchId: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>('select id from engagement where match_id = $1', [matchId]);
    return row?.id ?? null;
  }

  /** The engagements of all the actor's enterprises: open ones first, then the latest. */
  async list(actor: Actor, { page, pageSize }: PageRequest): Promise<Page<EngagementRow>> {
    const mine = enterpriseIdsOf(actor);
    const where = 'engagement.demand_enterprise_id = any($1::uuid[]) or engagement.offering_enterprise_id = any($1::uuid[])';
    const rows = await this.database.query<Omit<EngagementRow, 'side' | 'otherName'> & { factoryId: string; factoryName: string; providerName: string; total: number }>(
      `select engagement.id, engagement.stage, engagement.opened_at as "openedAt", engagement.ended_at as "endedAt",
              ${TITLE('demand')} as demand, ${TITLE('offering')} as offering, factory.id as "factoryId", factory.name as "factoryName",
              provider.name as "providerName", count(*) over () as total
       from engagement ${JOINS} where ${where}
       order by engagement.ended_at is not null, engagement.opened_at desc, engagement.id limit $2 offset $3`,
      [mine, pageSize, (page - 1) * pageSize],
    );
    const items = rows.map(({ factoryId, factoryName, providerName, total: _total, ...row }) => {
      const side = roleIn(actor, factoryId) ? ('factory' as const) : ('provider' as const);
      return { ...row, side, otherName: side === 'factory' ? providerName : factoryName };
    });
    return { items, page, pageSize, total: rows[0]?.total ?? 0 };
  }

  /** Why it ended, in words. */
  endReason(reason: EndReason, language: Language): string {
    return say(END_REASON_TEXTS[reason], language);
  }

  private async load(where: string, id: string): Promise<EngagementView | null> {
    const [row] = await this.database.query<EngagementView>(
      `select engagement.id, engagement.match_id as "matchId", engagement.stage, engagement.opened_at as "openedAt",
              engagement.ended_at as "endedAt", engagement.end_reason as "endReason", engagement.end_note as "endNote",
              engagement.ended_by_enterprise_id as "endedByEnterpriseId",
              ${TITLE('demand')} as demand, ${TITLE('offering')} as offering, ${CONTACT('factory')} as factory, ${CONTACT('provider')} as provider
       from engagement ${JOINS} where ${where}`,
      [id],
    );
    return row ?? null;
  }
}

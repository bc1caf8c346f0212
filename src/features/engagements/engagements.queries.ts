import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { type Actor, editableIdsOf, enterpriseIdsOf, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { type Language, say } from '../../shared/language.js';
import type { Page, PageRequest } from '../../shared/paging.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import { canSee } from './engagement.policy.js';
import { END_REASON_TEXTS, type EndReason } from './engagement.reasons.js';
import type { EngagementStage, ReportKind, Side } from './engagements.types.js';

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

/** What one side told, as the page and the interface show it. */
export interface ToldReport {
  readonly id: string;
  readonly side: Side;
  readonly kind: ReportKind;
  readonly isSo: boolean;
  /** CNY; of a signature. */
  readonly amount: number | null;
  /** YYYY-MM-DD; of a signature or an acceptance. */
  readonly day: string | null;
  readonly toldAt: Date;
  /** Does it stand, and wait for the other side or an officer? */
  readonly isOpen: boolean;
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
  /** Confirmed by both sides, or settled. Amounts in CNY. */
  readonly signedAt: Date | null;
  readonly signedAmount: number | null;
  readonly signedOn: string | null;
  readonly acceptedAt: Date | null;
  readonly acceptedOn: string | null;
  readonly disputedAt: Date | null;
  /** When both are asked next how it stands. */
  readonly askAt: Date | null;
  /** Oldest first. */
  readonly reports: readonly ToldReport[];
}

/** A statement of the other side that waits for the reader's answer. */
export interface StatementTask {
  readonly engagementId: string;
  readonly stage: 'signed' | 'accepted';
  readonly amount: number | null;
  readonly day: string;
  readonly otherName: string;
  readonly title: string;
  readonly toldAt: Date;
}

/** What an officer's case about an engagement is opened with. */
export interface DisputedEngagement {
  readonly title: string;
  /** The factory's; its region's authority settles it. */
  readonly enterpriseId: string;
  readonly regionCode: string;
  readonly disputedAt: Date;
}

export interface EngagementRow {
  readonly id: string;
  readonly stage: EngagementStage;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly signedAmount: number | null;
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
const REPORTS = `coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'side', r.side, 'kind', r.kind, 'isSo', r.is_so, 'amount', r.amount, 'day', r.day,
    'toldAt', r.told_at, 'isOpen', r.closed_at is null) order by r.told_at, r.id) from engagement_report r where r.engagement_id = engagement.id), '[]')`;
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
              engagement.signed_amount as "signedAmount", ${TITLE('demand')} as demand, ${TITLE('offering')} as offering, factory.id as "factoryId", factory.name as "factoryName",
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

  /** Statements of the other side that wait for an answer of one of the actor's enterprises, the oldest first. */
  async statementsFor(actor: Actor, most: number): Promise<StatementTask[]> {
    return this.database.query<StatementTask>(
      `select engagement.id as "engagementId", report.kind as stage, report.amount, report.day::text as day, demand.title, report.told_at as "toldAt",
              case report.side when 'factory' then factory.name else provider.name end as "otherName"
       from engagement_report report join engagement on engagement.id = report.engagement_id ${JOINS}
       where report.closed_at is null and report.is_so and engagement.disputed_at is null
         and case report.side when 'factory' then engagement.offering_enterprise_id else engagement.demand_enterprise_id end = any($1::uuid[])
         and not exists (select 1 from engagement_report mine where mine.engagement_id = report.engagement_id and mine.side <> report.side and mine.closed_at is null)
       order by report.told_at, report.id limit $2`,
      [editableIdsOf(actor), most],
    );
  }

  /** In the caller's transaction, locked against change; null when there is nothing to settle. */
  async disputed(manager: EntityManager, engagementId: string): Promise<DisputedEngagement | null> {
    const [row] = await manager.query<DisputedEngagement[]>(
      `select demand.title, factory.id as "enterpriseId", factory.region_code as "regionCode", engagement.disputed_at as "disputedAt"
       from engagement ${JOINS} where engagement.id = $1 and engagement.disputed_at is not null for share of engagement`,
      [engagementId],
    );
    return row ?? null;
  }

  private async load(where: string, id: string): Promise<EngagementView | null> {
    const [row] = await this.database.query<Omit<EngagementView, 'reports'> & { reports: readonly (Omit<ToldReport, 'toldAt'> & { toldAt: string })[] }>(
      `select engagement.id, engagement.match_id as "matchId", engagement.stage, engagement.opened_at as "openedAt",
              engagement.ended_at as "endedAt", engagement.end_reason as "endReason", engagement.end_note as "endNote",
              engagement.ended_by_enterprise_id as "endedByEnterpriseId",
              engagement.signed_at as "signedAt", engagement.signed_amount as "signedAmount", engagement.signed_on::text as "signedOn",
              engagement.accepted_at as "acceptedAt", engagement.accepted_on::text as "acceptedOn", engagement.disputed_at as "disputedAt",
              engagement.ask_at as "askAt", ${REPORTS} as reports,
              ${TITLE('demand')} as demand, ${TITLE('offering')} as offering, ${CONTACT('factory')} as factory, ${CONTACT('provider')} as provider
       from engagement ${JOINS} where ${where}`,
      [id],
    );
    return row ? { ...row, reports: row.reports.map(({ toldAt, ...report }) => ({ ...report, toldAt: new Date(toldAt) })) } : null;
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** How the matches of a demand stand. */
export interface DemandStanding {
  readonly invited: number;
  readonly interested: number;
  readonly engaged: number;
}

/** How an offering was asked. */
export interface OfferingStanding {
  /** Invitations ever, those that were answered, and those that are open. */
  readonly invited: number;
  readonly answered: number;
  readonly open: number;
}

/** Counts beside the reader's own listings. The caller has made sure that they are the reader's. */
@Injectable()
export class WorkspaceQueries {
  constructor(private readonly database: Database) {}

  /** By the demand's id; without a match: missing. */
  async demandStandings(ids: readonly string[]): Promise<ReadonlyMap<string, DemandStanding>> {
    const rows = await this.database.query<DemandStanding & { id: string }>(
      `select demand_id as id, (count(*) filter (where status = 'invited'))::integer as invited,
              (count(*) filter (where status = 'interested'))::integer as interested, (count(*) filter (where status = 'engaged'))::integer as engaged
         from match where demand_id = any($1::uuid[]) and ended_at is null group by demand_id`,
      [ids],
    );
    return new Map(rows.map(({ id, ...standing }) => [id, standing]));
  }

  /** By the offering's id; never invited: missing. */
  async offeringStandings(ids: readonly string[]): Promise<ReadonlyMap<string, OfferingStanding>> {
    const rows = await this.database.query<OfferingStanding & { id: string }>(
      `select offering_id as id, count(*)::integer as invited, (count(*) filter (where answered_at is not null))::integer as answered,
              (count(*) filter (where status = 'invited'))::integer as open
         from match where offering_id = any($1::uuid[]) and invited_at is not null group by offering_id`,
      [ids],
    );
    return new Map(rows.map(({ id, ...standing }) => [id, standing]));
  }
}

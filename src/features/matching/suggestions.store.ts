import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { newId } from '../../shared/ids.js';
import type { Explanation } from './explanation.js';
import { OF_ONE_ENTERPRISE } from './match.rules.js';

/** A pair that the ranking found worth keeping. */
export interface RankedPair {
  readonly demandId: string;
  readonly offeringId: string;
  readonly demandEnterpriseId: string;
  readonly offeringEnterpriseId: string;
  readonly explanation: Explanation;
}

/** A suggestion as it stands. */
export interface StoredSuggestion {
  readonly offeringId: string;
  readonly score: number;
  /** The tables that it was computed with; null where nothing says so. */
  readonly weights: string | null;
}

/** Signs of an id as text. */
const ID_LENGTH = 36;

/**
 * Keeps what a ranking found. A pair that somebody was told of is never touched, whatever its score would be today; one
 * that was withdrawn unanswered becomes a suggestion again.
 */
@Injectable()
export class SuggestionsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes these the suggestions of a demand: others that nobody was told of are dropped. */
  async replaceForDemand(demandId: string, pairs: readonly RankedPair[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.upsert(manager, pairs);
      await manager.query(
        `delete from match where demand_id = $1 and status = 'suggested' and not is_volunteer and not offering_id = any($2::uuid[])`,
        [demandId, pairs.map(({ offeringId }) => offeringId)],
      );
    });
  }

  /** The suggestions of demands, as far as a ranking may replace them, by demand. Those of one come in one row: the night reads millions. */
  async ofDemands(demandIds: readonly string[]): Promise<ReadonlyMap<string, readonly StoredSuggestion[]>> {
    const rows = await this.database.query<{ demandId: string; weights: string | null; pairs: string }>(
      `select demand_id as "demandId", weights, string_agg(offering_id::text || score::text, ' ') as pairs
         from match where demand_id = any($1::uuid[]) and status = 'suggested' and not is_volunteer group by demand_id, weights`,
      [demandIds],
    );
    const byDemand = new Map<string, StoredSuggestion[]>(demandIds.map((id) => [id, []]));
    for (const { demandId, weights, pairs } of rows) {
      const suggestions = byDemand.get(demandId)!;
      for (const pair of pairs.split(' ')) suggestions.push({ offeringId: pair.slice(0, ID_LENGTH), score: Number(pair.slice(ID_LENGTH)), weights });
    }
    return byDemand;
  }

  /** Writes pairs of many demands and drops suggestions that are no longer any, of those which stood there when the ranking began. */
  async replace(pairs: readonly RankedPair[], dropped: readonly { readonly demandId: string; readonly offeringId: string }[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.upsert(manager, pairs);
      await manager.query(
        `delete from match m using unnest($1::uuid[], $2::uuid[]) as gone (demand_id, offering_id)
          where m.demand_id = gone.demand_id and m.offering_id = gone.offering_id and m.status = 'suggested' and not m.is_volunteer`,
        [dropped.map(({ demandId }) => demandId), dropped.map(({ offeringId }) => offeringId)],
      );
    });
  }

  /** Makes these the suggestions of an offering, one for each demand that it fits. */
  async replaceForOffering(offeringId: string, pairs: readonly RankedPair[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.upsert(manager, pairs);
      await manager.query(
        `delete from match where offering_id = $1 and status = 'suggested' and not is_volunteer and not demand_id = any($2::uuid[])`,
        [offeringId, pairs.map(({ demandId }) => demandId)],
      );
      await this.keepBestOfEnterprise(manager, pairs);
    });
  }

  /**
   * Drops an enterprise's suggestions beyond its best ones for a demand: its offerings come one by one, and each looks only at itself. What
   * another ranking is writing right now is left to that one, which keeps the same rule.
   */
  private async keepBestOfEnterprise(manager: EntityManager, pairs: readonly RankedPair[]): Promise<void> {
    const [first] = pairs;
    if (first === undefined) return;
    await manager.query(
      `delete from match where id in (
         select m.id from match m join (
           select id, row_number() over (partition by demand_id order by score desc, id) as place
             from match where demand_id = any($1::uuid[]) and offering_enterprise_id = $2 and status = 'suggested' and not is_volunteer) placed on placed.id = m.id
          where placed.place > ${OF_ONE_ENTERPRISE} and m.status = 'suggested' for update of m skip locked)`,
      [pairs.map(({ demandId }) => demandId), first.offeringEnterpriseId],
    );
  }

  /** One statement, in the order of the ids, so that two rankings at once wait for each other instead of deadlocking. */
  async upsert(manager: EntityManager, pairs: readonly RankedPair[]): Promise<void> {
    if (pairs.length === 0) return;
    const rows = pairs.map(({ explanation, ...pair }) => ({
      ...pair,
      id: newId(),
      score: explanation.total,
      coverage: explanation.factory.coverage,
      explanation,
      explanationVersion: explanation.version,
      weights: explanation.basis.weights,
    }));
    await manager.query(
      `insert into match (id, demand_id, offering_id, demand_enterprise_id, offering_enterprise_id, status, score, coverage,
         explanation, explanation_version, weights, created_at, updated_at, version)
       select id, "demandId", "offeringId", "demandEnterpriseId", "offeringEnterpriseId", 'suggested', score, coverage,
         explanation, "explanationVersion", weights, $2, $2, 1
       from jsonb_to_recordset($1::jsonb) as pair (id uuid, "demandId" uuid, "offeringId" uuid, "demandEnterpriseId" uuid,
         "offeringEnterpriseId" uuid, score double precision, coverage double precision, explanation jsonb, "explanationVersion" int, weights text)
       order by "demandId", "offeringId"
       on conflict on constraint uq_match_pair do update set
         status = 'suggested', score = excluded.score, coverage = excluded.coverage, explanation = excluded.explanation,
         explanation_version = excluded.explanation_version, weights = excluded.weights, updated_at = excluded.updated_at, version = match.version + 1,
         is_exploring = false, is_volunteer = match.is_volunteer and match.status = 'suggested',
         answered_by = case when match.status = 'suggested' then match.answered_by end,
         answered_at = case when match.status = 'suggested' then match.answered_at end,
         message = case when match.status = 'suggested' then match.message end,
         invited_at = null, answer_due_at = null, interested_at = null, reply_due_at = null, remind_at = null, reminders = 0,
         reason = null, ended_at = null, passed_to = '{}'
       where match.status in ('suggested', 'withdrawn')`,
      [JSON.stringify(rows), this.clock.now()],
    );
  }
}

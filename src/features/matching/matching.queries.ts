import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type Actor, enterpriseIdsOf, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import type { Page, PageRequest } from '../../shared/paging.js';
import { readExplanation } from './explanation.js';
import { SELECT_MATCH } from './match-record.sql.js';
import { MATCH_ERRORS } from './match.errors.js';
import { isVisibleTo, sideOf } from './match.policy.js';
import { holdsSeat, type MatchStatus, SEATED } from './match.states.js';
import type { DemandMatches, MatchedDemand, MatchRecord, SidedMatch } from './matching.types.js';

/** Matches of one demand that a page shows; far more than a demand ever has beside its suggestions. */
const MOST = 100;

/** A colleague who could answer instead. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
}

@Injectable()
export class MatchingQueries {
  constructor(private readonly database: Database) {}

  /**
   * Every match of a demand, for members of the factory.
   * @throws AppError not-found for everybody else
   */
  async ofDemand(actor: Actor, demandId: string): Promise<DemandMatches> {
    const [demand] = await this.database.query<MatchedDemand & { enterpriseId: string }>(
      `select id, code, title, status, category_code as "categoryCode", region_code as "regionCode", quantity, effect, budget_min as "budgetMin",
         budget_max as "budgetMax", deadline::text, seats, enterprise_id as "enterpriseId"
       from listing where id = $1 and kind = 'demand'`,
      [demandId],
    );
    if (!demand || !roleIn(actor, demand.enterpriseId)) throw new AppError(MATCH_ERRORS.notFound);
    const matches = await this.read(`where m.demand_id = $1 order by m.score desc, m.id limit ${MOST}`, [demandId]);
    const isSeated = (match: MatchRecord): boolean => SEATED.includes(match.status) && match.endedAt === null;
    // An enterprise takes part once: its other offerings do not queue, nor does a second one beside its best.
    const known = new Set(matches.filter(({ status }) => status !== 'suggested' && status !== 'withdrawn').map(({ provider }) => provider.id));
    return {
      demand,
      seated: matches.filter(isSeated).sort(bySeat),
      queued: matches.filter(({ status, provider }) => status === 'suggested' && !known.has(provider.id) && known.add(provider.id)),
      over: matches.filter((match) => match.status !== 'suggested' && !isSeated(match)).sort((a, b) => Number(b.endedAt) - Number(a.endedAt)),
    };
  }

  /**
   * Matches of a demand whose provider knows it as it was before a revision and is not done with it: seats, and who came forward and waits for
   * one. Who was invited because of the revision knows it as it is. For the platform's own mails.
   */
  async respondersBefore(revisionId: string): Promise<{ readonly id: string; readonly status: MatchStatus; readonly providerId: string }[]> {
    return this.database.query(
      `select m.id, m.status, m.offering_enterprise_id as "providerId" from match m join listing_revision r on r.listing_id = m.demand_id
        where r.id = $1 and (${holdsSeat('m')} or (m.status = 'suggested' and m.is_volunteer))
          and coalesce(m.invited_at, m.created_at) < r.decided_at order by m.id`,
      [revisionId],
    );
  }

  /** How many of a demand's seats somebody holds. */
  async seatsTaken(demandId: string): Promise<number> {
    const [row] = await this.database.query<{ taken: number }>(`select count(*)::integer as taken from match m where m.demand_id = $1 and ${holdsSeat('m')}`, [demandId]);
    return row!.taken;
  }

  /** The id of a demand that an address names by its code or id. @throws AppError not-found */
  async demandId(codeOrId: string): Promise<string> {
    if (isId(codeOrId)) return codeOrId;
    const [demand] = await this.database.query<{ id: string }>(`select id from listing where code = $1 and kind = 'demand'`, [codeOrId]);
    if (!demand) throw new AppError(MATCH_ERRORS.notFound);
    return demand.id;
  }

  /** @throws AppError not-found for who is on neither side, and for a provider who was not told of it */
  async one(actor: Actor, matchId: string): Promise<SidedMatch> {
    const [match] = await this.read('where m.id = $1', [matchId]);
    const side = match && sideOf(actor, { demandEnterpriseId: match.factory.id, offeringEnterpriseId: match.provider.id });
    if (!match || !side || !isVisibleTo(side, match)) throw new AppError(MATCH_ERRORS.notFound);
    return { ...match, side };
  }

  /** What the actor's enterprises were invited to or offered to do themselves: open ones first, by their deadline. */
  async invitationsOf(actor: Actor, { page, pageSize }: PageRequest): Promise<Page<MatchRecord>> {
    const mine = enterpriseIdsOf(actor);
    const where = `m.offering_enterprise_id = any($1::uuid[]) and (m.status <> 'suggested' or m.is_volunteer)`;
    const [count] = await this.database.query<{ total: number }>(`select count(*) as total from match m where ${where}`, [mine]);
    const items = await this.read(
      `where ${where} order by m.status <> 'invited', m.answer_due_at desc nulls last, m.updated_at desc, m.id limit $2 offset $3`,
      [mine, pageSize, (page - 1) * pageSize],
    );
    return { items, page, pageSize, total: count?.total ?? 0 };
  }

  /** What waits for the factories of the actor: interests without an answer, the most urgent first. At most 50. */
  async interestsFor(actor: Actor): Promise<MatchRecord[]> {
    const mine = enterpriseIdsOf(actor);
    return this.read(`where m.demand_enterprise_id = any($1::uuid[]) and m.status = 'interested' order by m.reply_due_at, m.id limit 50`, [mine]);
  }

  /** For the platform's own mails and link pages, whose caller has its own proof of who reads it. */
  async byId(matchId: string): Promise<MatchRecord | null> {
    const [match] = await this.read('where m.id = $1', [matchId]);
    return match ?? null;
  }

  /** Who else of an enterprise could be asked to answer: members with a confirmed address, by name. */
  async colleaguesOf(personId: string, enterpriseId: string): Promise<Colleague[]> {
    return this.database.query<Colleague>(
      `select person.id as "personId", person.name from member join person on person.id = member.person_id
       where member.enterprise_id = $1 and person.id <> $2 and person.confirmed_at is not null and person.disabled_at is null
       order by person.name, person.id limit 50`,
      [enterpriseId, personId],
    );
  }

  private async read(tail: string, parameters: unknown[]): Promise<MatchRecord[]> {
    const rows = await this.database.query<MatchRecord>(`${SELECT_MATCH} ${tail}`, parameters);
    return rows.map((row) => ({ ...row, explanation: readExplanation(row.explanation) }));
  }
}

/** Interests first, since they wait for the reader; then engagements, then who has not answered yet. */
function bySeat(a: MatchRecord, b: MatchRecord): number {
  const rank = { interested: 0, engaged: 1, invited: 2 } as Record<string, number>;
  return (rank[a.status] ?? 3) - (rank[b.status] ?? 3) || b.score - a.score;
}

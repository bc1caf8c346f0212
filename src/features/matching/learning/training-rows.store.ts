import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../shared/clock.js';
import { DAY_MS } from '../../../shared/durations.js';

/** What both sides of an engagement have confirmed: the contract, and the work (`accepted` is the factory's yes to an interest). */
export type TrainingOutcome = 'signed' | 'delivered';
/** What came of a match, in the order in which it can come. `ended` is the end of an engagement. */
export type TrainingAnswer = 'shown' | 'interested' | 'declined' | 'expired' | 'accepted' | 'refused' | 'lapsed' | 'ended' | TrainingOutcome;

/** One time that a pair was put before people: the numbers as they were then, and all that was said to it since. */
export interface Showing {
  readonly demandId: string;
  readonly shownAt: Date;
  readonly seat: 'regular' | 'exploring' | 'volunteer';
  /** Its place in the demand's list, from 1; null for what was shown before places were kept. */
  readonly position: number | null;
  readonly total: number;
  /** Values from 0 to 1 of the parts that had data. */
  readonly factory: Readonly<Record<string, number>>;
  readonly provider: Readonly<Record<string, number>> | null;
  readonly answers: readonly { readonly answer: TrainingAnswer; readonly reason: string | null }[];
}

const valuesOf = (fit: string): string => `(select coalesce(jsonb_object_agg(p ->> 'part', p -> 'value'), '{}') from jsonb_array_elements(${fit} -> 'parts') p)`;

/** A provider's fit is null in the JSON where he states no preferences. */
const PARTS = `jsonb_build_object('factory', ${valuesOf(`m.explanation -> 'factory'`)},
  'provider', case when jsonb_typeof(m.explanation -> 'provider') = 'object' then ${valuesOf(`m.explanation -> 'provider'`)} end)`;
const SHOWN_AT = 'coalesce(m.invited_at, m.interested_at)';
const SEAT = `case when m.is_volunteer then 'volunteer' when m.is_exploring then 'exploring' else 'regular' end`;
/** By score among all of the demand, whatever became of them; what was taken back was not there. */
const POSITION = `1 + (select count(*) from match o where o.demand_id = m.demand_id and o.status <> 'withdrawn' and o.id <> m.id and (o.score > m.score or (o.score = m.score and o.id < m.id)))`;
const ANSWER = `case m.status when 'engaged' then case when m.ended_at is null then 'accepted' else 'ended' end else m.status end`;

/** Rows for learning, written in the transaction of the act that they tell of. Only ever added; adding twice is harmless. */
@Injectable()
export class TrainingRowsStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Matches that have just been given a seat: what was put before people, and where. */
  async keepShown(manager: EntityManager, matchIds: readonly string[]): Promise<void> {
    if (matchIds.length === 0) return;
    await manager.query(
      `insert into training_row (match_id, shown_at, answer, demand_id, answered_at, seat, position, weights, total, parts)
       select m.id, ${SHOWN_AT}, 'shown', m.demand_id, $2, ${SEAT}, ${POSITION}, m.explanation #>> '{basis,weights}', m.score, ${PARTS}
         from match m where m.id = any($1::uuid[]) and ${SHOWN_AT} is not null
       on conflict on constraint pk_training_row do nothing`,
      [matchIds, this.clock.now()],
    );
  }

  /** What was said to a match, by the state that it is in now, with the numbers that were shown. States that say nothing are left out. */
  async keepAnswer(manager: EntityManager, matchId: string): Promise<void> {
    await this.keep(manager, matchId, ANSWER);
  }

  /** What both sides have confirmed of the engagement of a match, with the numbers that were shown when they met. */
  async keepOutcome(matchId: string, outcome: TrainingOutcome): Promise<void> {
    await this.keep(this.database.manager, matchId, `'${outcome}'`);
  }

  private async keep(manager: EntityManager, matchId: string, answer: string): Promise<void> {
    await manager.query(
      `insert into training_row (match_id, shown_at, answer, demand_id, answered_at, reason, seat, position, weights, total, parts)
       select m.id, ${SHOWN_AT}, ${answer}, m.demand_id, $2,
              coalesce(m.reason, (select g.end_reason from engagement g where g.match_id = m.id and m.ended_at is not null)),
              coalesce(s.seat, ${SEAT}), s.position, coalesce(s.weights, m.explanation #>> '{basis,weights}'), coalesce(s.total, m.score), coalesce(s.parts, ${PARTS})
         from match m left join training_row s on s.match_id = m.id and s.shown_at = ${SHOWN_AT} and s.answer = 'shown'
        where m.id = $1 and ${SHOWN_AT} is not null and m.status in ('interested', 'declined', 'expired', 'engaged', 'refused', 'lapsed')
       on conflict on constraint pk_training_row do nothing`,
      [matchId, this.clock.now()],
    );
  }

  /** Everything that was shown within so many days, oldest first, at most `most` (the newest of them). */
  async showings(days: number, most: number): Promise<Showing[]> {
    const rows = await this.database.query<Omit<Showing, 'factory' | 'provider'> & { parts: Pick<Showing, 'factory' | 'provider'> }>(
      `select * from (
         select r.demand_id as "demandId", r.shown_at as "shownAt", min(r.seat) as seat, min(r.position) as position, min(r.total) as total,
                (array_agg(r.parts order by r.answered_at))[1] as parts,
                jsonb_agg(jsonb_build_object('answer', r.answer, 'reason', r.reason) order by r.answered_at, r.answer = 'shown' desc) as answers
           from training_row r where r.shown_at >= $1 group by r.match_id, r.demand_id, r.shown_at
          order by r.shown_at desc, r.match_id limit $2) newest
        order by "shownAt", "demandId", total desc`,
      [new Date(this.clock.now().getTime() - days * DAY_MS), most],
    );
    return rows.map(({ parts, ...row }) => ({ ...row, factory: parts.factory, provider: parts.provider }));
  }
}

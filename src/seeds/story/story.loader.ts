import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Engagement } from '../../features/engagements/engagement.entity.js';
import { EngagementReport } from '../../features/engagements/engagement-report.entity.js';
import { Enterprise } from '../../features/enterprises/enterprise.entity.js';
import { Evidence } from '../../features/enterprises/evidence.entity.js';
import { Member } from '../../features/enterprises/member.entity.js';
import { Authority } from '../../features/identity/authority.entity.js';
import { Officer } from '../../features/identity/officer.entity.js';
import { Passwords } from '../../features/identity/passwords.js';
import { Person } from '../../features/identity/person.entity.js';
import { ListingCodes } from '../../features/listings/listing-codes.js';
import { ListingRevision } from '../../features/listings/listing-revision.entity.js';
import { Listing } from '../../features/listings/listing.entity.js';
import { LISTING_KINDS } from '../../features/listings/listing.types.js';
import { IndexingService } from '../../features/matching/indexing.service.js';
import { Match } from '../../features/matching/match.entity.js';
import { RankingService } from '../../features/matching/ranking.service.js';
import { SeatsService } from '../../features/matching/seats.service.js';
import { ReviewOpening } from '../../features/moderation/review-opening.js';
import { Review } from '../../features/moderation/review.entity.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { SearchIndex } from '../../platform/search/search-index.js';
import { Clock, FixedClock } from '../../shared/clock.js';
import { live } from './answers.js';
import { Cast } from './cast.js';
import { Chronicle, type PastAct } from './chronicle.js';
import { AUTHORITIES, OFFICERS } from './officers.js';
import { editOf, endDemand, type StockedDemand, type StockedListing, stockOf } from './stock.js';
import { ENTERPRISES, membersOfStory, STORY_PASSWORD } from './story.js';
import { STORY_SEARCHES } from './searches.js';
import { StoryCalendar } from './story.calendar.js';

/** What stands in the log when the whole story has been told. */
const TOLD = { action: 'story.told', subjectKind: 'story', subjectId: '00000000-0000-4000-8000-000000000001' };

/** `told`: just now; `known`: at an earlier start; `occupied`: there are real people in this database. */
type StoryOutcome = 'told' | 'known' | 'occupied';

interface Tale {
  readonly cast: Cast;
  readonly calendar: StoryCalendar;
  readonly offerings: readonly StockedListing[];
  readonly demands: readonly StockedDemand[];
}

/**
 * Fills an empty database with the demonstration story, in seconds: rows in bulk, matches by the real ranking, answers by the
 * entities' own transitions at the times of then, seats that are left by the real rules. Past events are announced to nobody.
 *
 * The application must work no jobs meanwhile, or its timers would act on a story that is half told. A start that was killed
 * in the middle leaves a beginning without its mark in the log; the next one wipes it and begins again.
 */
export class StoryLoader {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly settings: Settings;

  constructor(private readonly app: INestApplicationContext) {
    this.database = app.get(Database, { strict: false });
    this.clock = app.get(Clock, { strict: false });
    this.settings = app.get(Settings, { strict: false });
  }

  async tell(): Promise<StoryOutcome> {
    const state = await this.state();
    if (state === 'told') return 'known';
    if (state === 'occupied') return 'occupied';
    const passwordHash = await this.app.get(Passwords, { strict: false }).hash(STORY_PASSWORD);
    const tale = await this.database.transaction((manager) => this.begin(manager, passwordHash));
    await this.openCases(tale);
    await this.findMatches(tale);
    await this.database.transaction((manager) => this.finish(manager, tale));
    await this.fillSeats(tale);
    return 'told';
  }

  private async state(): Promise<'empty' | 'begun' | 'told' | 'occupied'> {
    const emails = [...membersOfStory(), ...OFFICERS.map(({ person }) => person)].map(({ email }) => email);
    const [row] = await this.database.query<{ isTold: boolean; hasActs: boolean; hasPeople: boolean; hasStrangers: boolean }>(
      `select exists (select 1 from audit_entry where action = $1) as "isTold", exists (select 1 from audit_entry) as "hasActs",
              exists (select 1 from person) as "hasPeople", exists (select 1 from person where not email = any($2::text[])) as "hasStrangers"`,
      [TOLD.action, emails],
    );
    if (row?.isTold) return 'told';
    if (row?.hasActs || row?.hasStrangers) return 'occupied';
    return row?.hasPeople ? 'begun' : 'empty';
  }

  /** Everybody and everything, all that was ever published on the market. */
  private async begin(manager: EntityManager, passwordHash: string): Promise<Tale> {
    const left = await manager.query<{ id: string }[]>('select id from listing union all select id from enterprise');
    await this.app.get(SearchIndex, { strict: false }).remove(left.map(({ id }) => id));
    for (const table of ['unmet_need', 'engagement_report', 'engagement', 'match', 'review', 'listing_revision', 'listing', 'evidence', 'member', 'enterprise', 'officer', 'authority', 'person']) {
      await manager.query(`delete from ${table}`);
    }
    const calendar = new StoryCalendar(this.clock.now(), this.settings.timeZone);
    const numbers = await manager.query<{ number: number }[]>(`select nextval('enterprise_number') as number from generate_series(1, $1)`, [ENTERPRISES.length]);
    const cast = new Cast(calendar, passwordHash, numbers.map(({ number }) => number));
    const { offerings, demands } = stockOf(cast, calendar);
    await this.giveCodes(manager, [...offerings, ...demands]);
    await manager.insert(Person, [...cast.persons.values()]);
    await manager.insert(Authority, [...cast.authorities.values()]);
    await manager.insert(Officer, cast.officers);
    await manager.insert(Enterprise, cast.enterprises.map(({ row }) => row));
    await manager.insert(Member, cast.members);
    await manager.insert(Evidence, cast.evidence);
    await manager.insert(Listing, [...offerings, ...demands].map(({ row }) => row));
    await manager.query(
      `insert into unmet_need (day, words, region_code, language, count) select day::date, words, region, 'zh', count from jsonb_to_recordset($1) as s (day text, words text, region text, count integer)`,
      [JSON.stringify(STORY_SEARCHES.map(({ daysAgo, ...search }) => ({ ...search, day: calendar.dayIn(-daysAgo) })))],
    );
    await manager.insert(ListingRevision, demands.map((demand) => editOf(demand, calendar)).filter((edit) => edit !== null));
    return { cast, calendar, offerings, demands };
  }

  /** Public codes in the order in which things were written, by kind and province. */
  private async giveCodes(manager: EntityManager, stock: readonly StockedListing[]): Promise<void> {
    const codes = this.app.get(ListingCodes, { strict: false });
    for (const { region } of AUTHORITIES) {
      for (const kind of LISTING_KINDS) {
        const group = stock.filter(({ row, enterprise }) => region !== null && row.kind === kind && enterprise.row.regionCode.startsWith(region));
        const taken = await codes.take(manager, kind, region ?? '', group.length);
        group.forEach(({ row }, i) => (row.code = taken[i] ?? ''));
      }
    }
  }

  /** What waits for an officer, with moderation's own hints. */
  private async openCases({ cast, offerings, demands }: Tale): Promise<void> {
    const opening = this.app.get(ReviewOpening, { strict: false });
    const waiting = [...offerings, ...demands].filter(({ row }) => row.status === 'in_review');
    await opening.openForListings(waiting.map(({ row }) => row.id));
    for (const { row } of cast.enterprises) if (row.status === 'pending') await opening.openForEnterprise(row.id);
    for (const { id } of await this.database.manager.findBy(ListingRevision, { status: 'in_review' })) await opening.openForRevision(id);
  }

  private async findMatches({ cast, offerings, demands }: Tale): Promise<void> {
    const indexing = this.app.get(IndexingService, { strict: false });
    const ranking = this.app.get(RankingService, { strict: false });
    await indexing.cutTexts([...offerings, ...demands].filter(({ row }) => row.status === 'published').map(({ row }) => row.id));
    await inGroups(cast.enterprises.filter(({ row }) => row.status === 'verified'), ({ row }) => indexing.syncEnterprise(row.id));
    for (const { row } of demands) if (row.status === 'published') await ranking.suggestForDemand(row.id);
  }

  /** What the invited said, how demands ended, and the log of it all with the mark that the story is told. */
  private async finish(manager: EntityManager, tale: Tale): Promise<void> {
    const { cast, calendar, offerings, demands } = tale;
    for (const demand of demands) await this.liveAnswers(manager, demand, tale);
    const ended = demands.filter((demand) => endDemand(demand, calendar));
    await manager.save(ended.map(({ row }) => row));
    await manager.query(`delete from match where status = 'suggested' and demand_id = any($1::uuid[])`, [ended.map(({ row }) => row.id)]);
    const chronicle = new Chronicle(cast, calendar, [...offerings, ...demands]);
    await manager.insert(Review, chronicle.reviews);
    await this.log(manager, [...chronicle.acts, { at: calendar.now, actor: { kind: 'system', language: 'zh' }, act: TOLD }]);
  }

  private async liveAnswers(manager: EntityManager, { row, enterprise, story }: StockedDemand, { cast, calendar, offerings }: Tale): Promise<void> {
    for (const answer of story.answers ?? []) {
      const offering = offerings.find((one) => one.story.key === answer.offering);
      const match = offering && (await manager.findOneBy(Match, { demandId: row.id, offeringId: offering.row.id }));
      // The ranking decides who fits: an answer to an invitation that it would not send is left out.
      if (!match) continue;
      const colleague = answer.became === 'passed' ? cast.person(answer.to).id : null;
      const lived = live(match, answer, { provider: offering.enterprise.contact.id, factory: enterprise.contact.id, colleague }, calendar);
      await manager.save(match);
      if (!lived) continue;
      await manager.insert(Engagement, lived.engagement);
      await manager.insert(EngagementReport, [...lived.reports]);
      if (lived.engagement.disputedAt) await this.app.get(ReviewOpening, { strict: false }).openForEngagement(lived.engagement.id, manager);
    }
  }

  /** Appends to the log with the times of then. */
  private async log(manager: EntityManager, acts: readonly PastAct[]): Promise<void> {
    const clock = new FixedClock(this.clock.now());
    const log = new AuditLog(this.database, clock);
    for (const { at, actor, act } of acts) {
      clock.set(at);
      await log.append(manager, actor, act);
    }
  }

  /** The rest is present: what has ended leaves the index, and free seats go to who fits best. */
  private async fillSeats({ demands }: Tale): Promise<void> {
    const indexing = this.app.get(IndexingService, { strict: false });
    const seats = this.app.get(SeatsService, { strict: false });
    await inGroups(demands.filter(({ row }) => row.status !== 'published' && row.publishedAt), ({ row }) => indexing.syncListing(row.id));
    for (const { row } of demands) if (row.status === 'published') await seats.fill(row.id);
  }
}

/** So many at once: a search engine takes a whole group in the time of one. */
const GROUP = 8;

async function inGroups<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += GROUP) await Promise.all(items.slice(start, start + GROUP).map(work));
}

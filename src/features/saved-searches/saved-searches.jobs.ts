import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS, HOUR_MS } from '../../shared/durations.js';
import { newId } from '../../shared/ids.js';
import type { Language } from '../../shared/language.js';
import { localHour } from '../../shared/zoned-time.js';
import { DirectoryQueries } from '../directory/directory.queries.js';
import { SavedStatesService } from '../directory/saved-states.service.js';
import type { Finding } from './saved-searches.letter.js';
import { NEW_IN_SEARCHES } from './saved-searches.mails.js';

const tellWhatIsNew = defineJob<object>({ name: 'saved-searches.tell', everyMs: HOUR_MS });

/** Letters come in the morning and during the day. */
const FIRST_HOUR = 8;
const LAST_HOUR = 19;
/** What was published just now may not be found yet: it is the next letter's. */
const SETTLED_MS = 5 * 60_000;
/** An hour less than a day and than a week, so that the letter comes at the same time of day each time. */
const DAILY_MS = DAY_MS - HOUR_MS;
const WEEKLY_MS = 7 * DAY_MS - HOUR_MS;
const SHOWN = 5;
const PEOPLE_AT_ONCE = 200;

interface DuePerson {
  readonly personId: string;
  readonly email: string;
  readonly language: Language;
  readonly isOff: boolean;
}

/** Tells people what is new in their searches: one letter a person. */
@Injectable()
export class SavedSearchJobs {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryQueries,
    private readonly states: SavedStatesService,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  @Handles(tellWhatIsNew)
  async tell(): Promise<void> {
    const now = this.clock.now();
    const hour = localHour(now, this.settings.timeZone);
    if (hour < FIRST_HOUR || hour > LAST_HOUR) return;
    for (;;) {
      const people = await this.due(now);
      for (const person of people) await this.tellOne(person, now);
      if (people.length < PEOPLE_AT_ONCE) return;
    }
  }

  private due(now: Date): Promise<DuePerson[]> {
    return this.database.query<DuePerson>(
      `select p.id as "personId", p.email, p.language, coalesce(f.frequency = 'off', false) as "isOff"
         from person p left join mail_preference f on f.person_id = p.id and f.stream = 'saved-searches'
        where p.confirmed_at is not null and p.disabled_at is null
          and exists (select 1 from saved_search s where s.person_id = p.id and s.removed_at is null
                and s.told_until < case when f.frequency = 'weekly' then $2::timestamptz else $1::timestamptz end)
        order by p.id limit ${PEOPLE_AT_ONCE}`,
      [new Date(now.getTime() - DAILY_MS), new Date(now.getTime() - WEEKLY_MS)],
    );
  }

  /** The letter and the place up to which it tells are kept together: nothing is told twice, and nothing is left out. */
  private async tellOne({ personId, email, language, isOff }: DuePerson, now: Date): Promise<void> {
    const until = new Date(now.getTime() - SETTLED_MS);
    await this.database.transaction(async (manager) => {
      const searches = await manager.query<{ id: string; search: string; toldUntil: Date }[]>(
        `select id, search, told_until as "toldUntil" from saved_search where person_id = $1 and removed_at is null and told_until < $2 order by created_at, id for update`,
        [personId, until],
      );
      const findings: Finding[] = [];
      for (const { search, toldUntil } of isOff ? [] : searches) {
        const { hits, total } = await this.directory.published(this.states.stateOf(search), { after: toldUntil, until }, SHOWN);
        if (total > 0) findings.push({ search, total, hits: hits.map(({ kind, code, title, regionCode }) => ({ kind, code, title, regionCode })) });
      }
      await manager.query(`update saved_search set told_until = $2 where id = any($1::uuid[])`, [searches.map(({ id }) => id), until]);
      if (findings.length === 0) return;
      const letterId = newId();
      await manager.query(`insert into search_letter (id, person_id, findings, created_at) values ($1, $2, $3, $4)`, [letterId, personId, JSON.stringify(findings), now]);
      await this.mailer.queue(manager, { mail: NEW_IN_SEARCHES, eventId: letterId, personId, address: email, language, subjectKind: 'search-letter', subjectId: letterId });
    });
  }
}

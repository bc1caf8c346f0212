import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { findContacts } from '../../shared/contact-data.js';
import type { Language } from '../../shared/language.js';
import { localDate } from '../../shared/zoned-time.js';
import type { Understanding } from './vocabulary.types.js';

/** What one visitor may add in a day, and all together: a program that asks without end fills no table. */
const MOST_A_VISITOR = 30;
const MOST_A_DAY = 5_000;
const LONGEST = 60;

interface UnmetSearch {
  readonly understanding: Understanding;
  /** The region that was asked for; null: none, or several. */
  readonly regionCode: string | null;
  readonly language: Language;
  /** Whoever asks: a person's id or an address of the network. Kept as a hash of the day, and only until the next. */
  readonly visitor: string;
}

/** What was looked for and is not there. Counts words, never people. */
@Injectable()
export class UnmetNeedsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Counts a search without a hit, once for each visitor and day. Pasted texts and what looks like contact data are not kept. */
  async note({ understanding, regionCode, language, visitor }: UnmetSearch): Promise<void> {
    const words = understanding.text.slice(0, LONGEST).trim();
    if (!understanding.isTyped || words === '' || findContacts(words).length > 0 || /\d{7}/.test(words.replaceAll(/[ -]/g, ''))) return;
    const day = this.today();
    await this.database.query(
      `with room as (
         select (select count(*) from unmet_visit where day = $1 and visitor = $2) < ${MOST_A_VISITOR}
            and (exists (select 1 from unmet_need where day = $1 and words = $4 and region_code = $5 and language = $6)
                 or (select count(*) from unmet_need where day = $1) < ${MOST_A_DAY}) as is_left),
       first as (insert into unmet_visit (day, visitor, need) select $1, $2, $3 from room where is_left on conflict do nothing returning need)
       insert into unmet_need (day, words, region_code, language, count) select $1, $4, $5, $6, 1 from first
           on conflict (day, words, region_code, language) do update set count = unmet_need.count + 1`,
      [day, this.hash(day, visitor), this.hash(day, `${words}|${regionCode ?? ''}|${language}`), words, regionCode ?? '', language],
    );
  }

  /** Who asked what is only of use on the same day. */
  async forgetVisits(): Promise<void> {
    await this.database.query(`delete from unmet_visit where day < $1::date`, [this.today()]);
  }

  private today(): string {
    return localDate(this.clock.now(), this.settings.timeZone);
  }

  private hash(day: string, text: string): Buffer {
    return createHmac('sha256', this.settings.secretKey).update(`unmet|${day}|${text}`).digest().subarray(0, 12);
  }
}

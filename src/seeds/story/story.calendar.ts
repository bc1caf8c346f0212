import { HOUR_MS } from '../../shared/durations.js';
import { localDate, type LocalDate, shiftDate } from '../../shared/zoned-time.js';
import type { DaysAgo } from './story.types.js';

/** Turns the story's days into instants: everything is counted from the first start, so that the story is always of today. */
export class StoryCalendar {
  constructor(
    /** The first start. */
    readonly now: Date,
    readonly zone: string,
  ) {}

  ago(days: DaysAgo): Date {
    return hoursAfter(this.now, -24 * days);
  }

  /** The day so many days from the first start; negative: before it. */
  dayIn(days: number): LocalDate {
    return shiftDate(localDate(this.now, this.zone), days);
  }
}

export function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR_MS);
}

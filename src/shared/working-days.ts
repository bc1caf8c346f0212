import { WORKING_CALENDAR } from './working-calendar.js';
import { atLocalTime, localDate, shiftDate, type LocalDate } from './zoned-time.js';

/** A deadline ends with the working day: 17:00 local time. */
const END_OF_DAY_HOUR = 17;

const MAKE_UP_DAYS = new Set(WORKING_CALENDAR.flatMap(({ makeUpDays }) => makeUpDays));
const HOLIDAYS = WORKING_CALENDAR.flatMap(({ holidays }) => holidays);

export function isWorkingDay(date: LocalDate): boolean {
  if (MAKE_UP_DAYS.has(date)) return true;
  if (HOLIDAYS.some(([first, last]) => first <= date && date <= last)) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The n-th working day after a day (which itself does not count); n from 0, where 0 gives the day back. */
function workingDayAfter(date: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a number of working days: ${days}`);
  let day = date;
  for (let left = days; left > 0; ) {
    day = shiftDate(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/**
 * Until when an answer is due that has so many working days: 17:00 of the last of them. The day of `from` does not count, whether
 * people work on it or not: one working day after a Friday, a Saturday or a Sunday is Monday.
 * @param days a whole number from 0; anything else is a RangeError
 */
export function workingDayDeadline(from: Date, days: number, zone: string): Date {
  return atLocalTime(workingDayAfter(localDate(from, zone), days), zone, END_OF_DAY_HOUR);
}

/** How many working days begin after the day of `from`, up to and with the day of `to`. Negative when `to` is earlier. */
export function workingDaysBetween(from: Date, to: Date, zone: string): number {
  const [first, last] = [localDate(from, zone), localDate(to, zone)];
  if (last < first) return -workingDaysBetween(to, from, zone);
  let count = 0;
  for (let day = first; day < last; ) {
    day = shiftDate(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

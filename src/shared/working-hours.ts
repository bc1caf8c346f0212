import { HOUR_MS } from './durations.js';
import { isWorkingDay } from './working-days.js';
import { atLocalTime, localDate, shiftDate } from './zoned-time.js';

/** Office hours: eight a day, so that eight working hours are one working day. */
const OPENS_HOUR = 9;
const CLOSES_HOUR = 17;
/** No deadline of ours is further away; a loop must end. */
const MAX_DAYS = 400;

/** The instant by which so many working hours have passed since `from`: what comes in after hours starts with the next working day. */
export function addWorkingHours(from: Date, hours: number, zone: string): Date {
  let left = hours * HOUR_MS;
  let day = localDate(from, zone);
  for (let i = 0; i < MAX_DAYS; i += 1, day = shiftDate(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const opens = Math.max(atLocalTime(day, zone, OPENS_HOUR).getTime(), from.getTime());
    const closes = atLocalTime(day, zone, CLOSES_HOUR).getTime();
    if (closes <= opens) continue;
    if (left <= closes - opens) return new Date(opens + left);
    left -= closes - opens;
  }
  throw new RangeError(`too many working hours: ${hours}`);
}

/** How many working hours lie between two instants; negative when `to` is the earlier one. Days off count nothing. */
export function workingHoursBetween(from: Date, to: Date, zone: string): number {
  if (to < from) return -workingHoursBetween(to, from, zone);
  let total = 0;
  const lastDay = localDate(to, zone);
  for (let day = localDate(from, zone), i = 0; day <= lastDay && i < MAX_DAYS; day = shiftDate(day, 1), i += 1) {
    if (!isWorkingDay(day)) continue;
    const opens = Math.max(atLocalTime(day, zone, OPENS_HOUR).getTime(), from.getTime());
    const closes = Math.min(atLocalTime(day, zone, CLOSES_HOUR).getTime(), to.getTime());
    total += Math.max(0, closes - opens);
  }
  return total / HOUR_MS;
}

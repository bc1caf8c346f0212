import { DAY_MS } from './durations.js';

/** A day in a zone's calendar, YYYY-MM-DD: compares as text. */
export type LocalDate = string;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** What a clock on a zone's wall shows, as if it were UTC, in milliseconds. */
function wallClock(instant: Date, zone: string): number {
  const parts = new Map(formatter(zone).formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'), instant.getUTCMilliseconds());
}

/** The instant at which a zone's wall clock shows a time; within a clock change, one of the possible ones. */
function instantOf(wall: number, zone: string): Date {
  let guess = wall;
  // The offset at the guess is the offset at the answer after one correction, except within hours of a clock change.
  for (let i = 0; i < 3; i += 1) {
    const error = wallClock(new Date(guess), zone) - wall;
    if (error === 0) break;
    guess -= error;
  }
  return new Date(guess);
}

/** The zone's calendar day on which an instant falls. */
export function localDate(instant: Date, zone: string): LocalDate {
  return new Date(wallClock(instant, zone)).toISOString().slice(0, 10);
}

/** Days since 1970-01-01. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The hour that a zone's clocks show, 0 to 23. */
export function localHour(instant: Date, zone: string): number {
  return new Date(wallClock(instant, zone)).getUTCHours();
}

/** A day so many days later (or earlier). */
export function shiftDate(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The instant of a day and a time of day (24 hours) in a zone. */
export function atLocalTime(date: LocalDate, zone: string, hour: number, minute = 0): Date {
  return instantOf(Date.parse(`${date}T00:00:00Z`) + (hour * 60 + minute) * 60_000, zone);
}

import { DAY_MS } from '../../shared/durations.js';

/** Days after both agreed at which both are asked how it stands; and after a signature, whether it was accepted. */
const ASK_DAYS = { open: [7, 30, 90], signed: [30, 90] } as const;
export type AskClock = keyof typeof ASK_DAYS;

/** Who has told something within so many days has answered already. */
export const RECENT_DAYS = 7;

/** The first time to ask that is later than `after`; null when all have passed. */
export function askAfter(clock: AskClock, since: Date, after: Date): Date | null {
  return ASK_DAYS[clock].map((days) => new Date(since.getTime() + days * DAY_MS)).find((at) => at > after) ?? null;
}

/** Which of the times it is: the last that has come by `now`, in days. A process that slept through two of them asks once. */
export function askDays(clock: AskClock, since: Date, now: Date): number {
  return ASK_DAYS[clock].findLast((days) => since.getTime() + days * DAY_MS <= now.getTime()) ?? ASK_DAYS[clock][0];
}

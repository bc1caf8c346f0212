import { type Language, say } from '../../../shared/language.js';
import type { BarTone } from '../../../web/components/match.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import type { ServiceClock } from '../service-clock.js';

/** A span of working time: `3.8 小时`, `36 分`. */
export function workingTime(hours: number, language: Language): string {
  const span = Math.abs(hours);
  if (span < 1) return say(T.minutes, language, { n: Math.max(1, Math.round(span * 60)) });
  return say(T.hours, language, { n: Math.round(span * 10) / 10 });
}

/** What is left of the due time, in words. */
export function clockWords(clock: ServiceClock, language: Language): string {
  return say(clock.state === 'late' ? T.over : T.left, language, { time: workingTime(clock.hoursLeft, language) });
}

export const CLOCK_CLASS: Record<ServiceClock['state'], string> = { late: 'bad nw b', urgent: 'warn nw b', 'in-time': 'soft nw' };
export const CLOCK_BAR: Record<ServiceClock['state'], BarTone> = { late: 'k4', urgent: 'k2', 'in-time': 'k1' };

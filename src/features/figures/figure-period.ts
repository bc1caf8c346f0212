import type { Text } from '../../shared/language.js';
import { defineTexts } from '../../shared/language.js';
import { atLocalTime, localDate, type LocalDate } from '../../shared/zoned-time.js';

/** The spans of time that the figures are counted for; each holds the one after it. */
export const PERIODS = ['all', 'year', 'quarter'] as const;
export type Period = (typeof PERIODS)[number];

export const PERIOD_NAMES: Record<Period, Text> = defineTexts({
  all: { zh: '开通以来', en: 'Since the beginning' },
  year: { zh: '今年', en: 'This year' },
  quarter: { zh: '本季度', en: 'This quarter' },
});

/** The first day of a period by the platform's calendar, or null where it has none. */
export function firstDay(period: Period, now: Date, zone: string): LocalDate | null {
  const today = localDate(now, zone);
  const year = today.slice(0, 4);
  if (period === 'year') return `${year}-01-01`;
  if (period === 'quarter') return `${year}-${String(Math.floor((Number(today.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;
  return null;
}

/** The instant at which a period begins; for one without a first day, before everything. */
export function periodStart(period: Period, now: Date, zone: string): Date {
  const day = firstDay(period, now, zone);
  return day === null ? new Date(0) : atLocalTime(day, zone, 0);
}

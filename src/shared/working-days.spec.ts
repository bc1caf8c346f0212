import fc from 'fast-check';
import { isWorkingDay, workingDayDeadline, workingDaysBetween } from './working-days.js';
import { WORKING_CALENDAR } from './working-calendar.js';
import { localDate, shiftDate } from './zoned-time.js';

const ZONE = 'Asia/Shanghai';
const at = (local: string): Date => new Date(`${local}+08:00`);
const instants = fc.date({ min: at('2025-06-01T00:00:00'), max: at('2028-06-01T00:00:00'), noInvalidDate: true });

describe('working days', () => {
  it('counts three working days from a Monday to a Thursday', () => {
    expect(workingDayDeadline(at('2026-05-18T10:26:00'), 3, ZONE)).toEqual(at('2026-05-21T17:00:00'));
  });

  it('does not count the day itself, and skips a weekend', () => {
    for (const day of ['22', '23', '24']) {
      expect(workingDayDeadline(at(`2026-05-${day}T09:00:00`), 1, ZONE)).toEqual(at('2026-05-25T17:00:00'));
    }
  });

  it('skips Spring Festival and works on its make-up Saturday', () => {
    expect(workingDayDeadline(at('2026-02-13T12:00:00'), 1, ZONE)).toEqual(at('2026-02-14T17:00:00'));
    expect(workingDayDeadline(at('2026-02-13T12:00:00'), 2, ZONE)).toEqual(at('2026-02-24T17:00:00'));
    expect(isWorkingDay('2026-10-10')).toBe(true);
    expect(isWorkingDay('2026-10-07')).toBe(false);
  });

  it('takes the day from the zone, not from UTC', () => {
    // 23:30 UTC on Friday is Saturday morning in Beijing.
    expect(workingDaysBetween(new Date('2026-05-22T23:30:00Z'), at('2026-05-25T09:00:00'), ZONE)).toBe(1);
    expect(localDate(new Date('2026-05-22T23:30:00Z'), ZONE)).toBe('2026-05-23');
  });

  it('falls back to weekends for a year that has no notice', () => {
    expect(isWorkingDay('2031-01-01')).toBe(true);
    expect(isWorkingDay('2031-01-04')).toBe(false);
  });

  it('ends at five where clocks change', () => {
    expect(workingDayDeadline(new Date('2027-03-26T09:00:00Z'), 1, 'Europe/Berlin')).toEqual(new Date('2027-03-29T15:00:00Z'));
  });

  it('refuses what is not a number of days', () => {
    for (const days of [-1, 0.5, Number.NaN]) expect(() => workingDayDeadline(new Date(0), days, ZONE)).toThrow(RangeError);
  });

  it('has only weekend days as make-up days, and only inside their year', () => {
    for (const { year, makeUpDays, holidays } of WORKING_CALENDAR) {
      for (const day of makeUpDays) expect([0, 6]).toContain(new Date(day).getUTCDay());
      for (const day of [...makeUpDays, ...holidays.flat()]) expect(day.slice(0, 4)).toBe(String(year));
    }
  });

  it('adding and counting agree, for every instant', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 60 }), (from, days) => {
        const to = workingDayDeadline(from, days, ZONE);
        expect(workingDaysBetween(from, to, ZONE)).toBe(days);
        expect(workingDaysBetween(to, from, ZONE)).toBe(-days || 0);
        if (days > 0) expect(isWorkingDay(localDate(to, ZONE))).toBe(true);
      }),
    );
  });

  it('adds in steps what it adds at once', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (from, a, b) => {
        expect(workingDayDeadline(workingDayDeadline(from, a, ZONE), b, ZONE)).toEqual(workingDayDeadline(from, a + b, ZONE));
      }),
    );
  });

  it('shifts a date there and back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -400, max: 400 }), (instant, days) => {
        const date = localDate(instant, ZONE);
        expect(shiftDate(shiftDate(date, days), -days)).toBe(date);
      }),
    );
  });
});

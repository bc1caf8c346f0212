import { firstDay, periodStart } from './figure-period.js';

const ZONE = 'Asia/Shanghai';

describe('the periods of figures', () => {
  it.each([
    ['2026-11-23T02:00:00Z', '2026-01-01', '2026-10-01'],
    // The first minute of a year in Beijing is still the last day of the old one in UTC.
    ['2025-12-31T16:00:00Z', '2026-01-01', '2026-01-01'],
    ['2025-12-31T15:59:59Z', '2025-01-01', '2025-10-01'],
    ['2026-03-31T16:00:00Z', '2026-01-01', '2026-04-01'],
    ['2026-06-30T15:00:00Z', '2026-01-01', '2026-04-01'],
    ['2024-02-29T04:00:00Z', '2024-01-01', '2024-01-01'],
  ])('at %s begin by the platform’s calendar', (now, year, quarter) => {
    expect([firstDay('year', new Date(now), ZONE), firstDay('quarter', new Date(now), ZONE), firstDay('all', new Date(now), ZONE)]).toEqual([year, quarter, null]);
  });

  it('begin at midnight there', () => {
    expect(periodStart('quarter', new Date('2026-11-23T02:00:00Z'), ZONE).toISOString()).toBe('2026-09-30T16:00:00.000Z');
    expect(periodStart('all', new Date('2026-11-23T02:00:00Z'), ZONE).getTime()).toBe(0);
  });
});

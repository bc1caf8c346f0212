import { addWorkingHours, workingHoursBetween } from './working-hours.js';

const ZONE = 'Asia/Shanghai';
const at = (text: string): Date => new Date(`${text}+08:00`);

describe('working hours', () => {
  it.each([
    ['within a day', '2026-11-23T09:00', 8, '2026-11-23T17:00'],
    ['into the next day', '2026-11-23T15:00', 8, '2026-11-24T15:00'],
    ['over a weekend', '2026-11-27T16:00', 2, '2026-11-30T10:00'],
    ['from the evening', '2026-11-23T20:00', 8, '2026-11-24T17:00'],
    ['from before opening', '2026-11-23T06:30', 1, '2026-11-23T10:00'],
    ['from a Sunday', '2026-11-22T12:00', 0.5, '2026-11-23T09:30'],
  ])('count %s', (_, from, hours, to) => {
    expect(addWorkingHours(at(from), hours, ZONE)).toEqual(at(to));
    expect(workingHoursBetween(at(from), at(to), ZONE)).toBeCloseTo(hours);
  });

  it('are negative backwards and nothing at night', () => {
    expect(workingHoursBetween(at('2026-11-24T10:00'), at('2026-11-23T16:00'), ZONE)).toBeCloseTo(-2);
    expect(workingHoursBetween(at('2026-11-23T18:00'), at('2026-11-24T08:00'), ZONE)).toBe(0);
  });
});

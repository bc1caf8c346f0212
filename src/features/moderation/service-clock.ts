import { workingHoursBetween } from '../../shared/working-hours.js';

/** Working hours within which an officer decides: one working day. */
export const REVIEW_HOURS = 8;
/** In the last so many working hours a case is urgent. */
const URGENT_HOURS = 1.5;

export interface ServiceClock {
  /** Working hours left until it is due; negative when it is late. */
  readonly hoursLeft: number;
  readonly state: 'in-time' | 'urgent' | 'late';
}

/** Where a case stands against its due time. `zone` is the office's. */
export function serviceClock(dueAt: Date, now: Date, zone: string): ServiceClock {
  const hoursLeft = workingHoursBetween(now, dueAt, zone);
  return { hoursLeft, state: now > dueAt ? 'late' : hoursLeft <= URGENT_HOURS ? 'urgent' : 'in-time' };
}

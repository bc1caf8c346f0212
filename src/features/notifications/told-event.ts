import type { JobRun } from '../../platform/queue/job.js';

/** The event that a mail tells of; it makes the mail's row unique. @throws when a job was started without one */
export function eventOf({ eventId }: JobRun): string {
  if (!eventId) throw new Error('A mail must tell of an event');
  return eventId;
}

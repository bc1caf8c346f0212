import { defineEvent } from '../events/event.js';

export interface MailQueued {
  readonly messageId: string;
}

/** A mail waits to be sent. */
export const mailQueued = defineEvent<MailQueued>('mail.queued');

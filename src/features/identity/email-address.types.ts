import { z } from 'zod';

/** RFC 5321: 254 octets in a mailbox. */
const MAX_LENGTH = 254;

/** The form that is stored and compared. Mail servers that tell upper from lower case are not in use any more. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** An e-mail address as it is stored. */
export const emailField = z.string().max(MAX_LENGTH).transform(normaliseEmail).pipe(z.email());

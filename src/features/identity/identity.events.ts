import { defineEvent } from '../../platform/events/event.js';

export interface PersonEvent {
  readonly personId: string;
}

/** Somebody signed up; their address is not proved yet. */
export const personRegistered = defineEvent<PersonEvent>('person.registered');

/** The link that proves an address is wanted (again): after signing up, and when the first mail was lost. */
export const personConfirmationRequested = defineEvent<PersonEvent>('person.confirmation-requested');

/** The address is theirs. */
export const personConfirmed = defineEvent<PersonEvent>('person.confirmed');

/** Somebody who has this person's address wants to set a new password. */
export const personResetRequested = defineEvent<PersonEvent>('person.reset-requested');

/** The password is another one, by the settings or by a mailed link: its owner should hear of it. */
export const personPasswordChanged = defineEvent<PersonEvent>('person.password-changed');

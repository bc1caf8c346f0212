import { defineMail } from '../../platform/mail/mail-template.js';

/** What is new in all of somebody's searches. */
export const NEW_IN_SEARCHES = defineMail({ name: 'saved-searches.new', stream: 'saved-searches' });

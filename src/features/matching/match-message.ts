import { findContacts } from '../../shared/contact-data.js';
import { AppError } from '../../shared/errors.js';
import { MATCH_ERRORS } from './match.errors.js';

/**
 * A sentence for the other side that is read before both have agreed: until then nobody's contacts are shown, not even
 * by themselves, so that nobody is harvested and the platform's promise holds.
 * @throws AppError invalid (field `message`), naming what was found
 */
export function assertWithoutContacts(message: string | null): void {
  const [found] = message === null ? [] : findContacts(message);
  if (!found) return;
  const { zh, en } = MATCH_ERRORS.contactInMessage;
  throw new AppError(MATCH_ERRORS.contactInMessage, { excerpt: found.excerpt }, [{ field: 'message', zh, en, params: { excerpt: found.excerpt } }]);
}

import type { Text } from '../../shared/language.js';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { IDENTITY_TEXTS } from './identity.texts.js';
import { MAX_PASSWORD, MIN_PASSWORD } from './password.types.js';

/**
 * One form for one password, whatever keyboard it was typed on (NFKC, as NIST SP 800-63B 5.1.1.2 asks for). Nothing is cut
 * off and no space is dropped.
 */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * What to do about a password that must not be taken, or null. Length and a few things that are tried first; no rules about
 * kinds of characters, which make passwords worse. The length is in characters as people count them.
 */
export function passwordProblem(password: string, person: { readonly email: string }): Text | null {
  const normal = normalisePassword(password);
  const characters = [...normal];
  if (characters.length < MIN_PASSWORD) return IDENTITY_TEXTS.passwordShort;
  if (characters.length > MAX_PASSWORD) return IDENTITY_TEXTS.passwordLong;
  const plain = normal.toLowerCase().replaceAll(/\s/g, '');
  const [name = ''] = person.email.split('@');
  if (plain === person.email || plain === name) return IDENTITY_TEXTS.passwordIsEmail;
  if (new Set(plain).size < 4 || COMMON_PASSWORDS.has(plain)) return IDENTITY_TEXTS.passwordCommon;
  return null;
}

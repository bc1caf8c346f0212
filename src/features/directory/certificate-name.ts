import type { Language } from '../../shared/language.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';

/** The sign by which everybody calls a certificate, where it has one: `ISO 9001`, `CNAS`, `GB/T 23001`. */
function signOf(nameEn: string): string | null {
  return /^[A-Z][A-Z/]+(?: ?\d+)?(?= |$)/.exec(nameEn)?.[0] ?? null;
}

/** For a list of facts: the sign, or the name where it has none. */
export function shortCertificate(taxonomy: TaxonomyService, code: string, language: Language): string {
  return signOf(taxonomy.label('certificate', code, 'en')) ?? taxonomy.label('certificate', code, language);
}

/** For a choice: the sign in front of the Chinese name, since buyers look for the sign. */
export function longCertificate(taxonomy: TaxonomyService, code: string, language: Language): string {
  const name = taxonomy.label('certificate', code, language);
  const sign = signOf(taxonomy.label('certificate', code, 'en'));
  return language === 'en' || sign === null || name.includes(sign) ? name : `${sign} ${name}`;
}

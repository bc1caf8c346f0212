/**
 * The unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters – registrar (1), kind (1), region of
 * registration (6, GB/T 2260), organisation code (9, GB 11714), check digit (1).
 *
 * A failing check is a doubt for the reviewer and never a refusal: legal early codes exist that fail it.
 */

/** GB 32100-2015, table 1: the digits and the letters without I, O, S, V and Z; a character's place is its value. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC_LENGTH = 18;
const USCC_MODULUS = 31;
const SHAPE = new RegExp(`^[${ALPHABET}]{2}\\d{6}[${ALPHABET}]{9}[${ALPHABET}]$`);

/** GB 11714, weights of the eight characters before the check digit; letters count from A = 10, unlike in the code around it. */
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_MODULUS = 11;

export type UsccWarning =
  /** Not 18 characters. */
  | 'length'
  /** 18 characters, but one that the standard does not use, or a letter in the region. */
  | 'characters'
  /** The 18th character is not the one that the others give. */
  | 'check-digit'
  /** The 17th character is not the one that the organisation code gives. */
  | 'organisation-code';

interface ParsedUscc {
  /** Half width, upper case, without spaces and grouping: the form that is stored and compared. */
  readonly uscc: string;
  /** 18 characters of the standard's alphabet in their places; says nothing about the check digits. */
  readonly isWellFormed: boolean;
  readonly warnings: readonly UsccWarning[];
}

/** The check digit of a code's first 17 characters: (31 − Σ value·3^i mod 31) mod 31. Null when a character is foreign. */
export function usccCheckDigit(first17: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % USCC_MODULUS;
  }
  return ALPHABET[(USCC_MODULUS - (sum % USCC_MODULUS)) % USCC_MODULUS] ?? null;
}

/** The check digit of an organisation code's first 8 characters: 11 − Σ value·weight mod 11, where 10 is X and 11 is 0. */
export function organisationCheckDigit(first8: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, i) => total + weight * ORGANISATION_ALPHABET.indexOf(first8[i] ?? '0'), 0);
  const digit = (ORGANISATION_MODULUS - (sum % ORGANISATION_MODULUS)) % ORGANISATION_MODULUS;
  return digit === 10 ? 'X' : String(digit);
}

/** What somebody typed, in the stored form: full width to half width (NFKC), upper case, no spaces, hyphens or dots. */
function normaliseUscc(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[\s\-‐-―−·.。_]/gu, '');
}

/** Never throws: whatever was typed comes back normalised, with what is doubtful about it. */
export function parseUscc(text: string): ParsedUscc {
  const uscc = normaliseUscc(text);
  if ([...uscc].length !== USCC_LENGTH) return { uscc, isWellFormed: false, warnings: ['length'] };
  if (!SHAPE.test(uscc)) return { uscc, isWellFormed: false, warnings: ['characters'] };
  const warnings: UsccWarning[] = [];
  if (usccCheckDigit(uscc.slice(0, 17)) !== uscc[17]) warnings.push('check-digit');
  if (organisationCheckDigit(uscc.slice(8, 16)) !== uscc[16]) warnings.push('organisation-code');
  return { uscc, isWellFormed: true, warnings };
}

/**
 * A valid code that belongs to nobody we know, for tests and the demonstration: a company (91), registered in a county.
 * Its organisation code is MA9Y9 and the number.
 * @param region six digits of GB/T 2260
 * @param n 0 to 999, which makes the codes of one region differ
 */
export function makeUscc(region: string, n: number): string {
  if (!/^\d{6}$/.test(region)) throw new RangeError(`not six digits: ${region}`);
  if (!Number.isInteger(n) || n < 0 || n > 999) throw new RangeError(`not between 0 and 999: ${n}`);
  const organisation = `MA9Y9${String(n).padStart(3, '0')}`;
  const first17 = `91${region}${organisation}${organisationCheckDigit(organisation)}`;
  return first17 + (usccCheckDigit(first17) ?? '');
}

import { z } from 'zod';

/** Half of a surrogate pair cannot be stored, and Postgres refuses NUL: neither is text. */
function isCleanText(value: string): boolean {
  return value.isWellFormed() && !value.includes('\0');
}

/**
 * Text as people type it: emoji, right-to-left, quotes and markup are kept as they are and shown as plain text.
 * Line ends become LF, space around is dropped. Lengths are in UTF-16 code units.
 */
export function textField(max: number, min = 0) {
  return z
    .string()
    .refine(isCleanText, { abort: true })
    // For the description of the machine interface, which only sees what comes before a transformation.
    .meta({ maxLength: max, ...(min > 0 && { minLength: min }) })
    .transform((value) => value.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(min).max(max));
}

/** The same, where an empty field means that nothing was said. */
export function optionalText(max: number) {
  return textField(max)
    .transform((value) => (value === '' ? null : value))
    .nullish()
    .transform((value) => value ?? null);
}

/** An identifier in an address or a body; what is none is refused before anybody looks for it. */
export const idField = z.uuid();

/** A day, YYYY-MM-DD, of this calendar's centuries: the database has no year 0. */
export const dayField = z.iso.date({ abort: true }).regex(/^(?:19|2\d)/);

/** Code of a code list (`130981`, `DAT-ACQ`). */
export const codeField = z.string().regex(/^[\w.\-/ ]{1,40}$/);

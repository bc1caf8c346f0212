import { z } from 'zod';

/** What a reader of `.env.example` is told about one setting. */
interface SettingNote {
  section: string;
  /** What it does and when to set it; one sentence a line. */
  text: string;
  /** Used when the variable is missing or blank; goes through the same parser as a typed value. */
  default?: string;
  /** Shown where there is no default. */
  example?: string;
}

export const settingNotes = z.registry<SettingNote>();

/** `A=` in a file means "not set": compose files pass blanks on for what nobody chose. */
const typed = z
  .string()
  .optional()
  .transform((value) => value?.trim() || undefined);

export function settingWithDefault<T>(note: SettingNote & { default: string }, parser: z.ZodType<T, string>) {
  return typed
    .transform((value) => value ?? note.default)
    .pipe(parser)
    .register(settingNotes, note);
}

export function optionalSetting<T>(note: SettingNote & { example: string }, parser: z.ZodType<T, string>) {
  return typed.pipe(parser.optional()).register(settingNotes, note);
}

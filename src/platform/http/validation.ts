import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { AppError, type FieldError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { HTTP_ERRORS } from './http.errors.js';
import { currentLanguage } from './request-context.js';
import { VALIDATION_TEXTS as T } from './validation.texts.js';

/** Words for what a schema found, in the reader's language: what to do, not what is wrong. */
function messageFor(issue: z.core.$ZodRawIssue): string | undefined {
  const tell = (text: (typeof T)[keyof typeof T], params = {}): string => say(text, currentLanguage(), params);
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === '' ? tell(T.required) : tell(T.wrongType);
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? tell(T.required) : tell(T.tooShort, { n: Number(issue.minimum) });
      if (issue.origin === 'array' || issue.origin === 'set') return tell(T.tooFew, { n: Number(issue.minimum) });
      return tell(T.tooSmall, { n: Number(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string') return tell(T.tooLong, { n: Number(issue.maximum) });
      if (issue.origin === 'array' || issue.origin === 'set') return tell(T.tooManyItems, { n: Number(issue.maximum) });
      return tell(T.tooBig, { n: Number(issue.maximum) });
    case 'invalid_format':
      if (issue.format === 'email') return tell(T.email);
      if (issue.format === 'url') return tell(T.url);
      if (issue.format === 'date') return tell(T.date);
      return tell(T.format);
    case 'invalid_value':
      return issue.input === undefined || issue.input === '' ? tell(T.choose) : tell(T.notOffered);
    case 'unrecognized_keys':
      return tell(T.unknownFields, { names: issue.keys.join(', ').slice(0, 200) });
    case 'custom':
      return tell(T.unclean);
    default:
      return tell(T.wrongType);
  }
}

z.config({ localeError: messageFor });

/** A schema's issues as field errors. Their words are already in the reader's language. */
function fieldErrors(issues: readonly { readonly message: string; readonly path?: readonly unknown[] | undefined }[]): FieldError[] {
  return issues.slice(0, 50).map(({ message, path }) => ({
    field: (path ?? []).map((part) => String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part)).join('.'),
    zh: message,
    en: message,
  }));
}

/** Checks what routes declare (`@Body({ schema })`, `@Query({ schema })`, `@Param('id', { schema })`). */
export const validationPipe = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => new AppError(HTTP_ERRORS.invalid, {}, fieldErrors(issues)),
});

/** What a form brought: its values when they can be used, else one message a field; the typed text is in `body` still. */
type FormResult<T> = { readonly ok: true; readonly values: T } | { readonly ok: false; readonly errors: FieldError[] };

/** Checks a form's body by hand, for pages that come back with what was typed. The CSRF field is not part of the schema. */
export function parseForm<Schema extends z.ZodType>(schema: Schema, body: unknown): FormResult<z.output<Schema>> {
  const { _csrf: _token, ...fields } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const result = schema.safeParse(fields);
  return result.success ? { ok: true, values: result.data } : { ok: false, errors: fieldErrors(result.error.issues) };
}

import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { AppError, type ErrorKind } from '../../shared/errors.js';
import { type Language, say } from '../../shared/language.js';
import { hasGivenWay, isDatabaseUnavailable, isValueRefused, refusalFor } from '../database/constraint-errors.js';
import { HTTP_ERRORS } from './http.errors.js';

/** A refusal as it is answered: RFC 9457, with a stable code, the fields and the request's number. */
export const problemDocument = z.object({
  type: z.literal('about:blank'),
  title: z.string().meta({ description: 'What to do next, in the language of the request' }),
  status: z.number().int(),
  code: z.string().meta({ description: 'Stable: `listing.not-draft`' }),
  requestId: z.string().meta({ description: 'Finds the request in the log' }),
  errors: z
    .array(z.object({ field: z.string().meta({ description: 'A path: `items.3.title`' }), message: z.string() }))
    .optional()
    .meta({ description: 'The fields that have to change' }),
});
export type Problem = Readonly<z.infer<typeof problemDocument>>;

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  unavailable: 503,
};

/** Any error as the refusal it stands for, or null when it is a fault of ours. */
export function asRefusal(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const refusal = refusalFor(error);
  if (refusal) return new AppError(refusal);
  if (isDatabaseUnavailable(error)) return new AppError(HTTP_ERRORS.unavailable);
  if (hasGivenWay(error)) return new AppError(HTTP_ERRORS.conflict);
  if (isValueRefused(error)) return new AppError(HTTP_ERRORS.invalid);
  // TypeORM's optimistic locking: somebody else saved in between.
  if (error instanceof Error && error.name === 'OptimisticLockVersionMismatchError') return new AppError(HTTP_ERRORS.conflict);
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  switch (status) {
    case 400:
      return new AppError(HTTP_ERRORS.malformed);
    case 401:
      return new AppError(HTTP_ERRORS.unauthenticated);
    case 403:
      return new AppError(HTTP_ERRORS.forbidden);
    case 404:
    case 405:
      return new AppError(HTTP_ERRORS.notFound);
    case 413:
    case 414:
    case 431:
      return new AppError(HTTP_ERRORS.tooLarge);
    case 415:
      return new AppError(HTTP_ERRORS.unsupported);
    default:
      return typeof status === 'number' && status >= 400 && status < 500 ? new AppError(HTTP_ERRORS.malformed) : null;
  }
}

/** The problem document of a refusal; null stands for a fault of ours and answers 500. */
export function problemOf(refusal: AppError | null, language: Language, requestId: string): Problem {
  const definition = refusal?.definition ?? HTTP_ERRORS.internal;
  return {
    type: 'about:blank',
    title: say(definition, language, refusal?.params),
    status: refusal ? STATUS[refusal.kind] : 500,
    code: definition.code,
    requestId,
    ...(refusal && refusal.fields.length > 0
      ? { errors: refusal.fields.map(({ field, params, ...text }) => ({ field, message: say(text, language, params) })) }
      : {}),
  };
}

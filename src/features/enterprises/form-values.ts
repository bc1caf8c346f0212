import { AppError } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';

/** What a form sent under a name, as text; anything else than one text counts as nothing. */
export function typed(body: unknown, name: string): string {
  const value = (typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined) ?? '';
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0') ? value : '';
}

/** The same for several: boxes that were ticked. */
export function ticked(body: unknown, name: string): string[] {
  const value = (typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined) ?? [];
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

/** An id that a form sent. @throws AppError not-found for anything else: no page of ours sends it */
export function typedId(body: unknown, name: string): string {
  const value = typed(body, name);
  if (!isId(value)) throw new AppError(ENTERPRISE_ERRORS.notFound);
  return value;
}

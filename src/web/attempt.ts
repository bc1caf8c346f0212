import { asRefusal } from '../platform/http/problem.js';
import type { AppError, FieldError } from '../shared/errors.js';
import { type Language, say, type Text } from '../shared/language.js';
import { type Problem, problemsOf } from './components/form.js';
import type { Notice } from './notice.js';

/** What came of an act that a form asked for. */
export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: AppError };

/**
 * Does what a form asks for. A refusal comes back, so that the form can be shown again with all that was typed; what is not the
 * reader's to mend goes on to the error page.
 */
export async function attempt<T>(act: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await act };
  } catch (error) {
    const refusal = asRefusal(error);
    if (!refusal || refusal.kind === 'unavailable' || refusal.kind === 'not-found') throw error;
    return { ok: false, refusal };
  }
}

/** A refusal on the page that one is led back to: nothing was done, and nothing is lost. */
export function refusalNotice(refusal: AppError, language: Language): Notice {
  return { tone: 'warn', title: refusal.in(language) };
}

/** What came of an act, on the page that one is led to next; it may have been done already, by another click or a colleague. */
export function outcomeNotice(act: Attempt<unknown>, done: Text, language: Language): Notice {
  return act.ok ? { tone: 'ok', title: say(done, language) } : refusalNotice(act.refusal, language);
}

/** What a form's schema found, for the form that comes back. */
export function fieldProblems(errors: readonly FieldError[], language: Language): Problem[] {
  return errors.map(({ field, params, ...text }) => ({ field, message: say(text, language, params) }));
}

/** The problems of a refusal; one that names no field is put to a field of the form, so that it is read where one looks. */
export function problemsAt(refusal: AppError, language: Language, field: string): Problem[] {
  const problems = problemsOf(refusal, language);
  return problems.length > 0 ? problems : [{ field, message: refusal.in(language) }];
}

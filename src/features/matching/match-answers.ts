import type { z } from 'zod';
import { parseForm } from '../../platform/http/validation.js';
import { type Language, say } from '../../shared/language.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import type { ReturnedForm } from '../../web/links/link-page.js';
import { PAGE_TEXTS as T } from './match-pages.texts.js';
import { answerForm, replyForm } from './match.dto.js';
import type { FactoryReply, ProviderAnswer } from './matching.service.js';

/** What a provider's form says: an answer, or a colleague to ask. */
type SaidAnswer = { readonly answer: ProviderAnswer } | { readonly passTo: string };

/** Reads an answer from a form; it comes back when the colleague is missing. A no without a reason is still an answer. */
export function readAnswer(body: unknown, language: Language): SaidAnswer | ReturnedForm {
  const form = read(answerForm, body, language);
  if ('problems' in form) return form;
  const { choice, reason, colleague, message } = form;
  if (choice === 'interested') return { answer: { choice, message } };
  if (choice === 'passed') return colleague ? { passTo: colleague } : missing(body, 'colleague', say(T.chooseColleague, language));
  return { answer: { choice, reason: reason || 'other', message } };
}

export function readReply(body: unknown, language: Language): { readonly reply: FactoryReply } | ReturnedForm {
  const form = read(replyForm, body, language);
  if ('problems' in form) return form;
  const { choice, reason, message } = form;
  if (choice === 'accepted') return { reply: { choice, message } };
  return { reply: { choice, reason: reason || 'other', message } };
}

function read<Schema extends z.ZodType<object>>(schema: Schema, body: unknown, language: Language): z.output<Schema> | ReturnedForm {
  const form = parseForm(schema, body);
  if (form.ok) return form.values;
  return { values: keptValues(body), problems: fieldProblems(form.errors, language) };
}

function missing(body: unknown, field: string, message: string): ReturnedForm {
  return { values: keptValues(body), problems: [{ field, message }] };
}

/** Does what a form said; a refusal that its reader can mend comes back with the form, any other goes on to the error page. */
export async function orReturned(act: Promise<void>, body: unknown, language: Language): Promise<ReturnedForm | null> {
  const done = await attempt(act);
  if (done.ok) return null;
  if (done.refusal.kind !== 'invalid') throw done.refusal;
  return { values: keptValues(body), problems: problemsAt(done.refusal, language, 'message') };
}

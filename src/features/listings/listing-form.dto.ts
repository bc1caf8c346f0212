import { createHash } from 'node:crypto';
import { z } from 'zod';
import { currentLanguage } from '../../platform/http/request-context.js';
import { textField } from '../../platform/http/text-field.js';
import { say, type Text } from '../../shared/language.js';
import { yuanOfWan } from '../../web/format.js';
import { PAGE_TEXTS as T } from './listing-pages.texts.js';
import { TEMPLATE_CODES, withoutOpenQuestions } from './demand-templates.js';
import { LIMITS, type ListingInput } from './listing.dto.js';

/** What a page's form sends is text: these make of it what the services take. Words of refusals are the reader's. */
function parsed<T>(max: number, parse: (text: string) => T | null, problem: Text) {
  return textField(max)
    .default('')
    .transform((text, context): T | null => {
      if (text === '') return null;
      const value = parse(text);
      if (value === null) context.addIssue({ code: 'custom', message: say(problem, currentLanguage()) });
      return value;
    });
}

const text = (max: number) => textField(max).default('');
const whole = (least: number, most: number) => (typed: string) => (/^\d{1,5}$/.test(typed) && Number(typed) >= least && Number(typed) <= most ? Number(typed) : null);
/** A group of checkboxes sends nothing, one text or a list. */
const codes = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((values) => [values].flat().filter((code) => /^[\w.\-/]{1,40}$/.test(code)))
  .pipe(z.array(z.string()).max(60));

export const listingForm = z.object({
  title: text(LIMITS.title),
  body: text(LIMITS.body),
  product: text(LIMITS.thing),
  materials: text(LIMITS.thing),
  methods: text(LIMITS.thing),
  effect: text(LIMITS.thing),
  application: text(LIMITS.thing),
  /** What was typed into the pickers, and the code that was chosen. */
  category: text(100),
  categoryCode: text(40),
  region: text(100),
  regionCode: text(40),
  industry: text(100),
  industryCode: text(40),
  serviceRegions: codes,
  quantity: text(LIMITS.quantity),
  budgetMin: parsed(20, yuanOfWan, T.amount),
  budgetMax: parsed(20, yuanOfWan, T.amount),
  deadline: z.union([z.literal(''), z.iso.date()]).default(''),
  leadDays: parsed(10, whole(0, 3650), T.wholeNumber),
  certificates: codes,
  tags: text(400).transform((typed) => [...new Set(typed.split(/[,，、;；\n]+/).map((tag) => tag.trim()))].filter((tag) => tag !== '')),
  seats: parsed(3, whole(1, 20), T.seatsHint),
  version: z.coerce.number().int().min(0).default(0),
  go: z.string().max(20).default('save'),
});
export type ListingForm = z.output<typeof listingForm>;

export const startForm = z.object({
  /** Made anew with each page: which form it is that is sent. */
  form: z.uuid().optional().catch(undefined),
  enterpriseId: z.uuid().optional(),
  title: textField(LIMITS.title, 1),
  body: text(LIMITS.body).transform(withoutOpenQuestions),
});

/**
 * The key of the draft that a form makes: a browser without a script sends a form as often as its button is clicked, and all of that is one
 * draft. Who comes back to the page and writes something else means another one.
 */
export function keyOfDraft({ form, title, body }: z.output<typeof startForm>): string | undefined {
  if (form === undefined) return undefined;
  return `form-${createHash('sha256').update(JSON.stringify([form, title, body])).digest('base64url')}`;
}

/** The start page's button for an outline: everything typed comes back, with the questions below it. */
export const outlineForm = z.object({ go: z.literal('outline'), template: z.enum(TEMPLATE_CODES), body: z.string().max(LIMITS.body).default('') });

/** What the words in the pickers mean. */
export interface PickedCodes {
  readonly regionCode: string | null;
  readonly industryCode: string | null;
  readonly categoryCode: string | null;
}

/** The form with its places resolved, as the service takes it. */
export function inputOfForm(form: ListingForm, places: PickedCodes): ListingInput {
  return {
    content: {
      title: form.title,
      body: form.body,
      materials: form.materials,
      methods: form.methods,
      effect: form.effect,
      product: form.product,
      application: form.application,
      categoryCode: places.categoryCode,
      industryCode: places.industryCode,
      regionCode: places.regionCode,
      serviceRegions: form.serviceRegions,
      quantity: form.quantity || null,
      budgetMin: form.budgetMin,
      budgetMax: form.budgetMax,
      deadline: form.deadline || null,
      leadDays: form.leadDays,
      certificates: form.certificates,
    },
    tags: form.tags.slice(0, LIMITS.tags).map((tag) => tag.slice(0, LIMITS.tag).toWellFormed()),
    seats: form.seats,
  };
}

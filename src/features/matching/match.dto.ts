import { z } from 'zod';
import { idField, optionalText, textField } from '../../platform/http/text-field.js';
import { LANGUAGES } from '../../shared/language.js';
import { DECLINE_REASONS, REFUSE_REASONS } from './match.reasons.js';

const MAX_MESSAGE = 1_000;
const message = optionalText(MAX_MESSAGE).meta({ description: 'A sentence for the other side; without contacts' });

export const answerBody = z
  .discriminatedUnion('choice', [
    z.strictObject({ choice: z.literal('interested'), message }),
    z.strictObject({ choice: z.literal('declined'), reason: z.enum(DECLINE_REASONS), message }),
  ])
  .meta({ id: 'MatchAnswer' });
export type AnswerBody = z.output<typeof answerBody>;

export const replyBody = z
  .discriminatedUnion('choice', [
    z.strictObject({ choice: z.literal('accepted'), message }),
    z.strictObject({ choice: z.literal('refused'), reason: z.enum(REFUSE_REASONS), message }),
  ])
  .meta({ id: 'MatchReply' });
export type ReplyBody = z.output<typeof replyBody>;

/** A link says its page's language; programs may leave it to the header. */
export const scoreFileQuery = z.strictObject({ lang: z.enum(LANGUAGES).optional() });
export type ScoreFileQuery = z.output<typeof scoreFileQuery>;

export const passBody = z.strictObject({ personId: idField }).meta({ id: 'MatchPassing' });
export type PassBody = z.output<typeof passBody>;

export const volunteerBody = z.strictObject({ offeringId: idField, message }).meta({ id: 'MatchOffer' });
export type VolunteerBody = z.output<typeof volunteerBody>;

const empty = z.literal('');

/** The same as a form sends it: every field is there, and what does not belong to the choice is ignored. */
export const answerForm = z.strictObject({
  choice: z.enum(['interested', 'declined', 'passed']),
  reason: z.enum(DECLINE_REASONS).or(empty).default(''),
  colleague: idField.or(empty).default(''),
  message: optionalText(MAX_MESSAGE),
});

export const replyForm = z.strictObject({
  choice: z.enum(['accepted', 'refused']),
  reason: z.enum(REFUSE_REASONS).or(empty).default(''),
  message: optionalText(MAX_MESSAGE),
});

/** A demand in an address of the portal: its public code, or its id. */
export const codeOrId = textField(60, 1);

import { z } from 'zod';
import { currentLanguage } from '../../platform/http/request-context.js';
import { dayField, idField } from '../../platform/http/text-field.js';
import { say } from '../../shared/language.js';
import { yuanOfWan } from '../../web/format.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from './engagement-pages.texts.js';
import { OUTCOME_LINK, type OutcomeChoice } from './engagement-links.types.js';
import { MAX_AMOUNT, REPORTED_STAGES } from './engagements.types.js';

/** An amount as people type it, in 万元; CNY comes out, at least one. */
const wanField = z
  .string()
  .default('')
  .transform((typed, context): number => {
    const yuan = yuanOfWan(typed);
    if (yuan !== null && yuan > 0 && yuan <= MAX_AMOUNT) return yuan;
    context.addIssue({ code: 'custom', message: say(T.amountProblem, currentLanguage()) });
    return z.NEVER;
  });

/** What the forms of the engagement's page send. */
export const stageForm = z.object({ stage: z.enum(REPORTED_STAGES) });
export const statementForm = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('signed'), amount: wanField, day: dayField }),
  z.object({ stage: z.literal('accepted'), day: dayField }),
]);
export const answerForm = z.object({ reportId: idField, isSo: z.enum(['yes', 'no']).transform((said) => said === 'yes') });

/** What the page behind a mail's link sends first of all; what an answer needs besides is read when it is known. */
export const outcomeForm = z.object({ choice: z.enum(Object.keys(OUTCOME_LINK.outcomes) as [OutcomeChoice, ...OutcomeChoice[]]) });

import { z } from 'zod';
import { chosen, paged, pageFields } from '../../platform/http/page-query.js';
import { codeField, idField, optionalText } from '../../platform/http/text-field.js';
import { SETTLEMENTS } from '../engagements/engagements.types.js';
import { DECISIONS, HINT_CODES, REVIEW_STATUSES, SUBJECT_KINDS } from './review.types.js';

const MAX_BULK = 200;
const MAX_NOTE = 2_000;

const reasonCodes = z
  .array(codeField)
  .max(10)
  .default([])
  .transform((codes) => [...new Set(codes)]);
const ruling = {
  decision: z.enum(DECISIONS),
  reasonCodes: reasonCodes.meta({ description: 'Why it is returned or rejected; see GET /api/v1/review-reasons' }),
  note: optionalText(MAX_NOTE).meta({ description: 'Your own words to the enterprise' }),
};

export const decisionBody = z
  .strictObject({
    ...ruling,
    version: z.number().int().min(1).optional().meta({ description: 'The version that you read; another one since then answers 409' }),
  })
  .meta({ id: 'ReviewDecision' });
export type DecisionBody = z.output<typeof decisionBody>;

const settlement = {
  as: z.enum(SETTLEMENTS).meta({ description: 'As one side has it; `neither`: nothing is stated and both are asked anew' }),
  note: ruling.note.meta({ description: 'Your own words to both' }),
};
export const settlementBody = z.strictObject({ ...settlement, version: z.number().int().min(1).optional() }).meta({ id: 'EngagementSettlement' });
export type SettlementBody = z.output<typeof settlementBody>;
export const settlementForm = z.object({ ...settlement, version: z.coerce.number().int().min(1) });

export const bulkBody = z
  .strictObject({
    ids: z.array(idField).min(1).max(MAX_BULK),
    ...ruling,
    acknowledgeHints: z
      .boolean()
      .default(false)
      .meta({ description: 'Approve cases with hints too: say so only when somebody has read them' }),
  })
  .meta({ id: 'BulkDecision' });
export type BulkBody = z.output<typeof bulkBody>;

export const suspensionBody = z.strictObject({ reasonCodes, note: ruling.note }).meta({ id: 'ListingSuspension' });
export type SuspensionBody = z.output<typeof suspensionBody>;

export const reviewsQuery = z
  .strictObject({
    status: z.enum([...REVIEW_STATUSES, 'decided']).default('open').meta({ description: '`decided`: whatever came of it' }),
    subject: z.enum(['enterprise', 'demand', 'offering', 'engagement']).optional(),
    region: codeField.optional(),
    hint: z.enum([...HINT_CODES, 'none']).optional().meta({ description: 'Only cases with this hint; `none`: without any' }),
    due: z.enum(['late', 'soon']).optional().meta({ description: 'late: over their time; soon: due within two hours' }),
    ...pageFields,
  });
export type ReviewsQuery = z.output<typeof reviewsQuery>;

/** The address of the queue's page. */
export const queuePageQuery = z.object({
  subject: chosen(z.enum(['enterprise', 'demand', 'offering', 'engagement'])),
  hint: chosen(z.enum([...HINT_CODES, 'none'])),
  due: chosen(z.enum(['late', 'soon'])),
  page: pageFields.page,
});
export type QueuePageQuery = z.output<typeof queuePageQuery>;

/** Checkboxes send nothing, one value or a list. */
const several = (schema: z.ZodType<string, string>, most: number) =>
  z
    .union([schema, z.array(schema).max(most)])
    .default([])
    .transform((values) => [...new Set([values].flat())]);

/** What the forms of the officers' pages send. */
export const decisionForm = z.object({
  decision: z.enum(DECISIONS),
  reasonCodes: several(codeField, 10),
  note: optionalText(MAX_NOTE),
  version: z.coerce.number().int().min(1),
});
export const bulkForm = z.object({
  do: z.enum(['approve', 'return', 'return-now']),
  case: several(idField, MAX_BULK),
  reasonCodes: several(codeField, 10),
  note: optionalText(MAX_NOTE),
});
export const suspensionForm = z.object({ do: z.enum(['suspend', 'restore']), reasonCodes: several(codeField, 10), note: optionalText(MAX_NOTE) });

const hint = z.object({ code: z.enum(HINT_CODES) }).catchall(z.union([z.string(), z.number()])).meta({ id: 'ReviewHint' });

export const reviewView = z
  .object({
    id: z.string(),
    subjectKind: z.enum(SUBJECT_KINDS),
    subjectId: z.string(),
    title: z.string(),
    listingKind: z.enum(['demand', 'offering']).nullable(),
    listingId: z.string().nullable(),
    enterprise: z.object({ id: z.string(), code: z.string(), name: z.string() }),
    regionCode: z.string(),
    status: z.enum(REVIEW_STATUSES),
    hints: z.array(hint),
    openedAt: z.iso.datetime(),
    dueAt: z.iso.datetime(),
    isLate: z.boolean(),
    decidedAt: z.iso.datetime().nullable(),
    decidedBy: z.string().nullable(),
    reasonCodes: z.array(z.string()),
    note: z.string().nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.output<typeof reviewView>;

export const reviewPage = paged(reviewView).meta({ id: 'ReviewPage' });

export const bulkResult = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        result: z.enum(['decided', 'refused']),
        code: z.string().nullable().meta({ description: 'Why it was refused' }),
        message: z.string().nullable(),
      }),
    ),
    decided: z.number().int(),
    refused: z.number().int(),
  })
  .meta({ id: 'BulkDecisionResult' });
export type BulkResult = z.output<typeof bulkResult>;

const text = z.object({ zh: z.string(), en: z.string() });
export const reasonList = z
  .object({ items: z.array(z.object({ subject: z.enum(['enterprise', 'listing', 'suspension']), code: z.string(), name: text, letter: text })) })
  .meta({ id: 'ReviewReasons' });
export type ReasonList = z.output<typeof reasonList>;

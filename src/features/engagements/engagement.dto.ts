import { z } from 'zod';
import { paged } from '../../platform/http/page-query.js';
import { dayField, idField, optionalText } from '../../platform/http/text-field.js';
import { END_REASONS } from './engagement.reasons.js';
import { awaitedIn } from './engagement.states.js';
import type { EngagementRow, EngagementView } from './engagements.queries.js';
import { CONFIRMED_STAGES, ENGAGEMENT_STAGES, MAX_AMOUNT, REPORT_KINDS, REPORTED_STAGES, SIDES } from './engagements.types.js';

export const endBody = z.strictObject({ reason: z.enum(END_REASONS), note: optionalText(1_000).meta({ description: 'Told to the other side' }) }).meta({ id: 'EngagementEnding' });
export type EndBody = z.output<typeof endBody>;

export const stageBody = z.strictObject({ stage: z.enum(REPORTED_STAGES) }).meta({ id: 'EngagementStageReport' });
export type StageBody = z.output<typeof stageBody>;

const day = dayField.meta({ description: 'YYYY-MM-DD, from the day on which the engagement began (an acceptance: the contract was signed) until today' });
const amount = z.number().int().min(1).max(MAX_AMOUNT).meta({ description: 'Whole CNY' });
export const statementBody = z
  .discriminatedUnion('stage', [z.strictObject({ stage: z.literal('signed'), amount, day }), z.strictObject({ stage: z.literal('accepted'), day })])
  .meta({ id: 'EngagementStatement' });
export type StatementBody = z.output<typeof statementBody>;

export const statementAnswerBody = z
  .strictObject({
    reportId: idField.meta({ description: 'The statement that you read; when it has changed since, the answer is 409' }),
    isSo: z.boolean().meta({ description: 'false: it is not so; to your own statement: you take it back' }),
  })
  .meta({ id: 'EngagementStatementAnswer' });
export type StatementAnswerBody = z.output<typeof statementAnswerBody>;

const stage = z.enum([...ENGAGEMENT_STAGES, 'ended']);
const report = z
  .object({
    id: z.string(),
    side: z.enum(SIDES),
    kind: z.enum(REPORT_KINDS).meta({ description: '`same`: nothing new' }),
    isSo: z.boolean(),
    amount: z.number().int().nullable().meta({ description: 'CNY' }),
    day: z.string().nullable(),
    toldAt: z.iso.datetime(),
    isOpen: z.boolean().meta({ description: 'It stands and waits for the other side, or for an officer where the two differ' }),
  })
  .meta({ id: 'EngagementReport' });
const listing = z.object({ id: z.string(), code: z.string(), title: z.string() });
const contact = z
  .object({ enterpriseId: z.string(), enterpriseCode: z.string(), enterpriseName: z.string(), regionCode: z.string(), name: z.string(), phone: z.string(), email: z.string() })
  .meta({ id: 'EngagementContact' });

export const engagementBody = z
  .object({
    id: z.string(),
    matchId: z.string(),
    stage,
    openedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    endReason: z.enum(END_REASONS).nullable(),
    endNote: z.string().nullable(),
    demand: listing,
    offering: listing,
    factory: contact,
    provider: contact,
    signed: z
      .object({ amount: z.number().int().meta({ description: 'CNY' }), day: z.string(), confirmedAt: z.iso.datetime() })
      .nullable()
      .meta({ description: 'As both sides have confirmed it, or an officer has settled it' }),
    accepted: z.object({ day: z.string(), confirmedAt: z.iso.datetime() }).nullable(),
    awaits: z.enum(CONFIRMED_STAGES).nullable().meta({ description: 'What both sides can state next' }),
    disputedAt: z.iso.datetime().nullable().meta({ description: 'Since when their statements differ; an officer settles it' }),
    nextAskAt: z.iso.datetime().nullable().meta({ description: 'When both are asked by mail how it stands' }),
    reports: z.array(report).meta({ description: 'What the two sides told, oldest first' }),
  })
  .meta({ id: 'Engagement' });
export type EngagementBody = z.output<typeof engagementBody>;

const row = z
  .object({
    id: z.string(),
    stage,
    openedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    signedAmount: z.number().int().nullable().meta({ description: 'CNY, confirmed by both sides' }),
    side: z.enum(['factory', 'provider']),
    otherName: z.string(),
    demand: listing,
    offering: listing,
  })
  .meta({ id: 'EngagementSummary' });
export const engagementPage = paged(row).meta({ id: 'EngagementPage' });
export type EngagementPageBody = z.output<typeof engagementPage>;

const file = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number().int().meta({ description: 'Bytes' }), of: z.enum(['demand', 'offering']) }).meta({ id: 'EngagementFile' });
export const engagementFiles = z.object({ items: z.array(file) }).meta({ id: 'EngagementFiles' });
export type EngagementFiles = z.output<typeof engagementFiles>;

export function bodyOf(view: EngagementView): EngagementBody {
  const { id, matchId, stage: at, endReason, endNote, demand, offering, factory, provider } = view;
  const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;
  const { signedAt, signedAmount, signedOn, acceptedAt, acceptedOn } = view;
  return {
    ...{ id, matchId, stage: at, endReason, endNote, demand, offering, factory, provider },
    openedAt: view.openedAt.toISOString(),
    endedAt: iso(view.endedAt),
    signed: signedAt && signedAmount !== null && signedOn !== null ? { amount: signedAmount, day: signedOn, confirmedAt: signedAt.toISOString() } : null,
    accepted: acceptedAt && acceptedOn !== null ? { day: acceptedOn, confirmedAt: acceptedAt.toISOString() } : null,
    awaits: awaitedIn(at),
    disputedAt: iso(view.disputedAt),
    nextAskAt: iso(view.askAt),
    reports: view.reports.map(({ toldAt, ...told }) => ({ ...told, toldAt: toldAt.toISOString() })),
  };
}

export function rowOf({ openedAt, endedAt, ...rest }: EngagementRow): EngagementPageBody['items'][number] {
  return { ...rest, openedAt: openedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

import { z } from 'zod';
import { paged } from '../../platform/http/page-query.js';
import { optionalText } from '../../platform/http/text-field.js';
import { END_REASONS } from './engagement.reasons.js';
import type { EngagementRow, EngagementView } from './engagements.queries.js';

export const endBody = z.strictObject({ reason: z.enum(END_REASONS), note: optionalText(1_000).meta({ description: 'Told to the other side' }) }).meta({ id: 'EngagementEnding' });
export type EndBody = z.output<typeof endBody>;

const stage = z.enum(['contact', 'ended']);
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
  })
  .meta({ id: 'Engagement' });
export type EngagementBody = z.output<typeof engagementBody>;

const row = z
  .object({
    id: z.string(),
    stage,
    openedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
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
  const { openedAt, endedAt, endedByEnterpriseId: _side, ...rest } = view;
  return { ...rest, openedAt: openedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

export function rowOf({ openedAt, endedAt, ...rest }: EngagementRow): EngagementPageBody['items'][number] {
  return { ...rest, openedAt: openedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null };
}

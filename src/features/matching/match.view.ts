import { z } from 'zod';
import { paged } from '../../platform/http/page-query.js';
import type { MatchWordsService } from './match-words.service.js';
import { MATCH_STATUSES } from './match.states.js';
import type { Language } from '../../shared/language.js';
import type { MatchRecord, MatchSide } from './matching.types.js';

const when = z.iso.datetime().nullable();
const listing = z.object({ id: z.string(), code: z.string(), title: z.string() });
const enterprise = z.object({ id: z.string(), code: z.string(), name: z.string(), regionCode: z.string(), size: z.string() }).meta({ id: 'MatchedEnterprise' });
const part = z.object({ name: z.string(), because: z.string(), points: z.number(), of: z.number().nullable() }).meta({ id: 'ScorePart' });
const proof = z
  .object({ attribute: z.string(), value: z.string(), note: z.string(), source: z.enum(['self', 'officer']), checkedAt: z.string().nullable(), validUntil: z.string().nullable() })
  .meta({ id: 'MatchEvidence' });

export const matchView = z
  .object({
    id: z.string(),
    side: z.enum(['factory', 'provider']).meta({ description: 'The side from which you see it' }),
    status: z.enum(MATCH_STATUSES),
    score: z.number().meta({ description: '0 to 100; the parts add up to it' }),
    coverage: z.number().meta({ description: 'Share of the score that had data, 0 to 1' }),
    weights: z.string().meta({ description: 'Name of the weights that it was scored with' }),
    isExploring: z.boolean().meta({ description: 'Sits in the seat that is kept for new and small providers' }),
    isVolunteer: z.boolean().meta({ description: 'The provider came forward without an invitation' }),
    reasons: z.array(z.string()),
    gaps: z.array(z.string()),
    parts: z.array(part),
    providerParts: z.array(part).nullable().meta({ description: 'The fit for the provider, where preferences are stated; adds up on its own' }),
    demand: listing,
    offering: listing,
    factory: enterprise,
    provider: enterprise,
    evidence: z.array(proof),
    invitedAt: when,
    answerDueAt: when,
    answeredAt: when,
    message: z.string().nullable(),
    interestedAt: when,
    replyDueAt: when,
    repliedAt: when,
    replyMessage: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Code of the reason why it is over' }),
    endedAt: when,
    engagementId: z.string().nullable(),
  })
  .meta({ id: 'Match' });
export type MatchView = z.output<typeof matchView>;

export const matchPage = paged(matchView).meta({ id: 'MatchPage' });

export const demandMatchesView = z
  .object({
    demand: listing.extend({ status: z.string(), seats: z.number().int() }),
    seated: z.array(matchView),
    queued: z.array(matchView),
    over: z.array(matchView),
  })
  .meta({ id: 'DemandMatches' });
export type DemandMatchesView = z.output<typeof demandMatchesView>;

/** A match in the reader's language and from the reader's side. No contact is in it. */
export function viewOf(match: MatchRecord, side: MatchSide, language: Language, words: MatchWordsService): MatchView {
  const score = words.score(match.explanation, language, side);
  const reasons = words.reasons(match.explanation, language, side);
  const said = (kind: 'reason' | 'gap'): string[] => reasons.filter((reason) => reason.kind === kind).map(({ text }) => text);
  const parts = (of: typeof score.parts): MatchView['parts'] => of.map(({ name, because, points, max }) => ({ name, because, points, of: max ?? null }));
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    id: match.id,
    side,
    status: match.status,
    score: match.score,
    coverage: score.coverage,
    weights: match.explanation.basis.weights,
    isExploring: match.isExploring,
    isVolunteer: match.isVolunteer,
    reasons: said('reason'),
    gaps: said('gap'),
    parts: parts(score.parts),
    providerParts: score.provider && parts(score.provider.parts),
    demand: titled(match.demand),
    offering: titled(match.offering),
    factory: named(match.factory),
    provider: named(match.provider),
    evidence: match.evidence.map((evidence) => ({ ...evidence })),
    invitedAt: iso(match.invitedAt),
    answerDueAt: iso(match.answerDueAt),
    answeredAt: iso(match.answeredAt),
    message: match.message,
    interestedAt: iso(match.interestedAt),
    replyDueAt: iso(match.replyDueAt),
    repliedAt: iso(match.repliedAt),
    replyMessage: match.replyMessage,
    reason: match.reason,
    endedAt: iso(match.endedAt),
    engagementId: match.engagementId,
  };
}

function titled({ id, code, title }: { id: string; code: string; title: string }): { id: string; code: string; title: string } {
  return { id, code, title };
}

function named({ id, code, name, regionCode, size }: MatchRecord['provider']): MatchView['provider'] {
  return { id, code, name, regionCode, size };
}

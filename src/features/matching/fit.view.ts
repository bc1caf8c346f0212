import { z } from 'zod';
import { idField } from '../../platform/http/text-field.js';
import { type Language, say } from '../../shared/language.js';
import { VERDICTS } from './fit.js';
import { VERDICT_TEXTS } from './fit.texts.js';
import type { Fit, Fits } from './fits.service.js';
import { INVITE_THRESHOLD, LARGEST_SHARE, SHARE_DAYS } from './match.rules.js';
import { MATCH_STATUSES } from './match.states.js';
import type { MatchWordsService, SaidReason, SaidScore } from './match-words.service.js';

export const fitQuery = z.strictObject({ offeringId: idField.optional() });
export type FitQuery = z.output<typeof fitQuery>;

/** The page's address: an empty value is nothing chosen, and what else stands in it is not ours. */
export const fitPageQuery = z.object({ offeringId: z.union([z.literal(''), idField]).optional() });
export type FitPageQuery = z.output<typeof fitPageQuery>;

const part = z.object({ name: z.string(), because: z.string(), points: z.number(), of: z.number().nullable() }).meta({ id: 'FitPart' });
const coded = z.object({ code: z.string(), words: z.string() }).meta({ id: 'FitReason' });

export const fitsView = z
  .object({
    items: z
      .array(
        z
          .object({
            offering: z.object({ id: z.string(), code: z.string(), title: z.string(), enterpriseId: z.string() }),
            verdict: z.enum(VERDICTS),
            words: z.string(),
            failures: z.array(coded).meta({ description: 'Hard conditions that are not met; then there is no score' }),
            score: z.number().nullable().meta({ description: '0 to 100; the parts add up to it' }),
            coverage: z.number().nullable().meta({ description: 'Share of the score that had data, 0 to 1' }),
            parts: z.array(part).nullable(),
            reasons: z.array(z.string()),
            gaps: z.array(z.string()),
            advice: z
              .array(coded.extend({ points: z.number().nullable().meta({ description: 'How many points it could add at most, by itself' }) }).meta({ id: 'FitAdvice' }))
              .meta({ description: 'What would help, the most first' }),
          })
          .meta({ id: 'Fit' }),
      )
      .meta({ description: 'Your published offerings, best first' }),
    involved: z
      .array(z.object({ matchId: z.string(), offeringId: z.string(), enterpriseId: z.string(), status: z.enum(MATCH_STATUSES) }).meta({ id: 'FitInvolvement' }))
      .meta({ description: 'Through these your enterprises take part already; their offerings are not among the items' }),
  })
  .meta({ id: 'Fits' });
export type FitsView = z.output<typeof fitsView>;

/** A fit in the provider's words. */
export interface SaidFit {
  readonly fit: Fit;
  readonly verdict: string;
  /** What fits and what does not; hard conditions are gaps. */
  readonly reasons: readonly SaidReason[];
  readonly score: SaidScore | null;
  readonly advice: readonly { readonly words: string; readonly points: number | null }[];
}

export function sayFit(fit: Fit, language: Language, words: MatchWordsService): SaidFit {
  const { failures, explanation } = fit;
  return {
    fit,
    verdict: say(VERDICT_TEXTS[fit.verdict], language, { threshold: INVITE_THRESHOLD, capacity: fit.capacity, days: SHARE_DAYS, share: 100 * LARGEST_SHARE }),
    reasons: explanation
      ? words.reasons(explanation, language, 'provider')
      : failures.map((failure) => ({ kind: 'gap', text: words.constraints([failure])[language] })),
    score: explanation && words.score(explanation, language, 'provider'),
    advice: words.advice(fit.advice.map(({ reason }) => reason), language).map((sentence, i) => ({ words: sentence, points: fit.advice[i]!.points })),
  };
}

export function fitsViewOf({ fits, involved }: Fits, language: Language, words: MatchWordsService): FitsView {
  return { items: fits.map((fit) => viewOf(sayFit(fit, language, words), language, words)), involved: involved.map((match) => ({ ...match })) };
}

function viewOf({ fit, verdict, reasons, score, advice }: SaidFit, language: Language, words: MatchWordsService): FitsView['items'][number] {
  const { id, code, title, enterpriseId } = fit.offering;
  const said = (kind: SaidReason['kind']): string[] => reasons.filter((reason) => reason.kind === kind).map(({ text }) => text);
  return {
    offering: { id, code, title, enterpriseId },
    verdict: fit.verdict,
    words: verdict,
    failures: fit.failures.map((failure) => ({ code: failure.code, words: words.constraints([failure])[language] })),
    score: score?.total ?? null,
    coverage: score?.coverage ?? null,
    parts: score && score.parts.map(({ name, because, points, max }) => ({ name, because, points, of: max ?? null })),
    reasons: said('reason'),
    gaps: said('gap'),
    advice: fit.advice.map(({ reason, points }, i) => ({ code: reason.code, words: advice[i]!.words, points })),
  };
}

import { Injectable } from '@nestjs/common';
import { type Language, say, type Text } from '../../shared/language.js';
import { formatPoints } from '../../web/format.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { Explanation, PartScore, Reason } from './explanation.js';
import { FACTORY_PART_TEXTS, PROVIDER_PART_TEXTS, SHARE_TEXTS } from './explanation.texts.js';
import { ADVICE_TEXTS } from './fit.texts.js';
import type { MatchSide } from './match.policy.js';
import { DECLINE_TEXTS, REFUSE_TEXTS, WITHDRAW_TEXTS } from './match.reasons.js';
import type { MatchStatus } from './match.states.js';
import { MATCH_STATUS_TEXTS, SCORE_TEXTS } from './match.texts.js';
import { PROVIDER_REASON_TEXTS } from './provider-reason.texts.js';
import { sayReason } from './reason-words.js';

/** A reason or a gap as a sentence without a full stop. */
export interface SaidReason {
  readonly kind: 'reason' | 'gap';
  readonly text: string;
}

/** A line of a score's table. */
interface SaidPart {
  readonly name: string;
  readonly because: string;
  readonly points: number;
  readonly max?: number;
}

/** The score in words: two tables, each of which adds up. */
export interface SaidScore {
  readonly total: number;
  /** The fit for the factory, and one line for what the provider's preferences changed. Adds up to the total. */
  readonly parts: readonly SaidPart[];
  /** The fit for the provider; null where he states no preferences. Adds up to its own total. */
  readonly provider: { readonly parts: readonly SaidPart[]; readonly total: number } | null;
  /** Share of the score's weight that had data, 0 to 1. */
  readonly coverage: number;
}

/** Says what is stored with a match, in the reader's language and from the reader's side. */
@Injectable()
export class MatchWordsService {
  constructor(private readonly taxonomy: TaxonomyService) {}

  status(status: MatchStatus, language: Language): string {
    return say(MATCH_STATUS_TEXTS[status], language);
  }

  /** What fits first, then what does not. */
  reasons(explanation: Explanation, language: Language, side: MatchSide): SaidReason[] {
    return [
      ...explanation.strengths.map((reason) => ({ kind: 'reason' as const, text: this.reason(reason, language, side) })),
      ...explanation.gaps.map((reason) => ({ kind: 'gap' as const, text: this.reason(reason, language, side) })),
    ];
  }

  score({ total, factory, provider, adjustment }: Explanation, language: Language, side: MatchSide): SaidScore {
    const lines = (parts: readonly PartScore[], names: Readonly<Record<string, { zh: string; en: string }>>): SaidPart[] =>
      parts.map((one) => ({ name: say(names[one.part]!, language), because: this.basis(one, language, side), points: one.points, max: one.of }));
    const changed = provider ? [{ name: say(SCORE_TEXTS.preference, language), because: this.preference(adjustment, language, side), points: adjustment }] : [];
    return {
      total,
      parts: [...lines(factory.parts, FACTORY_PART_TEXTS), ...changed],
      provider: provider && { parts: lines(provider.parts, PROVIDER_PART_TEXTS), total: provider.points },
      coverage: factory.coverage,
    };
  }

  /** Why a match is over, or null where its state says it all. */
  ending(match: { readonly status: MatchStatus; readonly reason: string | null }, language: Language): string | null {
    const texts = { declined: DECLINE_TEXTS, refused: REFUSE_TEXTS, withdrawn: WITHDRAW_TEXTS } as const;
    const catalogue = texts[match.status as keyof typeof texts] as Readonly<Record<string, { zh: string; en: string }>> | undefined;
    const text = match.reason === null ? undefined : catalogue?.[match.reason];
    return text ? say(text, language) : null;
  }

  /** Why a pair is out, in both languages. */
  constraints(failures: readonly Reason[]): Text {
    const inWords = (language: Language): string => failures.map((failure) => this.reason(failure, language, 'provider')).join(language === 'zh' ? '；' : '; ');
    return { zh: inWords('zh'), en: inWords('en') };
  }

  /** What would help a provider, one sentence each. */
  advice(advice: readonly Reason[], language: Language): string[] {
    return advice.map((one) => sayReason(one, language, (kind, code, within) => this.taxonomy.label(kind, code, within), ADVICE_TEXTS));
  }

  /** What a part rests on; where it has two sources, how much came from which. */
  private basis({ reason, shares }: PartScore, language: Language, side: MatchSide): string {
    if (shares === undefined) return this.reason(reason, language, side);
    const lines = shares.map((share) => {
      const why = this.reason(share.reason, language, side);
      return share.points === 0 ? why : say(SHARE_TEXTS[share.share], language, { points: formatPoints(share.points), why });
    });
    return lines.join(language === 'zh' ? '；' : '; ');
  }

  private reason(reason: Reason, language: Language, side: MatchSide): string {
    return sayReason(reason, language, (kind, code, within) => this.taxonomy.label(kind, code, within), side === 'provider' ? PROVIDER_REASON_TEXTS : {});
  }

  private preference(adjustment: number, language: Language, side: MatchSide): string {
    const text = adjustment < 0 ? SCORE_TEXTS.prefersOther : SCORE_TEXTS.prefersThis;
    return say(text[side], language);
  }
}

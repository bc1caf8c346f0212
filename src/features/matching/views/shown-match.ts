import type { Language } from '../../../shared/language.js';
import type { MailFact } from '../../../web/mail/mail-content.js';
import type { MatchFactsService } from '../match-facts.service.js';
import type { MatchWordsService, SaidReason, SaidScore } from '../match-words.service.js';
import type { MatchRecord, MatchSide } from '../matching.types.js';

/** A match with everything about it in words, ready to be laid out. */
export interface ShownMatch {
  readonly match: MatchRecord;
  readonly side: MatchSide;
  readonly reasons: readonly SaidReason[];
  readonly score: SaidScore;
  /** Where the other side is. */
  readonly place: string;
  readonly demandFacts: readonly MailFact[];
  readonly providerFacts: readonly MailFact[];
  readonly evidence: readonly MailFact[];
  /** The word for its state, and why it is over. */
  readonly status: string;
  readonly ending: string | null;
}

export function shownMatch(match: MatchRecord, side: MatchSide, language: Language, now: Date, words: MatchWordsService, facts: MatchFactsService): ShownMatch {
  return {
    match,
    side,
    reasons: words.reasons(match.explanation, language, side),
    score: words.score(match.explanation, language, side),
    place: facts.place(side === 'factory' ? match.provider.regionCode : match.demand.regionCode, language),
    demandFacts: facts.demand(match, language, now),
    providerFacts: facts.provider(match, language),
    evidence: facts.evidence(match.evidence, language, now),
    status: words.status(match.status, language),
    ending: words.ending(match, language),
  };
}

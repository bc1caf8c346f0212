import type { Language } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { formatList } from '../../web/format.js';
import type { Count, Estimate, Widening } from './estimate.js';
import { ESTIMATE_TEXTS as T, THING_TEXTS } from './estimate.texts.js';
import type { NameOf } from './reason-words.js';

/** An estimate in the reader's language. */
export interface SaidEstimate {
  /** 「约 25 家能答」 */
  readonly title: string;
  readonly eligible: string;
  readonly able: string;
  readonly invited: number;
  /** One sentence each. */
  readonly widenings: readonly string[];
}

export function sayEstimate(estimate: Estimate, language: Language, nameOf: NameOf): SaidEstimate {
  const { able, eligible, invited, widenings } = estimate;
  const title = able.n === 0 ? T.none : able.isAtLeast ? T.atLeast : able.isRounded ? T.about : T.exactly;
  return {
    title: say(title, language, { n: able.n }),
    eligible: sayCount(eligible, language),
    able: sayCount(able, language),
    invited,
    widenings: widenings.map((widening) => sayWidening(widening, language, nameOf)),
  };
}

function sayCount({ n, isAtLeast, isRounded }: Count, language: Language): string {
  return say(isAtLeast ? T.countAtLeast : isRounded ? T.countAbout : T.countExactly, language, { n });
}

function sayWidening(widening: Widening, language: Language, nameOf: NameOf): string {
  const { more: n } = widening;
  if (widening.code === 'region') return say(T.region, language, { n, region: nameOf('region', widening.region, language) });
  if (widening.code === 'certificates') {
    return say(T.certificates, language, { n, certificates: formatList(widening.certificates.map((code) => nameOf('certificate', code, language)), language) });
  }
  const missing = formatList(widening.missing.map((thing) => say(THING_TEXTS[thing], language)), language);
  const text = n > 0 ? (missing ? T.words : T.wordsTold) : missing ? T.wordsNone : T.wordsNoneTold;
  return say(text, language, { n, missing });
}

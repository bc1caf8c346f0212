import type { Explanation, Reason } from '../explanation.js';
import type { PartFinding } from './part.js';
import { because } from './part.js';
import type { TextMatch } from './text-match.js';

/** What is known of the meaning of a pair's texts, as its explanation says it. */
export type PairMeaning = Explanation['text']['meaning'];

/**
 * The share of the demand's ceiling at which wording is worth a half, and how steep it is there: fitted by hand to the share of
 * related pairs as the ratio grows (matching.md, finding 8; docs/benchmarks.md). No pair comes near the whole ceiling.
 */
const HALF_RATIO = 0.08;
const STEEPNESS = 1.2;

export function textValue(ratio: number): number {
  const lifted = (ratio / HALF_RATIO) ** STEEPNESS;
  return lifted / (1 + lifted);
}

/** What meaning counts in the text part, where it is known; the rest is wording. Flat from 0.4 to 0.7 (docs/benchmarks.md). */
const MEANING_SHARE = 0.5;

/**
 * Nearly everything of one trade is a little near in meaning: what is weak in both counts less than half. The order stays, the line for
 * invitations means again what it means by words alone (docs/benchmarks.md).
 */
const MIX_STEEPNESS = 1.5;

/** From here on two texts mean nearly the same; below the other line they do not. In between they have to do with each other. */
const CLOSE = 0.6;
const FAR = 0.25;

/** More of a sentence than this is no reason to read. */
const SHOWN_OF_A_PASSAGE = 40;

/** Wording and meaning before they are one value. */
function mixOf(ratio: number, nearness: number): number {
  return (1 - MEANING_SHARE) * textValue(ratio) + MEANING_SHARE * nearness;
}

/** The text part, 0 to 1: wording alone, or half wording and half meaning. */
export function mixedTextValue(ratio: number, meaning: PairMeaning): number {
  return meaning.state === 'compared' ? mixOf(ratio, meaning.nearness) ** MIX_STEEPNESS : textValue(ratio);
}

/** An offering of which nothing but boilerplate is left has no words in common: that is an answer, not missing data. */
export function textFinding(match: TextMatch, meaning: PairMeaning): PartFinding {
  const terms = match.matched.map(({ term }) => term);
  const missing = match.missing.slice(0, 3);
  const reason = terms.length > 0 ? because('text-common', { n: terms.length, terms: { terms: terms.slice(0, 4) } }) : because('text-nothing-common');
  const gap = missing.length > 0 ? { gap: because('text-missing', { terms: { terms: missing } }) } : {};
  const value = mixedTextValue(match.ratio, meaning);
  if (meaning.state === 'off') return { value, reason, ...gap };
  const meaningValue = meaning.state === 'compared' && value > 0 ? (value * MEANING_SHARE * meaning.nearness) / mixOf(match.ratio, meaning.nearness) : 0;
  const why = meaningReason(meaning);
  return {
    value,
    // Where the words say nothing, the meaning is what the part rests on.
    reason: terms.length === 0 && meaningValue > 0 ? why : reason,
    ...gap,
    shares: [
      { share: 'wording', value: value - meaningValue, reason },
      { share: 'meaning', value: meaningValue, reason: why },
    ],
  };
}

function meaningReason(meaning: Exclude<PairMeaning, { state: 'off' }>): Reason {
  if (meaning.state !== 'compared') return because(`meaning-${meaning.state}`);
  const { nearness, passage } = meaning;
  if (nearness < FAR) return because('meaning-far');
  const code = nearness >= CLOSE ? 'meaning-close' : 'meaning-near';
  if (passage === null) return because(code);
  return because(`${code}-to`, { passage: [...passage].length > SHOWN_OF_A_PASSAGE ? `${[...passage].slice(0, SHOWN_OF_A_PASSAGE).join('')}…` : passage });
}

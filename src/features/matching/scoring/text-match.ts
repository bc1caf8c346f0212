import { PAIR_MARK } from '../terms/character-pairs.js';
import type { Keyword } from '../terms/keywords.js';
import { ceilingOf } from '../terms/keywords.js';
import { SYNONYM_MARK } from '../terms/synonyms.js';

/** What two texts have in common, as scoring and explanation need it. */
export interface TextMatch {
  /** BM25 as a share of the demand's own ceiling, 0 to 1: comparable across demands (matching.md, finding 8). */
  readonly ratio: number;
  readonly matched: readonly { readonly term: string; readonly share: number }[];
  readonly missing: readonly string[];
}

const SHOWN_MATCHED = 12;
const SHOWN_MISSING = 5;

/** The share of the demand's ceiling that an offering's terms reach, 0 to 1; 0 for a demand without keywords. */
export function textRatio(keywords: readonly Keyword[], weights: ReadonlyMap<string, number>): number {
  const ceiling = ceilingOf(keywords);
  return ceiling === 0 ? 0 : keywords.reduce((sum, { term, weight }) => sum + weight * (weights.get(term) ?? 0), 0) / ceiling;
}

/**
 * @param keywords of the demand
 * @param weights of the offering's terms
 * @param isNamed is a missing term worth naming?
 */
export function matchText(keywords: readonly Keyword[], weights: ReadonlyMap<string, number>, isNamed: (term: string) => boolean): TextMatch {
  const found = keywords.map(({ term, weight }) => ({ term, gain: weight * (weights.get(term) ?? 0) }));
  const sum = found.reduce((all, { gain }) => all + gain, 0);
  const missing = shownMissing(keywords.filter(({ term }) => isNamed(term)), weights);
  if (sum === 0) return { ratio: 0, matched: [], missing };
  return {
    ratio: textRatio(keywords, weights),
    matched: shownMatched(found.filter(({ gain }) => gain > 0)).map(({ term, gain }) => ({ term, share: Math.round((1_000 * gain) / sum) / 1_000 })),
    missing,
  };
}

interface Found {
  readonly term: string;
  readonly gain: number;
}

/**
 * What a reader is shown: whole words, the heaviest first. What pairs of characters, synonyms and words inside a longer word gave is
 * added to the word that stands for them, or left out where none does.
 */
function shownMatched(found: readonly Found[]): Found[] {
  const shown = new Map<string, number>();
  const words = found.filter(({ term }) => !term.startsWith(PAIR_MARK)).map(({ term, gain }) => ({ term: readable(term), gain }));
  for (const { term, gain } of words.sort((a, b) => b.term.length - a.term.length)) {
    const holder = [...shown.keys()].find((longer) => longer.includes(term));
    shown.set(holder ?? term, (shown.get(holder ?? term) ?? 0) + gain);
  }
  for (const { term, gain } of found) {
    if (!term.startsWith(PAIR_MARK)) continue;
    const holder = [...shown.keys()].find((word) => word.includes(term.slice(PAIR_MARK.length)));
    if (holder !== undefined) shown.set(holder, shown.get(holder)! + gain);
  }
  return [...shown].map(([term, gain]) => ({ term, gain })).sort((a, b) => b.gain - a.gain).slice(0, SHOWN_MATCHED);
}

/** The heaviest words that are not there, without those of which a part is; of words inside one another the longest. */
function shownMissing(keywords: readonly Keyword[], weights: ReadonlyMap<string, number>): string[] {
  const absent = keywords.map(({ term }) => term).filter((term) => isWord(term) && !isPartlyThere(term, weights));
  const shown = new Set<string>();
  for (const term of absent) {
    const longest = absent.reduce((best, other) => (other.length > best.length && other.includes(term) ? other : best), term);
    if (![...shown].some((other) => other.includes(longest) || longest.includes(other))) shown.add(longest);
    if (shown.size === SHOWN_MISSING) break;
  }
  return [...shown];
}

/** A number (180 pieces, 230 HB, 0i) is a quantity or half a name to whoever reads it, even where it serves to find a part. */
function isWord(term: string): boolean {
  return term.length >= 2 && /\p{Script=Han}|[a-z].*[a-z]/u.test(term) && !term.startsWith(PAIR_MARK) && !term.startsWith(SYNONYM_MARK);
}

function isPartlyThere(term: string, weights: ReadonlyMap<string, number>): boolean {
  if (weights.has(term)) return true;
  for (let i = 0; i + 1 < term.length; i++) if (weights.has(term.slice(i, i + 2)) || weights.has(PAIR_MARK + term.slice(i, i + 2))) return true;
  return false;
}

/** A synonym is named by the word that stands for its group. */
function readable(term: string): string {
  return term.startsWith(SYNONYM_MARK) ? term.slice(SYNONYM_MARK.length) : term;
}

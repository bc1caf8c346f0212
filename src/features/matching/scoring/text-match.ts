import { PAIR_MARK } from '../terms/character-pairs.js';
import type { Keyword } from '../terms/keywords.js';
import { ceilingOf } from '../terms/keywords.js';
import { SYNONYM_MARK } from '../terms/synonyms.js';
import type { TermWeights } from '../terms/term-weights.js';

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
export function textRatio(keywords: readonly Keyword[], weights: TermWeights): number {
  const ceiling = ceilingOf(keywords);
  return ceiling === 0 ? 0 : keywords.reduce((sum, { term, weight }) => sum + weight * (weights.get(term) ?? 0), 0) / ceiling;
}

/** A keyword that is worth naming where it is missing, with the pieces of which any shows that it is partly there. */
interface NameableWord {
  readonly term: string;
  readonly pieces: readonly string[];
}

/** Compares one demand's words with many offerings. */
export class TextMatcher {
  private readonly nameable: readonly NameableWord[];

  /**
   * @param keywords of the demand
   * @param isNamed is a missing term worth naming?
   */
  constructor(
    private readonly keywords: readonly Keyword[],
    isNamed: (term: string) => boolean,
  ) {
    this.nameable = keywords.filter(({ term }) => isNamed(term) && isWord(term)).map(({ term }) => ({ term, pieces: piecesOf(term) }));
  }

  /** @param weights of the offering's terms */
  match(weights: TermWeights): TextMatch {
    const found: Found[] = [];
    for (const { term, weight } of this.keywords) {
      const held = weights.get(term);
      if (held !== undefined && weight * held > 0) found.push({ term, gain: weight * held });
    }
    const sum = found.reduce((all, { gain }) => all + gain, 0);
    const missing = shownMissing(this.nameable, weights);
    if (sum === 0) return { ratio: 0, matched: [], missing };
    return {
      ratio: sum / ceilingOf(this.keywords),
      matched: shownMatched(found).map(({ term, gain }) => ({ term, share: Math.round((1_000 * gain) / sum) / 1_000 })),
      missing,
    };
  }
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
function shownMissing(nameable: readonly NameableWord[], weights: TermWeights): string[] {
  const absent = nameable.filter(({ pieces }) => !pieces.some((piece) => weights.has(piece))).map(({ term }) => term);
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

/** The word itself, and each two characters of it as a word and as a pair. */
function piecesOf(term: string): string[] {
  const pieces = [term];
  for (let i = 0; i + 1 < term.length; i++) pieces.push(term.slice(i, i + 2), PAIR_MARK + term.slice(i, i + 2));
  return pieces;
}

/** A synonym is named by the word that stands for its group. */
function readable(term: string): string {
  return term.startsWith(SYNONYM_MARK) ? term.slice(SYNONYM_MARK.length) : term;
}

/**
 * How often terms occur, as of one snapshot: a committed prior blended with live counts. A score names the snapshot that
 * it was computed with; otherwise every new listing would move every score without a trace.
 */
export interface TermStatistics {
  /** Names the snapshot in explanations. */
  readonly version: string;
  /** Published offerings that were counted. */
  readonly documents: number;
  /** In how many of them the term occurs. */
  readonly frequency: (term: string) => number;
  /** Share of texts with the term that the prior expects, 0 to 1. */
  readonly priorShare: (term: string) => number;
}

/** As many listings as the prior is worth: it speaks alone at the start and little from fifty thousand listings on. */
const PRIOR_DOCUMENTS = 5_000;

/** A word that general language has in more texts than this is nothing to point out. */
const GENERAL_SHARE = 0.000_5;

/** From here on the counts alone say which terms are no keywords. With 15 listings that rule would take away all of them. */
const COUNTS_SPEAK_FROM = 1_000;
const COMMON_SHARE = 0.05;

/** Inverse document frequency of the blend: ln(1 + (N − n + ½) / (n + ½)), BM25's form that never goes below 0. */
export function inverseFrequency(statistics: TermStatistics, term: string): number {
  const documents = statistics.documents + PRIOR_DOCUMENTS;
  const frequency = Math.min(documents, statistics.frequency(term) + PRIOR_DOCUMENTS * statistics.priorShare(term));
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}

/** Is it a word of a trade rather than of everyday? Those are worth naming to a reader. */
export function isOfTrade(statistics: TermStatistics, term: string): boolean {
  return statistics.priorShare(term) < GENERAL_SHARE;
}

/** May the term be a keyword? Not when a twentieth of the listings have it, and not when none has: it would only take a better one's place. */
export function isTelling(statistics: TermStatistics, term: string): boolean {
  if (statistics.documents < COUNTS_SPEAK_FROM) return true;
  const frequency = statistics.frequency(term);
  return frequency > 0 && frequency <= COMMON_SHARE * statistics.documents;
}

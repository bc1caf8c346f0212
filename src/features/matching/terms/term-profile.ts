/** The version of the pipeline from text to terms. Raise it when the same text gives other terms: profiles are made anew. */
export const PIPELINE_VERSION = 1;

/** Terms with their counts; `length` is the sum of the counts, which BM25 compares with a reference. */
export interface TermBag {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/**
 * A text as the bag of its terms: what is stored with a listing and all that scoring knows of its words.
 */
export interface TermProfile {
  readonly pipeline: number;
  /** 3·tf_title + tf_body + 2·tf_tags for each word (matching.md, "The pipeline"); a synonym that was put in counts 0.6 of that. */
  readonly words: TermBag;
  /** Overlapping pairs of Chinese characters of title and tags, marked, counted by the same field weights: evidence where segmentation or a typo parts two texts. */
  readonly pairs: TermBag;
}

/** The shape of a profile as JSON. */
export interface StoredProfile {
  readonly pipeline: number;
  readonly words: Readonly<Record<string, number>>;
  readonly pairs: Readonly<Record<string, number>>;
}

export function bagOf(counts: ReadonlyMap<string, number>): TermBag {
  let length = 0;
  for (const count of counts.values()) length += count;
  return { counts, length };
}

export const EMPTY_PROFILE: TermProfile = { pipeline: PIPELINE_VERSION, words: bagOf(new Map()), pairs: bagOf(new Map()) };

export function storeProfile(profile: TermProfile): StoredProfile {
  return {
    pipeline: profile.pipeline,
    words: Object.fromEntries(profile.words.counts),
    pairs: Object.fromEntries(profile.pairs.counts),
  };
}

export function restoreProfile(stored: StoredProfile): TermProfile {
  return {
    pipeline: stored.pipeline,
    words: bagOf(new Map(Object.entries(stored.words))),
    pairs: bagOf(new Map(Object.entries(stored.pairs))),
  };
}

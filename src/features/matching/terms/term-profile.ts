/** The version of the pipeline from text to terms. Raise it when the same text gives other terms: profiles are made anew. */
export const PIPELINE_VERSION = 1;

/**
 * A text as the bag of its terms: what is stored with a listing and all that scoring knows of its words.
 * `counts` holds 3·tf_title + tf_body + 2·tf_tags for each term (matching.md, "The pipeline"); synonyms that were put in count 0.6.
 */
export interface TermProfile {
  readonly pipeline: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Sum of all counts: the length that BM25 compares with the average. */
  readonly length: number;
}

import { z } from 'zod';

/**
 * The explanation that is stored with a match, as JSON: codes and parameters, never sentences, so that it can be read in
 * both languages (`explanation.texts.ts`) for as long as the match exists. A stored version is never changed: a new shape
 * is a new version beside this one, and codes are only ever added.
 */

/** Parts of the fit of the offering for the demand, in the order in which they are shown. */
export const FACTORY_PARTS = ['text', 'category', 'specification', 'budget', 'region', 'record', 'lead-time', 'freshness'] as const;
export type FactoryPart = (typeof FACTORY_PARTS)[number];

/** Parts of the fit of the demand for the provider. */
export const PROVIDER_PARTS = ['industry', 'region', 'order-size', 'answers'] as const;
export type ProviderPart = (typeof PROVIDER_PARTS)[number];

/** A parameter of a reason. What has a name in two languages is stored by its code and named when it is shown. */
const reasonParam = z.union([
  z.string(),
  z.number(),
  z.strictObject({ region: z.string() }),
  z.strictObject({ industry: z.string() }),
  z.strictObject({ category: z.string() }),
  z.strictObject({ certificates: z.array(z.string()) }),
  z.strictObject({ terms: z.array(z.string()) }),
  /** CNY; an open end is null. */
  z.strictObject({ amounts: z.strictObject({ min: z.number().nullable(), max: z.number().nullable() }) }),
]);
export type ReasonParam = z.infer<typeof reasonParam>;

const reason = z.strictObject({ code: z.string(), params: z.record(z.string(), reasonParam) });
export type Reason = z.infer<typeof reason>;

/** What a part is made of, where it has two sources. */
const share = z.strictObject({
  share: z.enum(['wording', 'meaning']),
  /** Tenths of a point; the shares of a part add up to its points. */
  points: z.number(),
  reason,
});

const partScore = <T extends readonly [string, ...string[]]>(parts: T) =>
  z.strictObject({
    part: z.enum(parts),
    /** 0 to 1. */
    value: z.number(),
    /** What the part gave, and the most it could have given: tenths of a point, which add up exactly. */
    points: z.number(),
    of: z.number(),
    reason,
    /** Since version 2, in the text part, where an embedder is set up. */
    shares: z.array(share).optional(),
  });

const fit = <T extends readonly [string, ...string[]]>(parts: T) =>
  z.strictObject({
    /** 0.0 to 100.0, the sum of `points`. */
    points: z.number(),
    /** Share of the table's weight that had data, 0 to 1. */
    coverage: z.number(),
    parts: z.array(partScore(parts)),
    /** Parts without data: left out, not punished. */
    leftOut: z.array(z.enum(parts)),
  });

const explanationV1 = z.strictObject({
  version: z.literal(1),
  /** What the score was computed with, by name: enough to tell why two scores of a pair differ. */
  basis: z.strictObject({ pipeline: z.number().int(), statistics: z.string(), weights: z.string() }),
  /** The one number of the match: `factory.points + adjustment`, 0.0 to 100.0. */
  total: z.number(),
  factory: fit(FACTORY_PARTS),
  /** Null where the provider states no preferences; then the factory's fit alone is the total. */
  provider: fit(PROVIDER_PARTS).nullable(),
  /** What the provider's fit changed, in points; 0 without one. */
  adjustment: z.number(),
  text: z.strictObject({
    /** BM25 of the pair as a share of the demand's own ceiling, 0 to 1. */
    ratio: z.number(),
    /** Terms that both have, the heaviest first, each with its share of the evidence found (the shares add up to about 1). */
    matched: z.array(z.strictObject({ term: z.string(), share: z.number() })),
    /** The demand's heaviest terms that the offering does not have. */
    missing: z.array(z.string()),
  }),
  strengths: z.array(reason),
  gaps: z.array(reason),
});

/** Version 2 knows of the meaning of the two texts beside their words. */
const explanationV2 = explanationV1.extend({
  version: z.literal(2),
  /** `embedder`: the model whose vectors were compared; null where none were. */
  basis: explanationV1.shape.basis.extend({ embedder: z.string().nullable() }),
  text: explanationV1.shape.text.extend({
    meaning: z.discriminatedUnion('state', [
      /** No embedder is set up. */
      z.strictObject({ state: z.literal('off') }),
      /** One is, but a vector was not there: not made yet, or the model failed. The words decided alone. */
      z.strictObject({ state: z.literal('missing') }),
      /** One of the texts is in a language that is not compared. */
      z.strictObject({ state: z.literal('unread') }),
      z.strictObject({
        state: z.literal('compared'),
        /** 0 to 1. */
        nearness: z.number(),
        /** The sentence of the demand that the offering is nearest to. */
        passage: z.string().nullable(),
      }),
    ]),
  }),
});
export type ExplanationV2 = z.infer<typeof explanationV2>;
export type Explanation = ExplanationV2;
export type PartScore = Explanation['factory']['parts'][number] | NonNullable<Explanation['provider']>['parts'][number];

/**
 * A stored explanation, checked, an old one in today's shape: it says what it always said.
 * Throws a ZodError on what no version of this program has written.
 */
export function readExplanation(stored: unknown): Explanation {
  const explanation = z.discriminatedUnion('version', [explanationV1, explanationV2]).parse(stored);
  if (explanation.version === 2) return explanation;
  const { basis, text } = explanation;
  return { ...explanation, version: 2, basis: { ...basis, embedder: null }, text: { ...text, meaning: { state: 'off' } } };
}

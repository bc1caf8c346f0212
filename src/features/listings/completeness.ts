/**
 * The five things that make a listing answerable (product.md, the main job): what is worked on, how, to what effect,
 * for which product, where it is used. The meter on the form, in REST and in the officer's case is this one function.
 */
export const FIVE_THINGS = ['product', 'materials', 'methods', 'effect', 'application'] as const;
export type Thing = (typeof FIVE_THINGS)[number];

/** Below so many characters a thing is mentioned, not told: 「铸铁」 tells a material, one letter tells nothing. */
const LEAST_CHARACTERS = 2;
/** From so many characters on, a remark on what would help more is not needed. */
const ENOUGH_CHARACTERS = 12;

export interface ThingTold {
  readonly thing: Thing;
  readonly isTold: boolean;
  /** `short`: told in very few words · `numbers`: says numbers, which providers can work with. */
  readonly remark: 'short' | 'numbers' | null;
  /** How many numbers it says. */
  readonly numbers: number;
}

export interface Completeness {
  readonly told: number;
  readonly of: number;
  readonly things: readonly ThingTold[];
}

/** How much of the five things a listing tells. */
export function completeness(listing: Readonly<Record<Thing, string>>): Completeness {
  const things = FIVE_THINGS.map((thing) => tell(thing, listing[thing]));
  return { told: things.filter(({ isTold }) => isTold).length, of: things.length, things };
}

function tell(thing: Thing, text: string): ThingTold {
  // Characters as people count them: an emoji or a rare Han character is one.
  const length = [...text.replaceAll(/\s/g, '')].length;
  const isTold = length >= LEAST_CHARACTERS;
  const numbers = text.match(/\d+(?:[.,]\d+)*/g)?.length ?? 0;
  return { thing, isTold, numbers, remark: !isTold ? null : numbers > 0 ? 'numbers' : length < ENOUGH_CHARACTERS ? 'short' : null };
}

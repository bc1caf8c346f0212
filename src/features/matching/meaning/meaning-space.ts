/** The vectors of a listing, as they are stored. */
export interface ListingVectors {
  readonly whole: Int8Array;
  /** One for each of `passageTexts`; none for an offering. */
  readonly passages: readonly Int8Array[];
  readonly passageTexts: readonly string[];
}

/** How near an offering's meaning is to a demand's. */
export interface Nearness {
  /** 0 to 1, comparable across demands and, by the space's own scale, across models. */
  readonly value: number;
  /** The sentence of the demand that the offering is nearest to; null for a demand without sentences. */
  readonly passage: string | null;
}

/**
 * Where the middle of a model's vectors lies and how far apart two unrelated things are in it, measured on names that are at hand. A
 * model puts everything that is Chinese and technical into one corner: seen from the middle of that corner, directions tell more.
 */
export interface MeaningSpace {
  readonly model: string;
  /** The mean of the names' vectors. */
  readonly centre: Float32Array;
  /** Standard deviation of the cosine between two names, seen from the centre. */
  readonly spread: number;
}

/**
 * From where on nearness counts, and where it is full, in spreads; fitted by hand to the share of related pairs as it grows
 * (docs/benchmarks.md).
 */
const NOTHING = 0.7;
const FULL = 4.3;

/** The centre and the spread of a model, from vectors of at least two names. */
export function meaningSpace(model: string, names: readonly Float32Array[]): MeaningSpace {
  const centre = new Float32Array(names[0]!.length);
  for (const name of names) for (let i = 0; i < centre.length; i++) centre[i]! += name[i]! / names.length;
  const centred = names.map((name) => centredOn(name, centre));
  // Each with one other, as good as drawn by chance and the same each time.
  const cosines = centred.map((name, i) => dot(name, centred[(i * 7_919 + 13) % centred.length]!)).filter((_, i) => (i * 7_919 + 13) % centred.length !== i);
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  const spread = Math.sqrt(cosines.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0) / cosines.length);
  return { model, centre, spread: Math.max(spread, 1e-3) };
}

/** A demand, prepared for being compared with many offerings. */
export class DemandMeaning {
  private readonly whole: Float32Array;
  private readonly passages: readonly Float32Array[];
  private readonly passageTexts: readonly string[];

  constructor(
    private readonly space: MeaningSpace,
    { whole, passages, passageTexts }: ListingVectors,
  ) {
    this.whole = centredOn(whole, space.centre);
    this.passages = passages.map((passage) => centredOn(passage, space.centre));
    this.passageTexts = passageTexts;
  }

  /** Half the demand as a whole, half its nearest sentence. */
  compare(offering: Pick<ListingVectors, 'whole'>): Nearness {
    const other = centredOn(offering.whole, this.space.centre);
    const whole = dot(this.whole, other);
    let nearest = -1;
    let best = Number.NEGATIVE_INFINITY;
    for (const [i, passage] of this.passages.entries()) {
      const cosine = dot(passage, other);
      if (cosine > best) [nearest, best] = [i, cosine];
    }
    const cosine = nearest === -1 ? whole : (whole + best) / 2;
    const value = (cosine / this.space.spread - NOTHING) / (FULL - NOTHING);
    return { value: Math.min(1, Math.max(0, value)), passage: this.passageTexts[nearest] ?? null };
  }
}

/** The direction of a vector, of whatever length, seen from the centre; length 1. */
function centredOn(vector: ArrayLike<number>, centre: Float32Array): Float32Array {
  let squares = 0;
  for (let i = 0; i < vector.length; i++) squares += vector[i]! * vector[i]!;
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  const centred = Float32Array.from(vector, (value, i) => value * scale - centre[i]!);
  const norm = Math.sqrt(dot(centred, centred));
  if (norm > 0) for (let i = 0; i < centred.length; i++) centred[i]! /= norm;
  return centred;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** The vectors of a listing, as they are stored. */
export interface ListingVectors {
  readonly whole: Int8Array;
  /** One for each of `passageTexts`; none for an offering. */
  readonly passages: readonly Int8Array[];
  readonly passageTexts: readonly string[];
}

/** Of a text in a language that is not compared: kept, so that it is known not to lack anything. */
export const UNREAD: ListingVectors = { whole: new Int8Array(0), passages: [], passageTexts: [] };

export function isRead({ whole }: Pick<ListingVectors, 'whole'>): boolean {
  return whole.length > 0;
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
 * From where on nearness counts, and where it is full, in spreads; fitted by hand so that as many pairs of a value are related as with words alone
 * (docs/benchmarks.md).
 */
const NOTHING = 1;
const FULL = 5;

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
  /** The whole first, then the passages; each seen from the centre, with what it has in common with the centre itself. */
  private readonly views: readonly { readonly vector: Float32Array; readonly central: number }[];
  private readonly passageTexts: readonly string[];
  private readonly centreSquared: number;

  constructor(
    private readonly space: MeaningSpace,
    { whole, passages, passageTexts }: ListingVectors,
  ) {
    const { centre } = space;
    this.views = [whole, ...passages].map((stored) => {
      const vector = centredOn(stored, centre);
      return { vector, central: dot(vector, centre) };
    });
    this.passageTexts = passageTexts;
    this.centreSquared = dot(centre, centre);
  }

  /** Half the demand as a whole, half its nearest sentence. */
  compare({ whole: other }: Pick<ListingVectors, 'whole'>): Nearness {
    // The offering seen from the centre is other / |other| − centre; its cosines come out of plain products, without making it.
    const length = Math.sqrt(dot(other, other)) || 1;
    const central = dot(other, this.space.centre) / length;
    const distance = Math.sqrt(Math.max(1e-9, 1 - 2 * central + this.centreSquared));
    let nearest = 0;
    let best = Number.NEGATIVE_INFINITY;
    let whole = 0;
    for (const [i, view] of this.views.entries()) {
      const cosine = (dot(view.vector, other) / length - view.central) / distance;
      if (i === 0) whole = cosine;
      else if (cosine > best) [nearest, best] = [i, cosine];
    }
    const cosine = nearest === 0 ? whole : (whole + best) / 2;
    const value = (cosine / this.space.spread - NOTHING) / (FULL - NOTHING);
    return { value: Math.min(1, Math.max(0, value)), passage: this.passageTexts[nearest - 1] ?? null };
  }
}

/** The direction of a vector, of whatever length, seen from the centre; length 1. */
function centredOn(vector: ArrayLike<number>, centre: Float32Array): Float32Array {
  const scale = 1 / (Math.sqrt(dot(vector, vector)) || 1);
  const centred = new Float32Array(vector.length);
  for (let i = 0; i < vector.length; i++) centred[i] = vector[i]! * scale - centre[i]!;
  const norm = Math.sqrt(dot(centred, centred)) || 1;
  for (let i = 0; i < vector.length; i++) centred[i]! /= norm;
  return centred;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

import { FACTORY_PARTS, PROVIDER_PARTS } from '../features/matching/explanation.js';
import type { Showing } from '../features/matching/learning/training-rows.store.js';
import { sharesOf, type WeightTables } from '../features/matching/scoring/weights.js';

/** One showing as something to learn from. */
export interface Lesson {
  readonly demandId: string;
  /** Did both sides want each other, as far as they have said? */
  readonly isWanted: boolean;
  /** How much it says: an answer 1, silence and half an answer less. */
  readonly weight: number;
  /** Values of the parts that had data, 0 to 1. */
  readonly factory: Readonly<Record<string, number>>;
  readonly provider: Readonly<Record<string, number>> | null;
  readonly position: number | null;
  readonly seat: Showing['seat'];
}

/** A half: a yes that the other side has not answered, and silence, which may mean that the mail was never read. */
const HALF = 0.5;
/** The reasons that speak of the fit. Others (no capacity, put off, somebody else was chosen) say nothing about the pair. */
const UNFIT_FOR_PROVIDER = new Set(['scope', 'region', 'budget', 'deadline']);
const UNFIT_FOR_FACTORY = new Set(['scope', 'evidence', 'price', 'region']);

/** What a showing teaches; null while nothing was said, or where what was said is not about the fit. */
export function lessonOf({ answers, demandId, factory, provider, position, seat }: Showing): Lesson | null {
  const verdict = verdictOf(new Map(answers.map(({ answer, reason }) => [answer, reason])));
  return verdict === null ? null : { demandId, ...verdict, factory, provider, position, seat };
}

function verdictOf(said: ReadonlyMap<string, string | null>): Pick<Lesson, 'isWanted' | 'weight'> | null {
  if (said.has('accepted') || said.has('ended')) return { isWanted: true, weight: 1 };
  if (said.has('refused')) return UNFIT_FOR_FACTORY.has(said.get('refused') ?? '') ? { isWanted: false, weight: 1 } : null;
  if (said.has('interested')) return { isWanted: true, weight: HALF };
  if (said.has('declined')) return UNFIT_FOR_PROVIDER.has(said.get('declined') ?? '') ? { isWanted: false, weight: 1 } : null;
  return said.has('expired') ? { isWanted: false, weight: HALF } : null;
}

/** The score of a showing under other tables, as scoring computes it: the mean over the parts with data, the two sides harmonically. */
export function scoreUnder(tables: WeightTables, { factory, provider }: Pick<Lesson, 'factory' | 'provider'>): number {
  const one = weightedMean(sharesOf(tables.factory), factory);
  const other = provider === null ? null : weightedMean(sharesOf(tables.provider), provider);
  if (one === null) return 0;
  if (other === null) return one;
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}

function weightedMean(shares: Readonly<Record<string, number>>, values: Readonly<Record<string, number>>): number | null {
  const parts = Object.keys(values).filter((part) => (shares[part] ?? 0) > 0);
  const weight = parts.reduce((sum, part) => sum + shares[part]!, 0);
  return weight === 0 ? null : parts.reduce((sum, part) => sum + shares[part]! * values[part]!, 0) / weight;
}

/** The names of the model's columns: the parts of both tables, then what is only there to be kept out of them. */
export const PART_COLUMNS: readonly { readonly side: 'factory' | 'provider'; readonly part: string }[] = [
  ...FACTORY_PARTS.map((part) => ({ side: 'factory', part }) as const),
  ...PROVIDER_PARTS.map((part) => ({ side: 'provider', part }) as const),
];

/** A place in the list and a kept seat move answers too. The model sees them so that no part takes their effect; scores never do. */
export const ASIDE_COLUMNS = ['position', 'exploring', 'volunteer'] as const;

/** How each part is centred: a part without data counts as an average one. */
export function centresOf(lessons: readonly Lesson[]): number[] {
  return PART_COLUMNS.map(({ side, part }) => {
    const values = lessons.flatMap((lesson) => lesson[side]?.[part] ?? []);
    return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

/** A lesson as a row of numbers, in the order of the columns. */
export function rowOf(lesson: Lesson, centres: readonly number[]): number[] {
  const parts = PART_COLUMNS.map(({ side, part }, i) => {
    const value = lesson[side]?.[part];
    return value === undefined ? 0 : value - centres[i]!;
  });
  return [...parts, lesson.position === null ? 0 : Math.log2(lesson.position), lesson.seat === 'exploring' ? 1 : 0, lesson.seat === 'volunteer' ? 1 : 0];
}

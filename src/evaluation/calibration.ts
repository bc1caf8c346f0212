import type { JudgedSet } from './judged-set.js';

/** One step of a calibration: judged pairs whose value lies in it. */
interface CalibrationStep {
  readonly from: number;
  readonly pairs: number;
  /** Share judged related at all (level 2 to 4), and clearly (3 or 4). */
  readonly related: number;
  readonly clearly: number;
}

/** Of the share of the demand's ceiling that words reach, and of the text part, which is all between 0 and 1. */
export const RATIO_STEPS = [0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3];
export const VALUE_STEPS = [0, 0.1, 0.2, 0.3, 0.36, 0.4, 0.5, 0.6, 0.7, 0.8];

/** How the share of related pairs grows with the evidence: where the line for invitations is drawn is read off here. */
export function calibrate({ judgements }: JudgedSet, value: (demandId: string, offeringId: string) => number, steps: readonly number[]): CalibrationStep[] {
  const pairs = [...judgements].flatMap(([demandId, judged]) => [...judged].map(([offeringId, level]) => ({ level, value: value(demandId, offeringId) })));
  return steps.map((from, i) => {
    const inside = pairs.filter((pair) => pair.value >= from && pair.value < (steps[i + 1] ?? Number.POSITIVE_INFINITY));
    const share = (least: number): number => inside.filter(({ level }) => level >= least).length / inside.length;
    return { from, pairs: inside.length, related: share(2), clearly: share(3) };
  });
}

import { textValue } from '../features/matching/scoring/text-part.js';
import type { Answers, JudgedSet } from './judged-set.js';

/** One step of the calibration: judged pairs whose share of the demand's ceiling lies in it. */
interface CalibrationStep {
  readonly from: number;
  readonly pairs: number;
  /** Share judged related at all (level 2 to 4), and clearly (3 or 4). */
  readonly related: number;
  readonly clearly: number;
  /** What the text part is worth at the lower end, 0 to 1. */
  readonly textValue: number;
}

const STEPS = [0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3];

/** How the share of related pairs grows with the evidence: where the line for invitations is drawn is read off here. */
export function calibrate({ judgements }: JudgedSet, { score }: Answers): CalibrationStep[] {
  const pairs = [...judgements].flatMap(([demandId, judged]) => [...judged].map(([offeringId, level]) => ({ level, ratio: score(demandId, offeringId) })));
  return STEPS.map((from, i) => {
    const inside = pairs.filter(({ ratio }) => ratio >= from && ratio < (STEPS[i + 1] ?? Number.POSITIVE_INFINITY));
    const share = (least: number): number => inside.filter(({ level }) => level >= least).length / inside.length;
    return { from, pairs: inside.length, related: share(2), clearly: share(3), textValue: textValue(from) };
  });
}

import type { WeightsVersion } from '../features/matching/weights/weights.types.js';
import { type ScoringWeights, sharesOf } from '../features/matching/scoring/weights.js';
import { ASIDE_COLUMNS } from './lessons.js';
import { LEAST, type LearningReport } from './learning.js';

const DECISIONS = {
  'too-few': 'Too few answers to learn from; nothing was fitted.',
  'not-better': 'Not better for sure: the interval reaches down to no gain at all. It would not be installed.',
  better: 'Better for sure, as far as these answers go. --install puts it in force.',
} as const;

/** What was learnt, as a table to read. */
export function explainLearning(report: LearningReport, present: ScoringWeights): string {
  const { counts, decision } = report;
  const names = Object.keys(LEAST) as (keyof typeof LEAST)[];
  const lines = [
    'answers to learn from   there   needed',
    ...names.map((name) => `  ${name.padEnd(20)} ${String(counts[name]).padStart(6)} ${String(LEAST[name]).padStart(8)}`),
  ];
  if (report.decision === 'too-few') return [...lines, DECISIONS[decision]].join('\n');
  const { held, strength } = report;
  const { tables, aside } = report.learnt;
  lines.push('', `part                    ${present.name.padStart(12)} ${'learnt'.padStart(8)}   (percent of its table)`);
  for (const side of ['factory', 'provider'] as const) {
    const [before, after] = [sharesOf<string>(present[side]), sharesOf<string>(tables[side])];
    for (const part of Object.keys(before)) lines.push(`  ${`${side}.${part}`.padEnd(21)} ${before[part]!.toFixed(1).padStart(12)} ${after[part]!.toFixed(1).padStart(8)}`);
  }
  lines.push(
    '',
    `kept aside, in no table (log-odds): ${ASIDE_COLUMNS.map((name) => `${name} ${aside[name].toFixed(2)}`).join(', ')}`,
    `pulled towards the present weights with strength ${strength}`,
    `a wanted pair scores above an unwanted one, on demands that were not learnt from (AUC): ${held.present.toFixed(3)} now, ${held.learnt.toFixed(3)} learnt`,
    `gain ${held.gain.toFixed(3)}, 95 % interval ${held.low.toFixed(3)} to ${held.high.toFixed(3)}`,
    DECISIONS[decision],
  );
  return lines.join('\n');
}

/** What a version that was just put in force changes. */
export function explainTrial({ name, trial }: WeightsVersion): string {
  if (trial === null) return `${name} is in force`;
  const { demands, ofDemands, pairs, changed, rises, falls, otherInvitations, evaluation, topRises, topFalls } = trial;
  const moves = (title: string, list: typeof topRises): string[] => list.slice(0, 5).map(({ before, after, offering, demand }) => `  ${title} ${before.toFixed(1)} → ${after.toFixed(1)}  ${offering.code} for ${demand.code}`);
  return [
    `${name} is in force: ${changed} of ${pairs} suggestions change (${rises} up, ${falls} down) in ${demands} of ${ofDemands} open demands; the next invitation differs for ${otherInvitations}`,
    ...moves('up  ', topRises),
    ...moves('down', topFalls),
    ...(evaluation === null ? [] : [`  graded set ${evaluation.set}: nDCG@10 ${evaluation.ndcgAt10.before.toFixed(3)} → ${evaluation.ndcgAt10.after.toFixed(3)}, recall@50 ${evaluation.recallAt50.before.toFixed(3)} → ${evaluation.recallAt50.after.toFixed(3)}`]),
  ].join('\n');
}

import type { INestApplicationContext } from '@nestjs/common';
import { CommandError } from './command.error.js';
import { TrainingRowsStore } from './features/matching/learning/training-rows.store.js';
import { WeightsService } from './features/matching/weights/weights.service.js';
import { WeightsStore } from './features/matching/weights/weights.store.js';
import { learn } from './learning/learning.js';
import { explainLearning, explainTrial } from './learning/learning-report.js';
import { SYSTEM } from './shared/actor.js';

export const LEARN_USAGE = `  learn [--json] [--install]
    fits the weights of scores to what was answered so far, and says how much better they are on demands that the fit has not seen.
    --install  puts them in force, if they are better for sure; it shows what that changes. Any former version can be brought back.`;

interface LearnOptions {
  readonly isJson: boolean;
  readonly installs: boolean;
}

/** Answers older than this are of another market. */
const DAYS = 730;
const MOST_SHOWINGS = 20_000;

/**
 * Learns from the stored answers; returns what to print at the end.
 * @param tell prints at once: what was learnt stands above the refusal to install it
 * @throws CommandError when it is to be installed and is not better, or somebody changed the weights meanwhile
 */
export async function learnWeights(app: INestApplicationContext, { isJson, installs }: LearnOptions, tell: (text: string) => void): Promise<string> {
  const store = app.get(WeightsStore, { strict: false });
  const present = await store.inForce();
  const report = learn(await app.get(TrainingRowsStore, { strict: false }).showings(DAYS, MOST_SHOWINGS), present);
  const print = (installed: string | null, more: object = {}): string => JSON.stringify({ ...report, present: present.name, installed, ...more }, null, 2);
  if (!installs) return isJson ? print(null) : explainLearning(report, present);
  if (report.decision !== 'better') {
    tell(isJson ? print(null) : explainLearning(report, present));
    throw new CommandError('Nothing was installed.');
  }
  const { held, learnt, counts } = report;
  const note = `${counts.lessons} answers to ${counts.demands} demands: AUC ${held.present.toFixed(3)} → ${held.learnt.toFixed(3)} (gain ${held.low.toFixed(3)} to ${held.high.toFixed(3)})`;
  const weights = app.get(WeightsService, { strict: false });
  const version = await weights.propose(SYSTEM, { ...learnt.tables, origin: 'learnt', note }, present.number);
  await weights.putInForce(SYSTEM, version.name, present.number);
  return isJson ? print(version.name, { trial: version.trial }) : [explainLearning(report, present), explainTrial(version)].join('\n');
}

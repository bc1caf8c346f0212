import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { readCodeList } from '../features/taxonomy/code-list.file.js';
import { PostgresSearchIndex } from '../platform/search/postgres-search-index.js';
import { calibrate } from './calibration.js';
import { runCandidates, type CandidateRun, type RunOptions } from './candidate-run.js';
import { judge, readJudgedSet, summary, type Figures, type JudgedSet } from './judged-set.js';
import { bootstrapInterval, quantile } from './metrics.js';
import { withTemporaryDatabase } from './temporary-database.js';

/**
 * `node dist/evaluation/evaluate.js FOLDER`: puts a judged set (demands.jsonl, offerings.jsonl, judgements.tsv) through the real
 * search engine and the real scoring, and prints how well the judged pairs are found and ordered.
 */

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const shown = (value: number): string => value.toFixed(3);

function printFigures(name: string, figures: Figures): void {
  const { recallAt50, ndcgAt10, auc, mrr } = summary(figures);
  const interval = (values: readonly number[]): string => {
    const { low, high } = bootstrapInterval(values);
    return `${shown(low)}–${shown(high)}`;
  };
  print(
    `${name.padEnd(24)} recall@50 ${shown(recallAt50)} (${interval(figures.recallAt50)})  nDCG@10 ${shown(ndcgAt10)} (${interval(figures.ndcgAt10)})  ` +
      `AUC ${shown(auc)}  MRR ${shown(mrr)}`,
  );
}

function printTimes({ loadPerSecond, engineMs, matchMs }: CandidateRun): void {
  const times = (values: readonly number[]): string => [0.5, 0.95, 0.99].map((q) => quantile(values, q).toFixed(1)).join(' / ');
  print(`indexed ${Math.round(loadPerSecond)} offerings a second`);
  print(`a demand against all offerings, ms (p50 / p95 / p99): engine ${times(engineMs)}, with text, score and explanations ${times(matchMs)}`);
}

function printCalibration(set: JudgedSet, run: CandidateRun): void {
  print('share of the ceiling | judged pairs | related | clearly | text part');
  for (const { from, pairs, related, clearly, textValue } of calibrate(set, run)) {
    print(`${from.toFixed(2).padStart(20)} | ${String(pairs).padStart(12)} | ${related.toFixed(2).padStart(7)} | ${clearly.toFixed(2).padStart(7)} | ${textValue.toFixed(2)}`);
  }
}

async function evaluate(folder: string): Promise<void> {
  const set = readJudgedSet(folder);
  const categories = readCodeList('service-category').entries;
  const pipeline = new TermPipeline(categories.flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
  print(`${set.demands.length} demands, ${set.offerings.length} offerings`);
  await withTemporaryDatabase(async (dataSource) => {
    const index = new PostgresSearchIndex(dataSource);
    const run = (options: Partial<RunOptions>): Promise<CandidateRun> => runCandidates(set, index, pipeline, { demandText: (demand) => demand, hasCounts: true, ...options });
    printFigures('postgres, title alone', judge(set, await run({ demandText: ({ title }) => ({ title, body: '' }) })));
    printFigures('postgres, prior alone', judge(set, await run({ hasCounts: false })));
    const whole = await run({});
    printFigures('postgres', judge(set, whole));
    printTimes(whole);
    printCalibration(set, whole);
  });
}

const folder = process.argv[2];
if (folder === undefined) {
  process.stderr.write('usage: evaluate FOLDER\n');
  process.exitCode = 2;
} else {
  await evaluate(folder);
}

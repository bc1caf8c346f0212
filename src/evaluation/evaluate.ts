import { parseArgs } from 'node:util';
import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { readCodeList } from '../features/taxonomy/code-list.file.js';
import { calibrate } from './calibration.js';
import { runCandidates, type CandidateRun, type RunOptions } from './candidate-run.js';
import { type EvaluatedEngine, withEngines } from './evaluated-engines.js';
import { judge, readJudgedSet, summary, type Figures, type JudgedSet } from './judged-set.js';
import { evaluateOwn } from './own-collection.js';
import { bootstrapInterval, mean, overlapAt, quantile } from './metrics.js';

/**
 * `node dist/evaluation/evaluate.js [FOLDER] [--json]`: puts a judged set (demands.jsonl, offerings.jsonl, judgements.tsv) through each
 * search engine that is there and the real scoring, and prints how well the judged pairs are found and ordered. Without a folder: the
 * graded collection of our own, with its places, prices and certificates.
 */

type Print = (line: string) => void;
const shown = (value: number): string => value.toFixed(3);

function printFigures(print: Print, name: string, figures: Figures): void {
  const { recallAt50, recallAt200, ndcgAt10, auc, mrr } = summary(figures);
  const interval = (values: readonly number[]): string => {
    const { low, high } = bootstrapInterval(values);
    return `${shown(low)}–${shown(high)}`;
  };
  print(
    `  ${name.padEnd(24)} recall@50 ${shown(recallAt50)} (${interval(figures.recallAt50)})  @200 ${shown(recallAt200)}  nDCG@10 ${shown(ndcgAt10)} (${interval(figures.ndcgAt10)})  ` +
      `AUC ${shown(auc)}  MRR ${shown(mrr)}`,
  );
}

function printTimes(print: Print, { loadPerSecond, engineMs, matchMs, bestFiftyHeld }: CandidateRun): void {
  const times = (values: readonly number[]): string => [0.5, 0.95, 0.99].map((q) => quantile(values, q).toFixed(1)).join(' / ');
  print(`  indexed ${Math.round(loadPerSecond)} offerings a second; the candidates hold ${shown(mean(bestFiftyHeld))} of exact BM25's best 50`);
  print(`  a demand against all offerings, ms (p50 / p95 / p99): engine ${times(engineMs)}, with text, score and explanations ${times(matchMs)}`);
}

function printCalibration(print: Print, set: JudgedSet, run: CandidateRun): void {
  print('share of the ceiling | judged pairs | related | clearly | text part');
  for (const { from, pairs, related, clearly, textValue } of calibrate(set, run)) {
    print(`${from.toFixed(2).padStart(20)} | ${String(pairs).padStart(12)} | ${related.toFixed(2).padStart(7)} | ${clearly.toFixed(2).padStart(7)} | ${textValue.toFixed(2)}`);
  }
}

/** One engine's figures, as `--json` prints them. */
function figuresOf({ engine }: EvaluatedEngine, figures: Figures, run: CandidateRun): object {
  return { engine, embedder: null, ...summary(figures), bestFiftyHeld: mean(run.bestFiftyHeld), msPerDemand: quantile(run.engineMs, 0.5), loadPerSecond: run.loadPerSecond };
}

/** How alike the engines' first fifty are, over all demands. */
function overlap(set: JudgedSet, one: CandidateRun, other: CandidateRun): number {
  return mean(set.demands.map(({ id }) => overlapAt(one.ranked.get(id) ?? [], other.ranked.get(id) ?? [], 50)));
}

async function evaluate(folder: string, print: Print): Promise<object> {
  const set = readJudgedSet(folder);
  const categories = readCodeList('service-category').entries;
  const pipeline = new TermPipeline(categories.flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
  print(`${set.demands.length} demands, ${set.offerings.length} offerings`);
  return withEngines(process.env, async (engines) => {
    const runs: CandidateRun[] = [];
    const rows: object[] = [];
    for (const each of engines) {
      const run = (options: Partial<RunOptions>): Promise<CandidateRun> => runCandidates(set, each.index, pipeline, { demandText: (demand) => demand, hasCounts: true, ...options });
      const whole = await run({});
      const figures = judge(set, whole);
      print(each.name);
      printFigures(print, 'the whole text', figures);
      printTimes(print, whole);
      runs.push(whole);
      rows.push(figuresOf(each, figures, whole));
      if (each.engine !== 'postgres') continue;
      printFigures(print, 'the title alone', judge(set, await run({ demandText: ({ title }) => ({ title, body: '' }) })));
      printFigures(print, 'statistics of the prior', judge(set, await run({ hasCounts: false })));
      printCalibration(print, set, whole);
    }
    const [one, other] = runs;
    const overlapAt50 = one !== undefined && other !== undefined ? overlap(set, one, other) : null;
    if (overlapAt50 !== null) print(`overlap@50 of the engines ${shown(overlapAt50)}`);
    return { engines: rows, overlapAt50 };
  });
}

const USAGE = `npm run evaluate -- [FOLDER] [--json]
  FOLDER  a judged set: demands.jsonl (id, title, body), offerings.jsonl (id, title, body), judgements.tsv (demand, offering, level 1–4).
          Without one: our own graded collection, with regions, budgets, certificates and deadlines (src/features/matching/graded).
  --json  the figures for programs
Postgres always; Meilisearch too where MEILI_URL (and MEILI_KEY) name one.
`;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } } });
const [folder] = positionals;
if (values.help) process.stdout.write(USAGE);
else {
  const print: Print = values.json ? () => undefined : (line) => void process.stdout.write(`${line}\n`);
  const result = folder === undefined ? await evaluateOwn(print) : await evaluate(folder, print);
  if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

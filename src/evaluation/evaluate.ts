import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseEnvironment, readEnvironment } from '../config/env.js';
import { Settings } from '../config/settings.js';
import { TermPipeline } from '../features/matching/terms/term-pipeline.js';
import { readCodeList } from '../features/taxonomy/code-list.file.js';
import { chooseEmbedder } from '../platform/embedder/embedder.module.js';
import { OnnxEmbedder } from '../platform/embedder/onnx-embedder.js';
import { randomOrder, tsRankCd } from './baselines.js';
import { calibrate, RATIO_STEPS, VALUE_STEPS } from './calibration.js';
import { type CandidateRun, loadSet, runCandidates } from './candidate-run.js';
import { withEngines } from './evaluated-engines.js';
import { judge, readJudgedSet, summary, type Figures, type JudgedSet } from './judged-set.js';
import { learntMix } from './learnt-mix.js';
import { oneMeilisearchQuery } from './meilisearch-baseline.js';
import { bootstrapInterval, mean, overlapAt, pairedGain, quantile } from './metrics.js';
import { evaluateOwn, loadMarket, textsOf } from './own-collection.js';
import { meaningOfSet, type SetMeaning } from './set-meaning.js';

/**
 * `node dist/evaluation/evaluate.js [FOLDER] [--json] [--cache FOLDER]`: puts a judged set (demands.jsonl, offerings.jsonl, judgements.tsv)
 * through each search engine that is there and the real scoring, with and without the embedder of the settings, and prints how well the
 * judged pairs are found and ordered, beside plain ways of matching. Without a folder: the graded collection of our own, with its places,
 * prices and certificates.
 */

type Print = (line: string) => void;
const shown = (value: number): string => value.toFixed(3);
const between = ({ low, high }: { low: number; high: number }): string => `${shown(low)}–${shown(high)}`;

function printFigures(print: Print, name: string, figures: Figures, more = ''): void {
  const { recallAt50, recallAt200, ndcgAt10, auc, mrr } = summary(figures);
  print(
    `  ${name.padEnd(32)} recall@50 ${shown(recallAt50)} (${between(bootstrapInterval(figures.recallAt50))})  @200 ${shown(recallAt200)}  ` +
      `nDCG@10 ${shown(ndcgAt10)} (${between(bootstrapInterval(figures.ndcgAt10))})  AUC ${shown(auc)}  MRR ${shown(mrr)}${more}`,
  );
}

function printGain(print: Print, over: string, ours: Figures, theirs: Figures): void {
  const [recall, ndcg] = [pairedGain(ours.recallAt50, theirs.recallAt50), pairedGain(ours.ndcgAt10, theirs.ndcgAt10)];
  const signed = (gain: number): string => `${gain < 0 ? '' : '+'}${shown(gain)}`;
  print(`    ${`over ${over}`.padEnd(30)} recall@50 ${signed(recall.gain)} (${between(recall)})  nDCG@10 ${signed(ndcg.gain)} (${between(ndcg)})`);
}

function printTimes(print: Print, { engineMs, matchMs, bestFiftyHeld }: CandidateRun): void {
  const times = (values: readonly number[]): string => [0.5, 0.95, 0.99].map((q) => quantile(values, q).toFixed(1)).join(' / ');
  print(`    the candidates hold ${shown(mean(bestFiftyHeld))} of exact BM25's best 50; a demand, ms (p50 / p95 / p99): engine ${times(engineMs)}, whole match ${times(matchMs)}`);
}

function printCalibration(print: Print, set: JudgedSet, name: string, value: CandidateRun['score'], steps: readonly number[]): void {
  print(`${name.padStart(20)} | judged pairs | related | clearly`);
  for (const { from, pairs, related, clearly } of calibrate(set, value, steps)) {
    print(`${from.toFixed(2).padStart(20)} | ${String(pairs).padStart(12)} | ${related.toFixed(2).padStart(7)} | ${clearly.toFixed(2).padStart(7)}`);
  }
}

/** What one engine does with or without a model: what it finds, and how that is ordered then. */
interface Judged {
  readonly run: CandidateRun;
  readonly found: Figures;
  readonly ordered: Figures;
}

function judged(set: JudgedSet, run: CandidateRun): Judged {
  return { run, found: judge(set, { ranked: run.found, score: run.score }), ordered: judge(set, { ranked: run.reranked, score: run.score }) };
}

/** One line of `--json`. `msPerDemand`: a demand against all offerings with every explanation, the vectors of both being there. */
function rowOf(engine: string, loadPerSecond: number, meaning: SetMeaning | null, { run, found, ordered }: Judged): object {
  const { recallAt50, recallAt200 } = summary(found);
  const { recallAt50: rerankedRecallAt50, ndcgAt10, auc, mrr } = summary(ordered);
  const bestFiftyHeld = mean(run.bestFiftyHeld);
  const [msPerDemand, engineMs] = [quantile(run.matchMs, 0.5), quantile(run.engineMs, 0.5)];
  const intervals = { rerankedRecallAt50: bootstrapInterval(ordered.recallAt50), ndcgAt10: bootstrapInterval(ordered.ndcgAt10) };
  return { engine, embedder: meaning?.space.model ?? null, recallAt50, recallAt200, rerankedRecallAt50, ndcgAt10, auc, mrr, msPerDemand, engineMs, bestFiftyHeld, loadPerSecond, intervals };
}

/** How alike the engines' first fifty are, over all demands. */
function overlap(set: JudgedSet, one: CandidateRun, other: CandidateRun): number {
  return mean(set.demands.map(({ id }) => overlapAt(one.found.get(id) ?? [], other.found.get(id) ?? [], 50)));
}

async function evaluate(set: JudgedSet, meaning: SetMeaning | null, print: Print): Promise<object> {
  const categories = readCodeList('service-category').entries;
  const pipeline = new TermPipeline(categories.flatMap(({ nameZh, synonyms }) => [nameZh, ...synonyms]));
  print(`${set.demands.length} demands, ${set.offerings.length} offerings`);
  const { MEILI_URL, MEILI_KEY } = process.env;
  return withEngines(process.env, async (engines, dataSource) => {
    const whole: CandidateRun[] = [];
    const rows: object[] = [];
    const plainWays: object[] = [];
    for (const { engine, name, index } of engines) {
      const loaded = await loadSet(set, index, pipeline);
      const run = (options: Partial<Parameters<typeof runCandidates>[1]>): Promise<CandidateRun> => runCandidates(loaded, { demandText: (demand) => demand, hasCounts: true, meaning: null, ...options });
      print(`${name}, ${Math.round(loaded.loadPerSecond)} offerings indexed a second`);
      const words = judged(set, await run({}));
      whole.push(words.run);
      rows.push(rowOf(engine, loaded.loadPerSecond, null, words));
      printFigures(print, 'words', words.ordered);
      printTimes(print, words.run);
      if (meaning !== null) {
        const both = judged(set, await run({ meaning }));
        rows.push(rowOf(engine, loaded.loadPerSecond, meaning, both));
        printFigures(print, 'words and meaning', both.ordered, meaning.msOfADemand === null ? '' : `; vectors of a demand ${meaning.msOfADemand.toFixed(0)} ms`);
        printTimes(print, both.run);
        printGain(print, 'words', both.ordered, words.ordered);
        if (engine === 'postgres') printLearnt(print, set, both);
      }
      if (engine !== 'postgres') continue;
      const title = judged(set, await run({ demandText: ({ title: text }) => ({ title: text, body: '' }) }));
      const baselines: [string, Figures][] = [
        ['BM25 of the title alone', title.ordered],
        ['ts_rank_cd', judge(set, await tsRankCd(set, dataSource, pipeline))],
        ['random', judge(set, randomOrder(set))],
      ];
      if (MEILI_URL) baselines.push(['the text as one Meilisearch query', judge(set, await oneMeilisearchQuery(set, MEILI_URL, MEILI_KEY))]);
      print('plain ways, and what ours by words gains over them');
      for (const [plain, figures] of baselines) {
        plainWays.push({ name: plain, ...summary(figures) });
        printFigures(print, plain, figures);
        printGain(print, plain, words.ordered, figures);
      }
      printFigures(print, 'ours, statistics of the prior', judged(set, await run({ hasCounts: false })).ordered);
      printCalibration(print, set, 'share of the ceiling', words.run.ratio, RATIO_STEPS);
      printCalibration(print, set, 'text part, words', words.run.score, VALUE_STEPS);
    }
    const [one, other] = whole;
    const overlapAt50 = one !== undefined && other !== undefined ? overlap(set, one, other) : null;
    if (overlapAt50 !== null) print(`overlap@50 of the engines ${shown(overlapAt50)}`);
    return { engines: rows, overlapAt50, baselines: plainWays };
  });
}

function printLearnt(print: Print, set: JudgedSet, { run, ordered }: Judged): void {
  const learnt = learntMix(set, run);
  printFigures(print, 'a learnt mix, by folds', learnt.figures, `; meaning counts ${learnt.shares.map((share) => share.toFixed(2)).join(', ')}`);
  printGain(print, 'ours', learnt.figures, ordered);
  printCalibration(print, set, 'text part, both', run.score, VALUE_STEPS);
}

/** A judged set in a folder, or our own collection. */
async function main(folder: string | undefined, cache: string | undefined, print: Print): Promise<object> {
  const settings = new Settings(parseEnvironment(readEnvironment()), '');
  const embedder = chooseEmbedder(settings);
  const vectors = resolve(cache ?? join(settings.dataDir, 'evaluation'));
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    if (folder === undefined) {
      const market = loadMarket();
      return await evaluateOwn(market, await meaningOfSet(textsOf(market), embedder, vectors, tell), print);
    }
    const set = readJudgedSet(folder);
    return await evaluate(set, await meaningOfSet(set, embedder, vectors, tell), print);
  } finally {
    if (embedder instanceof OnnxEmbedder) await embedder.beforeApplicationShutdown();
  }
}

const USAGE = `npm run evaluate -- [FOLDER] [--json] [--cache FOLDER]
  FOLDER   a judged set: demands.jsonl (id, title, body), offerings.jsonl (id, title, body), judgements.tsv (demand, offering, level 1–4).
           Without one: our own graded collection, with regions, budgets, certificates and deadlines (src/features/matching/graded).
  --json   the figures for programs
  --cache  where vectors are kept for the next time; not given: evaluation in DATA_DIR
Postgres always; Meilisearch too where MEILI_URL (and MEILI_KEY) name one; each without and with the embedder of the settings.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, cache: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
});
const [folder] = positionals;
if (values.help) process.stdout.write(USAGE);
else {
  const print: Print = values.json ? () => undefined : (line) => void process.stdout.write(`${line}\n`);
  const result = await main(folder, values.cache, print);
  if (values.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

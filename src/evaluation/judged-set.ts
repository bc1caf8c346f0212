import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isId } from '../shared/ids.js';
import { auc, mean, ndcgAt, recallAt, reciprocalRank } from './metrics.js';

/** Texts of real needs and of what could answer them, with people's judgements: a folder of three files. */
export interface JudgedSet {
  readonly demands: readonly JudgedText[];
  readonly offerings: readonly JudgedText[];
  /** Level (1 unrelated … 4 strongly related) by offering, by demand. */
  readonly judgements: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface JudgedText {
  readonly id: string;
  readonly title: string;
  /** Empty where the file has none. */
  readonly body: string;
}

/** From this level on an offering counts as relevant. */
const RELEVANT = 3;
const UNRELATED = 1;
/** nDCG is taken over demands with at least so many judged offerings, one of them relevant. */
const LEAST_JUDGED = 10;

function readTexts(path: string): JudgedText[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, i) => {
    const { id, title, body } = JSON.parse(line) as Partial<Record<'id' | 'title' | 'body', unknown>>;
    if (typeof id !== 'string' || typeof title !== 'string') throw new Error(`${path}, line ${i + 1}: id and title must be texts`);
    return { id, title, body: typeof body === 'string' ? body : '' };
  });
}

/**
 * The engines know rows by UUIDs. Ids that are some already stay; words get numbers in the shape of a UUID, in their order, so that
 * ties still break by the set's own ids.
 */
function asUuids(words: readonly string[]): (word: string) => string {
  if (words.every(isId)) return (word) => word;
  const numbers = new Map([...new Set(words)].sort().map((word, i) => [word, `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`]));
  return (word) => numbers.get(word) ?? word;
}

/** Reads `demands.jsonl`, `offerings.jsonl` and `judgements.tsv` (demand, offering, level, with a head line). */
export function readJudgedSet(folder: string): JudgedSet {
  const demands = readTexts(join(folder, 'demands.jsonl'));
  const offerings = readTexts(join(folder, 'offerings.jsonl'));
  const uuid = asUuids([...demands, ...offerings].map(({ id }) => id));
  const judgements = new Map<string, Map<string, number>>();
  const lines = readFileSync(join(folder, 'judgements.tsv'), 'utf8').split('\n').slice(1);
  for (const [demandId = '', offeringId = '', level = ''] of lines.filter((line) => line.trim() !== '').map((line) => line.trim().split('\t'))) {
    const judged = judgements.get(uuid(demandId)) ?? new Map<string, number>();
    judgements.set(uuid(demandId), judged.set(uuid(offeringId), Number(level)));
  }
  const named = (text: JudgedText): JudgedText => ({ ...text, id: uuid(text.id) });
  return { demands: demands.map(named), offerings: offerings.map(named), judgements };
}

/** What some way of matching said about a set. */
export interface Answers {
  /** Offerings by demand, best first, from all of the set; ties broken by the set's own id. */
  readonly ranked: ReadonlyMap<string, readonly string[]>;
  /** The score of a judged pair, comparable across demands. */
  readonly score: (demandId: string, offeringId: string) => number;
}

export interface Figures {
  /** By demand, in the order of the set, so that two ways can be compared pair by pair. */
  readonly recallAt50: readonly number[];
  readonly recallAt200: readonly number[];
  readonly ndcgAt10: readonly number[];
  readonly reciprocalRanks: readonly number[];
  readonly auc: number;
}

/** The figures of a set, as its README defines them: an unjudged pair counts as a miss for recall and is left out of nDCG and AUC. */
export function judge({ demands, judgements }: JudgedSet, { ranked, score }: Answers): Figures {
  const recalls: number[] = [];
  const deepRecalls: number[] = [];
  const gains: number[] = [];
  const reciprocalRanks: number[] = [];
  const related: number[] = [];
  const unrelated: number[] = [];
  for (const { id } of demands) {
    const judged = [...(judgements.get(id) ?? [])].map(([offeringId, level]) => ({ offeringId, level, score: score(id, offeringId) }));
    for (const pair of judged) {
      if (pair.level >= RELEVANT) related.push(pair.score);
      else if (pair.level === UNRELATED) unrelated.push(pair.score);
    }
    const relevant = new Set(judged.filter(({ level }) => level >= RELEVANT).map(({ offeringId }) => offeringId));
    if (relevant.size === 0) continue;
    const order = ranked.get(id) ?? [];
    recalls.push(recallAt(order, relevant, 50));
    deepRecalls.push(recallAt(order, relevant, 200));
    reciprocalRanks.push(reciprocalRank(order, relevant));
    if (judged.length < LEAST_JUDGED) continue;
    judged.sort((a, b) => b.score - a.score || (a.offeringId < b.offeringId ? -1 : 1));
    gains.push(ndcgAt(judged.map(({ level }) => level), 10));
  }
  return { recallAt50: recalls, recallAt200: deepRecalls, ndcgAt10: gains, reciprocalRanks, auc: auc(related, unrelated) };
}

/** The shown figures: means over the demands. */
export function summary(figures: Figures): { recallAt50: number; recallAt200: number; ndcgAt10: number; auc: number; mrr: number } {
  return { recallAt50: mean(figures.recallAt50), recallAt200: mean(figures.recallAt200), ndcgAt10: mean(figures.ndcgAt10), auc: figures.auc, mrr: mean(figures.reciprocalRanks) };
}

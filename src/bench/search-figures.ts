import type { BenchEngine } from './bench-engine.js';
import { type Ask, compare, type Times, timesOf } from './measured.js';
import { QUESTION_KINDS, type QuestionKind } from './search-questions.js';
import type { SearchQuery } from '../platform/search/search-index.js';
import type { TypingBench } from './typing-bench.js';

/** Of each kind of question so many are asked in a round. */
export const QUESTIONS = 40;
const ROUNDS = 5;
const CONNECTIONS = [1, 20] as const;

/** How long one kind of question took with so many asked at a time, in milliseconds. */
export interface Figures {
  readonly question: QuestionKind | 'suggestions' | 'understanding';
  readonly connections: number;
  readonly ms: Times;
  readonly rawMs: Times;
}

interface SearchFigures {
  readonly rows: readonly Figures[];
  /** All kinds together, one at a time. */
  readonly searchMs: Times;
  readonly rawMs: Times;
}

export async function measureSearch(engine: BenchEngine, questions: Readonly<Record<QuestionKind, readonly SearchQuery[]>>): Promise<SearchFigures> {
  const rows: Figures[] = [];
  const single = { ours: [] as number[], bare: [] as number[] };
  for (const question of QUESTION_KINDS) {
    const sides = await engine.questions(questions[question]);
    await measure(question, sides, rows, (ours, bare) => {
      single.ours.push(...ours);
      single.bare.push(...bare);
    });
  }
  return { rows, searchMs: timesOf(single.ours), rawMs: timesOf(single.bare) };
}

/** Asked of Postgres, whichever engine searches. */
export async function measureTyping(bench: TypingBench, beginnings: readonly string[], queries: readonly string[]): Promise<Figures[]> {
  const rows: Figures[] = [];
  await measure('suggestions', await bench.suggestions(beginnings), rows);
  await measure('understanding', await bench.understanding(queries), rows);
  return rows;
}

/** @param ofOne gets the times of one connection as they are */
async function measure(question: Figures['question'], sides: { readonly ours: Ask; readonly bare: Ask }, rows: Figures[], ofOne?: (ours: readonly number[], bare: readonly number[]) => void): Promise<void> {
  for (const connections of CONNECTIONS) {
    const { ours, bare } = await compare(sides.ours, sides.bare, QUESTIONS, connections, ROUNDS);
    rows.push({ question, connections, ms: timesOf(ours), rawMs: timesOf(bare) });
    if (connections === 1) ofOne?.(ours, bare);
  }
}

const shown = ({ p50, p95 }: Times): string => `${p50.toFixed(1)} / ${p95.toFixed(1)}`;

export function printFigures(rows: readonly Figures[], print: (line: string) => void): void {
  print(`  ${'p50 / p95, ms'.padEnd(18)} ${'connections'.padStart(11)} ${'ours'.padStart(15)} ${'bare engine'.padStart(15)}`);
  for (const { question, connections, ms, rawMs } of rows) {
    print(`  ${question.padEnd(18)} ${String(connections).padStart(11)} ${shown(ms).padStart(15)} ${shown(rawMs).padStart(15)}`);
  }
}

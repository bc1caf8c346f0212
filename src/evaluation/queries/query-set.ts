import { readFileSync } from 'node:fs';

/** How a query is typed. The first eight are those that a search box has to see through; the others say what they mean. */
export const TYPED_KINDS = ['pinyin', 'initials', 'typo-zh', 'typo-latin', 'part-number', 'synonym', 'short-form', 'traditional'] as const;
export const QUERY_KINDS = [...TYPED_KINDS, 'plain', 'several-words', 'sentence'] as const;
export type QueryKind = (typeof QUERY_KINDS)[number];

export interface JudgedQuery {
  readonly kind: QueryKind;
  readonly words: string;
  /** What its writer is after. */
  readonly need: string;
  /** 0 to 3 by offering of the graded collection; what is not there is 0. */
  readonly grades: ReadonlyMap<string, number>;
  /** Every third query of a kind: not looked at while the rules were written. */
  readonly isHeldAside: boolean;
}

function rowsOf(name: string): string[][] {
  const lines = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '');
  return lines.slice(1).map((line) => line.split('\t'));
}

/** Reads the set beside this file (README.md there says how it was made). Throws when a line names what is not there. */
export function readQuerySet(): JudgedQuery[] {
  const needs = new Map<string, Map<string, number>>();
  for (const [need = '', grade = '', offerings = ''] of rowsOf('needs.tsv')) {
    const grades = needs.get(need) ?? new Map<string, number>();
    needs.set(need, grades);
    for (const offering of offerings.split(' ')) grades.set(offering, Number(grade));
  }
  const counts = new Map<string, number>();
  return rowsOf('queries.tsv').map(([kind = '', words = '', need = '']) => {
    const grades = needs.get(need);
    if (!grades || !isKind(kind)) throw new Error(`The query «${words}» is of no kind or need that there is: ${kind}, ${need}`);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return { kind, words, need, grades, isHeldAside: count % 3 === 0 };
  });
}

function isKind(kind: string): kind is QueryKind {
  return (QUERY_KINDS as readonly string[]).includes(kind);
}

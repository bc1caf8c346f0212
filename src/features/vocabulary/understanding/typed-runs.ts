/** Chinese characters without anything between them. */
interface HanRun {
  readonly kind: 'han';
  readonly text: string;
}

/** Latin words, abbreviations and part numbers with nothing but spaces and signs between them. */
interface LatinRun {
  readonly kind: 'latin';
  readonly tokens: readonly string[];
}

export type TypedRun = HanRun | LatinRun;

const PIECE = /\p{Script=Han}+|[a-z0-9]+(?:[-_./+'’][a-z0-9]+)*/gu;
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]+/gu;

/** What was typed without what is no text: control signs, halves of pairs, unassigned signs. Before anything else looks at it. */
export function cleanTyped(typed: string): string {
  return typed.toWellFormed().replace(NO_TEXT, ' ').replace(/\s+/g, ' ').trim();
}

/** Cuts a normalised text into runs of one script; signs and emoji part them and are dropped. */
export function typedRuns(normalised: string): TypedRun[] {
  const runs: TypedRun[] = [];
  for (const [piece] of normalised.matchAll(PIECE)) {
    const last = runs.at(-1);
    if (!/^[a-z0-9]/.test(piece)) runs.push({ kind: 'han', text: piece });
    else if (last?.kind === 'latin') runs[runs.length - 1] = { kind: 'latin', tokens: [...last.tokens, piece] };
    else runs.push({ kind: 'latin', tokens: [piece] });
  }
  return runs;
}

/** How much there is to understand: characters of Chinese, and each Latin word as two. */
export function sizeOf(runs: readonly TypedRun[]): number {
  return runs.reduce((size, run) => size + (run.kind === 'han' ? [...run.text].length : 2 * run.tokens.length), 0);
}

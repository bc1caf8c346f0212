import type { Reason, ReasonParam } from '../explanation.js';

/** What a part found: 0 to 1 with its reason in words, and what it found wanting. Null: no data, so the part is left out. */
export interface PartFinding {
  readonly value: number;
  readonly reason: Reason;
  readonly gap?: Reason;
  /** What the value is made of, where it has two sources: their values add up to it. */
  readonly shares?: readonly { readonly share: 'wording' | 'meaning'; readonly value: number; readonly reason: Reason }[];
}

export function because(code: string, params: Readonly<Record<string, ReasonParam>> = {}): Reason {
  return { code, params: { ...params } };
}

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** How many codes two paths share from the top. */
export function commonDepth(a: readonly string[], b: readonly string[]): number {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth] === b[depth]) depth += 1;
  return depth;
}

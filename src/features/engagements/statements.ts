import { SIDES, type Side, type Statement } from './engagements.types.js';

/** What comes of the statements that stand: one waits for the other side, both agree, they differ, or nothing is stated any more. */
export type Verdict =
  | { readonly is: 'waiting' }
  | { readonly is: 'agreed'; readonly statement: Statement & { readonly isSo: true } }
  | { readonly is: 'contradiction' }
  | { readonly is: 'dropped' };

/**
 * Both must say the same, the amount to the yuan and the day. A "not so" of the only side that has said anything takes its own word
 * back; one of both sides leaves nothing that could be disputed.
 */
export function verdictOf(said: Readonly<Partial<Record<Side, Statement>>>): Verdict {
  const statements = SIDES.map((side) => said[side]).filter((statement) => statement !== undefined);
  const [one, other] = statements;
  if (!one || statements.every(({ isSo }) => !isSo)) return { is: 'dropped' };
  if (!other) return { is: 'waiting' };
  return isSame(one, other) && one.isSo ? { is: 'agreed', statement: one } : { is: 'contradiction' };
}

export function isSame(one: Statement, other: Statement): boolean {
  return one.isSo === other.isSo && one.amount === other.amount && one.day === other.day;
}

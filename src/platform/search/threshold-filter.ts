/** Terms of which a document holds any or none, with what it is worth to hold one: a whole number above 0. */
export interface TermGroup {
  readonly tokens: readonly string[];
  readonly worth: number;
}

/** A condition that may turn out to be always or never true. */
export type Condition = string | boolean;

/**
 * The condition "the groups that a document holds a term of are worth at least `need` together", as the Boolean filter
 * that an engine without sums can answer. Split in halves: enough in one half and the rest in the other, for each way to share it
 * out. That takes far fewer lists than to go through the groups one by one (6 of 8 equal groups: 32 instead of 76).
 *
 * @param attribute the filterable attribute with a document's tokens
 */
export function worthAtLeast(groups: readonly TermGroup[], need: number, attribute: string): Condition {
  if (need <= 0) return true;
  const worths = groups.map(({ worth }) => worth);
  const total = sum(worths);
  if (total < need) return false;
  const least = Math.min(...worths);
  if (least >= need) return holdsAny(groups, attribute);
  if (total - least < need) return join(groups.map((group) => holdsAny([group], attribute)), 'AND');
  const [left, right] = halves(groups);
  const reachableRight = sumsOf(right);
  const alternatives: Condition[] = [];
  let restBefore = Number.POSITIVE_INFINITY;
  for (const share of sumsOf(left)) {
    // What the right half has to give is one of its own sums; the smallest share of the left for the same rest says it all.
    const rest = share >= need ? 0 : reachableRight.find((value) => value >= need - share);
    if (rest === undefined || rest === restBefore) continue;
    restBefore = rest;
    alternatives.push(join([worthAtLeast(left, share, attribute), worthAtLeast(right, rest, attribute)], 'AND'));
    if (rest === 0) break;
  }
  return join(alternatives, 'OR');
}

/** Joins conditions and drops what says nothing. */
export function join(conditions: readonly Condition[], operator: 'AND' | 'OR'): Condition {
  const deciding = operator === 'OR';
  if (conditions.includes(deciding)) return deciding;
  const parts = conditions.filter((condition) => typeof condition === 'string');
  if (parts.length === 0) return !deciding;
  return parts.length === 1 ? parts[0]! : `(${parts.join(` ${operator} `)})`;
}

function holdsAny(groups: readonly TermGroup[], attribute: string): string {
  return `${attribute} IN [${groups.flatMap(({ tokens }) => tokens).join(', ')}]`;
}

/** Dealt in turn, so that both halves have heavy ones and light ones. */
function halves(groups: readonly TermGroup[]): [TermGroup[], TermGroup[]] {
  const sorted = [...groups].sort((a, b) => b.worth - a.worth);
  return [sorted.filter((_, i) => i % 2 === 0), sorted.filter((_, i) => i % 2 === 1)];
}

/** Every sum that some of the groups make, ascending, from 0. */
function sumsOf(groups: readonly TermGroup[]): number[] {
  let sums = new Set([0]);
  for (const { worth } of groups) sums = new Set([...sums, ...[...sums].map((value) => value + worth)]);
  return [...sums].sort((a, b) => a - b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

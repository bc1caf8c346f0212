import type { MemoryArrays, MemoryCodes, NumberedFilter } from './memory-search.types.js';

type Condition = (number: number) => boolean;
type CodesFilter = Extract<NumberedFilter, { field: string }>;

const [UNKNOWN, FAILS, PASSES] = [0, 1, 2];

/** Where fewer than one in so many of the index's numbers has a code that all must have, those are looked at instead of what reaches the bar. */
const RARE = 16;

/** A numbered filter on documents. Thousands of them have the same list of codes: what it is worth is found out once for all of them. */
export class DocumentFilter {
  private readonly verdicts: Readonly<Record<string, Uint8Array>>;
  private onCodes: { readonly lists: Uint32Array; readonly verdicts: Uint8Array; readonly condition: Condition }[] = [];
  private others = everything;
  /** Documents among which all are that pass, by ascending numbers; null where they are too many to be looked at one by one. */
  holders: Uint32Array | null = null;

  constructor(private readonly index: MemoryArrays) {
    this.verdicts = Object.fromEntries(Object.entries(index.codes).map(([field, { starts }]) => [field, new Uint8Array(starts.length - 1)]));
  }

  set(filter: NumberedFilter): void {
    const { codes } = this.index;
    const byField = new Map<string | null, NumberedFilter[]>();
    for (const part of 'all' in filter ? filter.all : [filter]) byField.set(fieldOf(part), [...(byField.get(fieldOf(part)) ?? []), part]);
    this.others = conditionOf({ all: byField.get(null) ?? [] }, (part) => leafCondition(part, this.index));
    this.onCodes = Object.keys(codes).flatMap((field) => {
      const all = byField.get(field);
      if (all === undefined) return [];
      const condition = conditionOf({ all }, (part) => listCondition(part as CodesFilter, codes[field]!));
      return [{ lists: codes[field]!.lists, verdicts: this.verdicts[field]!.fill(UNKNOWN), condition }];
    });
    this.holders = this.rarest(filter);
    // Those of the fewest lists first: they are known soonest.
    this.onCodes.sort((a, b) => a.verdicts.length - b.verdicts.length);
  }

  /** Those who hold the code that the fewest hold of all that are asked for. */
  private rarest(filter: NumberedFilter): Uint32Array | null {
    let [fewest, bound]: [Uint32Array | null, number] = [null, this.index.enterprises.length / RARE];
    for (const part of 'all' in filter ? filter.all : [filter]) {
      if (!('hasAll' in part)) continue;
      const { holderStarts, holders } = this.index.codes[part.field]!;
      for (const code of part.hasAll) {
        const some = code < 0 ? holders.subarray(0, 0) : holders.subarray(holderStarts[code]!, holderStarts[code + 1]!);
        if (some.length < bound) [fewest, bound] = [some, some.length];
      }
    }
    return fewest;
  }

  /** A number without a document passes none. */
  passes(number: number): boolean {
    for (let i = 0; i < this.onCodes.length; i++) {
      const { lists, verdicts, condition } = this.onCodes[i]!;
      const list = lists[number]!;
      if (verdicts[list] === UNKNOWN) verdicts[list] = condition(list) ? PASSES : FAILS;
      if (verdicts[list] === FAILS) return false;
    }
    return this.index.enterprises[number]! >= 0 && this.others(number);
  }
}

/** The field whose codes are all that a filter looks at; null where there is none, or more than one. */
function fieldOf(filter: NumberedFilter): string | null {
  if ('enterprises' in filter) return null;
  if ('not' in filter) return fieldOf(filter.not);
  if ('field' in filter) return filter.field;
  const [first, ...others] = ('all' in filter ? filter.all : filter.any).map(fieldOf);
  return first !== undefined && others.every((other) => other === first) ? first : null;
}

/** A filter as a condition, where `leafOf` makes those of what has no parts. */
function conditionOf(filter: NumberedFilter, leafOf: (leaf: NumberedFilter) => Condition): Condition {
  const partOf = (part: NumberedFilter): Condition => conditionOf(part, leafOf);
  if ('all' in filter) return filter.all.map(partOf).reduce(both, everything);
  if ('any' in filter) return filter.any.map(partOf).reduce(either, nothing);
  if (!('not' in filter)) return leafOf(filter);
  const part = partOf(filter.not);
  return (number) => !part(number);
}

/** On documents. */
function leafCondition(filter: NumberedFilter, { enterprises, codes }: MemoryArrays): Condition {
  if ('enterprises' in filter) return (number) => filter.enterprises.includes(enterprises[number]!);
  const { field } = filter as CodesFilter;
  const condition = listCondition(filter as CodesFilter, codes[field]!);
  return (number) => condition(codes[field]!.lists[number]!);
}

/** On lists of codes. */
function listCondition(filter: CodesFilter, { starts, codes }: MemoryCodes): Condition {
  if ('isEmpty' in filter) return (list) => starts[list] === starts[list + 1];
  const isIn = (list: number, code: number): boolean => {
    for (let at = starts[list]!; at < starts[list + 1]!; at++) if (codes[at] === code) return true;
    return false;
  };
  return 'hasAny' in filter ? (list) => filter.hasAny.some((code) => isIn(list, code)) : (list) => filter.hasAll.every((code) => isIn(list, code));
}

const everything: Condition = () => true;
const nothing: Condition = () => false;

function both(a: Condition, b: Condition): Condition {
  return a === everything ? b : (number) => a(number) && b(number);
}

function either(a: Condition, b: Condition): Condition {
  return a === nothing ? b : (number) => a(number) || b(number);
}

import type { MemoryArrays, MemoryCodes } from './memory-search.types.js';
import type { FilterNumbers } from './numbered-filter.js';
import { NumberedLists } from './numbered-lists.js';
import type { CodeField } from './search-document.js';
import { sharedInt32, sharedUint16, sharedUint32 } from './shared-numbers.js';

/** Codes by which documents in memory can be filtered: those that a demand's candidates are chosen by. */
const FIELDS = ['serviceRegions', 'certificates'] as const satisfies readonly CodeField[];
type MemoryField = (typeof FIELDS)[number];

/** A document as far as it is filtered and named. */
export interface MemoryDocument extends Readonly<Record<MemoryField, readonly string[]>> {
  readonly id: string;
  readonly number: number;
  readonly enterpriseId: string;
}

const NOBODY = -1;

/** The documents of an index by their numbers, as columns of numbers. */
export class MemoryDocuments {
  private readonly ids: string[] = [];
  private readonly enterprises: number[] = [];
  private readonly enterpriseNumbers = new Map<string, number>();
  private readonly columns = { serviceRegions: new CodeColumn(), certificates: new CodeColumn() };
  count = 0;

  /** By ascending numbers. */
  add({ id, number, enterpriseId, ...codes }: MemoryDocument): void {
    this.fillUpTo(number);
    this.ids[number] = id;
    this.enterprises[number] = numberOf(this.enterpriseNumbers, enterpriseId);
    for (const field of FIELDS) this.columns[field].add(codes[field]);
    this.count += 1;
  }

  idOf(number: number): string {
    return this.ids[number]!;
  }

  /** The first number that no document has any more. */
  get end(): number {
    return this.ids.length;
  }

  get filterNumbers(): FilterNumbers {
    return {
      ofEnterprise: (id) => this.enterpriseNumbers.get(id) ?? NOBODY,
      ofCode: (field, code) => {
        if (!isMemoryField(field)) throw new RangeError(`the documents in memory hold no ${field}`);
        return this.columns[field].numberOf(code);
      },
    };
  }

  toArrays(): Pick<MemoryArrays, 'enterprises' | 'order' | 'codes'> {
    const enterprises = sharedInt32(this.end);
    enterprises.set(this.enterprises);
    const order = sharedInt32(this.end);
    const numbers = this.ids.flatMap((id, number) => (id === '' ? [] : [number]));
    numbers.sort((a, b) => (this.ids[a]! < this.ids[b]! ? -1 : 1));
    for (const [place, number] of numbers.entries()) order[number] = place;
    return { enterprises, order, codes: Object.fromEntries(FIELDS.map((field) => [field, this.columns[field].toArrays()])) };
  }

  /** Numbers of other kinds, and of documents that are gone. */
  private fillUpTo(number: number): void {
    if (number < this.end) throw new RangeError(`documents by ascending numbers: ${number} after ${this.end - 1}`);
    while (this.end < number) {
      this.ids.push('');
      this.enterprises.push(NOBODY);
      for (const field of FIELDS) this.columns[field].add([]);
    }
  }
}

/** One list of codes for each document: thousands have the same. */
class CodeColumn {
  private readonly different = new NumberedLists();
  private readonly lists: number[] = [];

  add(list: readonly string[]): void {
    this.lists.push(this.different.placeOf(list));
  }

  numberOf(code: string): number {
    return this.different.numberOf(code) ?? NOBODY;
  }

  toArrays(): MemoryCodes {
    // Codes come from the code lists, which have some thousands.
    if (this.different.size > 65_536) throw new RangeError(`too many different codes: ${this.different.size}`);
    const { lists } = this;
    const arrays = { lists: sharedUint32(lists.length), starts: sharedUint32(this.different.starts.length), codes: sharedUint16(this.different.codes.length) };
    arrays.lists.set(lists);
    arrays.starts.set(this.different.starts);
    arrays.codes.set(this.different.codes);
    return { ...arrays, ...this.holders() };
  }

  private holders(): Pick<MemoryCodes, 'holderStarts' | 'holders'> {
    const { lists } = this;
    const { starts, codes, size } = this.different;
    const holderStarts = sharedUint32(size + 1);
    const forEach = (found: (code: number, document: number) => void): void => {
      for (let document = 0; document < lists.length; document++) for (let at = starts[lists[document]!]!; at < starts[lists[document]! + 1]!; at++) found(codes[at]!, document);
    };
    forEach((code) => (holderStarts[code + 1]! += 1));
    for (let code = 0; code < size; code++) holderStarts[code + 1]! += holderStarts[code]!;
    const [holders, next] = [sharedUint32(holderStarts[size]!), holderStarts.slice()];
    forEach((code, document) => (holders[next[code]!++] = document));
    return { holderStarts, holders };
  }
}

function numberOf(numbers: Map<string, number>, value: string): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  numbers.set(value, numbers.size);
  return numbers.size - 1;
}

function isMemoryField(field: string): field is MemoryField {
  return (FIELDS as readonly string[]).includes(field);
}

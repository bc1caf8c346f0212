import type { MemoryArrays, MemoryCodes } from './memory-search.types.js';
import type { FilterNumbers } from './numbered-filter.js';
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
  private readonly numbers = new Map<string, number>();
  private readonly listNumbers = new Map<string, number>();
  private readonly lists: number[] = [];
  private readonly starts = [0];
  private readonly codes: number[] = [];

  add(list: readonly string[]): void {
    const name = list.join();
    let number = this.listNumbers.get(name);
    if (number === undefined) {
      number = this.listNumbers.size;
      this.listNumbers.set(name, number);
      for (const code of new Set(list)) this.codes.push(numberOf(this.numbers, code));
      this.starts.push(this.codes.length);
    }
    this.lists.push(number);
  }

  numberOf(code: string): number {
    return this.numbers.get(code) ?? NOBODY;
  }

  toArrays(): MemoryCodes {
    // Codes come from the code lists, which have some thousands.
    if (this.numbers.size > 65_536) throw new RangeError(`too many different codes: ${this.numbers.size}`);
    const [lists, starts, codes] = [sharedUint32(this.lists.length), sharedUint32(this.starts.length), sharedUint16(this.codes.length)];
    lists.set(this.lists);
    starts.set(this.starts);
    codes.set(this.codes);
    return { lists, starts, codes, ...this.holders() };
  }

  private holders(): Pick<MemoryCodes, 'holderStarts' | 'holders'> {
    const { lists, starts, codes } = this;
    const holderStarts = sharedUint32(this.numbers.size + 1);
    const forEach = (found: (code: number, document: number) => void): void => {
      for (let document = 0; document < lists.length; document++) for (let at = starts[lists[document]!]!; at < starts[lists[document]! + 1]!; at++) found(codes[at]!, document);
    };
    forEach((code) => (holderStarts[code + 1]! += 1));
    for (let code = 0; code < this.numbers.size; code++) holderStarts[code + 1]! += holderStarts[code]!;
    const [holders, next] = [sharedUint32(holderStarts[this.numbers.size]!), holderStarts.slice()];
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

import { CODE_FIELDS, NUMBER_FIELDS, type SearchFields } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

/** What a document of the sample is filtered by. */
export type SampledFields = Pick<SearchFields, 'enterpriseId' | (typeof CODE_FIELDS)[number]> & { readonly id: string };

const NUMBERS: ReadonlySet<string> = new Set(NUMBER_FIELDS);
/** Stands for a field without a code. */
const NONE = '';

/** Which documents of a sample pass a filter: a bit each, thirty-two at once, and no document is looked at. */
export class SampleSets {
  private readonly ids: string[] = [];
  /** By a field and a code. */
  private readonly places = new Map<string, number[]>();
  /** Of what many hold, once it was asked for: never written to. */
  private readonly large = new Map<string, Uint32Array>();

  get size(): number {
    return this.ids.length;
  }

  /** @returns the place of the document: from 0, one after the other */
  add({ id, enterpriseId, ...codes }: SampledFields): number {
    const place = this.ids.push(id) - 1;
    this.large.clear();
    this.put('enterpriseId', enterpriseId, place);
    for (const field of CODE_FIELDS) for (const code of codes[field].length > 0 ? codes[field] : [NONE]) this.put(field, code, place);
    return place;
  }

  /**
   * Those that pass: bit `place & 31` of word `place >>> 5`; what the bits beyond the last document are says nothing.
   * @throws RangeError for a condition on what a sample does not hold
   */
  passing(filter: SearchFilter): Uint32Array {
    if ('all' in filter) return this.every(filter.all.map((part) => this.passing(part)));
    if ('any' in filter) return this.some(filter.any.map((part) => this.passing(part)));
    if ('not' in filter) return this.passing(filter.not).map((word) => ~word);
    const { field } = filter;
    if ('in' in filter) return this.some(filter.in.map((value) => (field === 'id' ? this.called(value) : this.holding(field, value))));
    if (NUMBERS.has(field)) throw new RangeError(`a sample cannot be filtered by ${field}`);
    if ('hasAny' in filter) return this.some(filter.hasAny.map((code) => this.holding(field, code)));
    if ('hasAll' in filter) return this.every(filter.hasAll.map((code) => this.holding(field, code)));
    return this.holding(field, NONE);
  }

  private every(sets: readonly Uint32Array[]): Uint32Array {
    const all = this.none().fill(-1);
    for (const set of sets) for (let i = 0; i < all.length; i++) all[i]! &= set[i]!;
    return all;
  }

  private some(sets: readonly Uint32Array[]): Uint32Array {
    const any = this.none();
    for (const set of sets) for (let i = 0; i < any.length; i++) any[i]! |= set[i]!;
    return any;
  }

  private none(): Uint32Array {
    return new Uint32Array(Math.ceil(this.size / 32));
  }

  private called(id: string): Uint32Array {
    const place = this.ids.indexOf(id);
    return this.setOf(place < 0 ? [] : [place]);
  }

  private holding(field: string, code: string): Uint32Array {
    const key = keyOf(field, code);
    const kept = this.large.get(key);
    if (kept !== undefined) return kept;
    const places = this.places.get(key) ?? [];
    const set = this.setOf(places);
    if (places.length > set.length) this.large.set(key, set);
    return set;
  }

  private setOf(places: readonly number[]): Uint32Array {
    const set = this.none();
    for (let i = 0; i < places.length; i++) set[places[i]! >>> 5]! |= 1 << (places[i]! & 31);
    return set;
  }

  private put(field: string, code: string, place: number): void {
    const key = keyOf(field, code);
    const places = this.places.get(key);
    if (places === undefined) this.places.set(key, [place]);
    else places.push(place);
  }
}

const keyOf = (field: string, code: string): string => `${field} ${code}`;

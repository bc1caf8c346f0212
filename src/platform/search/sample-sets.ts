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

  get size(): number {
    return this.ids.length;
  }

  /** @returns the place of the document: from 0, one after the other */
  add({ id, enterpriseId, ...codes }: SampledFields): number {
    const place = this.ids.push(id) - 1;
    this.put('enterpriseId', enterpriseId, place);
    for (const field of CODE_FIELDS) for (const code of codes[field].length > 0 ? codes[field] : [NONE]) this.put(field, code, place);
    return place;
  }

  /**
   * Those that pass: bit `place & 31` of word `place >>> 5`; what the bits beyond the last document are says nothing.
   * @throws RangeError for a condition on what a sample does not hold
   */
  passing(filter: SearchFilter): Uint32Array {
    if ('all' in filter) {
      const all = this.none().fill(-1);
      for (const part of filter.all) this.passing(part).forEach((word, i) => (all[i]! &= word));
      return all;
    }
    if ('any' in filter) {
      const any = this.none();
      for (const part of filter.any) this.passing(part).forEach((word, i) => (any[i]! |= word));
      return any;
    }
    if ('not' in filter) return this.passing(filter.not).map((word) => ~word);
    const { field } = filter;
    if ('in' in filter) return this.holding(filter.in.flatMap((value) => (field === 'id' ? this.placeOf(value) : this.placesOf(field, value))));
    if (NUMBERS.has(field)) throw new RangeError(`a sample cannot be filtered by ${field}`);
    if ('hasAny' in filter) return this.holding(filter.hasAny.flatMap((code) => this.placesOf(field, code)));
    if ('hasAll' in filter) return this.passing({ all: filter.hasAll.map((code) => ({ field: filter.field, hasAny: [code] })) });
    return this.holding(this.placesOf(field, NONE));
  }

  private placeOf(id: string): number[] {
    const place = this.ids.indexOf(id);
    return place < 0 ? [] : [place];
  }

  private placesOf(field: string, code: string): readonly number[] {
    return this.places.get(keyOf(field, code)) ?? [];
  }

  private put(field: string, code: string, place: number): void {
    const key = keyOf(field, code);
    const places = this.places.get(key);
    if (places === undefined) this.places.set(key, [place]);
    else places.push(place);
  }

  private holding(places: readonly number[]): Uint32Array {
    const held = this.none();
    for (let i = 0; i < places.length; i++) held[places[i]! >>> 5]! |= 1 << (places[i]! & 31);
    return held;
  }

  private none(): Uint32Array {
    return new Uint32Array(Math.ceil(this.size / 32));
  }
}

const keyOf = (field: string, code: string): string => `${field} ${code}`;

import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { CODE_FIELDS, type CodeField } from './search-document.js';

/** A list of codes of one field. */
export interface CodeSet {
  readonly field: CodeField;
  readonly codes: readonly string[];
}

export const fieldNumber = (field: CodeField): number => CODE_FIELDS.indexOf(field);

/** What two equal lists have in common; as the migration makes it. */
const keyOf = (codes: readonly string[]): string => createHash('sha256').update(codes.join('\n')).digest('hex');

/** More different lists than a platform has; a process keeps no more of them in mind. */
const KEPT = 20_000;

/**
 * The numbers of lists of codes: the search box filters and counts by them (`search_code_set`). New lists get theirs. Outside of the write's
 * transaction: a list is never taken back, so that what was read once stays true.
 */
export class CodeSetNumbers {
  private readonly kept = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** In the order of the lists. */
  async of(sets: readonly CodeSet[]): Promise<readonly number[]> {
    const names = sets.map(nameOf);
    const missing = new Map(sets.flatMap((set, i) => (this.kept.has(names[i]!) ? [] : [[names[i]!, set]])));
    if (missing.size === 0) return names.map((name) => this.kept.get(name)!);
    const found = await this.findOrAdd([...missing.values()]);
    const numbers = names.map((name) => this.kept.get(name) ?? found.get(name)!);
    if (this.kept.size + found.size > KEPT) this.kept.clear();
    for (const [name, number] of found) this.kept.set(name, number);
    return numbers;
  }

  private async findOrAdd(sets: readonly CodeSet[]): Promise<Map<string, number>> {
    const known = await this.read(sets);
    const missing = sets.filter((set) => !known.has(nameOf(set)));
    if (missing.length === 0) return known;
    await this.dataSource.query(
      `insert into search_code_set (field, key, codes)
       select field, key, array(select jsonb_array_elements_text(codes)) from jsonb_to_recordset($1::jsonb) as missing (field smallint, key text, codes jsonb) order by field, key
           on conflict (field, key) do nothing`,
      [JSON.stringify(missing.map(({ field, codes }) => ({ field: fieldNumber(field), key: keyOf(codes), codes })))],
    );
    return new Map([...known, ...(await this.read(missing))]);
  }

  private async read(sets: readonly CodeSet[]): Promise<Map<string, number>> {
    const rows = await this.dataSource.query<{ place: number; number: number }[]>(
      `select w.place::int as place, s.number
         from unnest($1::smallint[], $2::text[]) with ordinality as w (field, key, place) join search_code_set s on s.field = w.field and s.key = w.key`,
      [sets.map(({ field }) => fieldNumber(field)), sets.map(({ codes }) => keyOf(codes))],
    );
    return new Map(rows.map(({ place, number }) => [nameOf(sets[place - 1]!), number]));
  }
}

const nameOf = ({ field, codes }: CodeSet): string => `${field}\n${codes.join('\n')}`;

/** Lists of codes, for counting: each code is a place in `codes`, so that counts are added up in arrays. */
export interface ReadSets {
  readonly codes: readonly string[];
  /** The codes of each list that was asked for, by the list's number. */
  readonly places: ReadonlyMap<number, readonly number[]>;
}

/** Reads lists of codes by their numbers. A list never changes, so that each is read once. */
export class CodeSets {
  private places = new Map<number, readonly number[]>();
  private placeOf = new Map<string, number>();
  private codes: string[] = [];

  constructor(private readonly dataSource: DataSource) {}

  async load(numbers: readonly number[]): Promise<ReadSets> {
    const missing = numbers.filter((number) => !this.places.has(number));
    if (missing.length === 0) return { places: this.places, codes: this.codes };
    if (this.places.size + missing.length > KEPT) [this.places, this.placeOf, this.codes] = [new Map(), new Map(), []];
    // Others may read at the same time, or begin anew: this answer goes by what there is now.
    const { places, placeOf, codes } = this;
    const wanted = numbers.filter((number) => !places.has(number));
    const rows = await this.dataSource.query<{ number: number; codes: string[] }[]>('select number, codes from search_code_set where number = any($1::int[])', [wanted]);
    const place = (code: string): number => {
      const known = placeOf.get(code) ?? codes.push(code) - 1;
      placeOf.set(code, known);
      return known;
    };
    for (const { number, codes: held } of rows) places.set(number, held.map(place));
    return { places, codes };
  }
}

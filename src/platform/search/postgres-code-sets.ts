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

/**
 * The numbers of lists of codes: the search box filters and counts by them (`search_code_set`). New lists get theirs. Outside of the write's
 * transaction: a list is never taken back.
 */
export async function codeSetNumbers(dataSource: DataSource, sets: readonly CodeSet[]): Promise<(set: CodeSet) => number> {
  const wanted = new Map(sets.map((set) => [nameOf(set), set]));
  const known = await readNumbers(dataSource, [...wanted.values()]);
  const missing = [...wanted].filter(([name]) => !known.has(name)).map(([, set]) => set);
  if (missing.length > 0) {
    await dataSource.query(
      `insert into search_code_set (field, key, codes)
       select field, key, array(select jsonb_array_elements_text(codes)) from jsonb_to_recordset($1::jsonb) as missing (field smallint, key text, codes jsonb) order by field, key
           on conflict (field, key) do nothing`,
      [JSON.stringify(missing.map(({ field, codes }) => ({ field: fieldNumber(field), key: keyOf(codes), codes })))],
    );
    for (const [name, number] of await readNumbers(dataSource, missing)) known.set(name, number);
  }
  return (set) => known.get(nameOf(set))!;
}

const nameOf = ({ field, codes }: CodeSet): string => `${fieldNumber(field)} ${keyOf(codes)}`;

async function readNumbers(dataSource: DataSource, sets: readonly CodeSet[]): Promise<Map<string, number>> {
  const rows = await dataSource.query<{ field: number; key: string; number: number }[]>(
    `select s.field, s.key, s.number from unnest($1::smallint[], $2::text[]) as wanted (field, key) join search_code_set s on s.field = wanted.field and s.key = wanted.key`,
    [sets.map(({ field }) => fieldNumber(field)), sets.map(({ codes }) => keyOf(codes))],
  );
  return new Map(rows.map(({ field, key, number }) => [`${field} ${key}`, number]));
}

/** More different lists than a platform has; a process keeps no more of them in mind. */
const KEPT = 20_000;

/** Reads lists of codes by their numbers. A list never changes, so that each is read once. */
export class CodeSets {
  private readonly kept = new Map<number, readonly string[]>();

  constructor(private readonly dataSource: DataSource) {}

  async load(numbers: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const missing = numbers.filter((number) => !this.kept.has(number));
    if (missing.length === 0) return this.kept;
    if (this.kept.size + missing.length > KEPT) this.kept.clear();
    const wanted = numbers.filter((number) => !this.kept.has(number));
    const rows = await this.dataSource.query<{ number: number; codes: string[] }[]>('select number, codes from search_code_set where number = any($1::int[])', [wanted]);
    for (const { number, codes } of rows) this.kept.set(number, codes);
    return this.kept;
  }
}

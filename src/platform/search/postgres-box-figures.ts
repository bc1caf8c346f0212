import { mostFrequent } from './most-frequent.js';
import type { BoxQuestion } from './postgres-box-question.js';
import { COLUMNS } from './postgres-box-rows.js';
import type { ReadSets } from './postgres-code-sets.js';
import { CODE_FIELDS, DOCUMENT_KINDS } from './search-document.js';
import type { FacetCount, FacetField, SearchResult } from './search-index.js';

/**
 * Counting hits. The database gives of each row what is counted, as numbers one after the other, and they are counted here: to group them there by six columns takes three times as
 * long as to send them.
 */

/** What was counted of one facet: of codes by the number of a list of them. */
interface FieldFigures {
  /** Hits without the facet's own choice. */
  readonly total: number;
  readonly counts: ReadonlyMap<number, number>;
}

export interface Figures {
  readonly total: number;
  readonly fields: ReadonlyMap<FacetField, FieldFigures>;
}

export const NOTHING: Figures = { total: 0, fields: new Map() };

/** In the place of what a row does not have. */
const NONE = -(2 ** 31);

const columnOf = (field: FacetField): string => (field === 'deadline' || field === 'kind' ? field : COLUMNS[field]);

/** The statement's columns `unmet` (bits of choices that a row does not meet) and `column0` … for each facet, from rows `hits` with `unmet` and the columns of `search_box`. */
export function countedColumns({ query }: BoxQuestion): string {
  const numbers = ['unmet', ...query.facets.map((field) => `coalesce(${columnOf(field)}::int, ${NONE})`)];
  return numbers.map((number, i) => `string_agg(int4send(${number}), '') as ${i === 0 ? 'unmet' : `column${i - 1}`}`).join(', ');
}

/** A row of `countedColumns`; nulls: no rows at all. */
export interface CountedRow {
  readonly unmet: Buffer | null;
  readonly [column: `column${number}`]: Buffer | null;
}

/** Numbers as Postgres sends them. */
export function numbersIn(bytes: Buffer | null): Int32Array {
  const numbers = new Int32Array((bytes?.length ?? 0) / 4);
  for (let i = 0; i < numbers.length; i++) numbers[i] = bytes!.readInt32BE(4 * i);
  return numbers;
}

/** Bits of those choices that are a facet's own. */
export const ownBits = ({ choices }: BoxQuestion, field: FacetField): number => choices.reduce((bits, choice, i) => (choice.field === field ? bits | (1 << i) : bits), 0);

/** Counts rows: a facet's own choice does not narrow its own counts. */
export function countRows(row: CountedRow, question: BoxQuestion): Figures {
  const unmet = numbersIn(row.unmet);
  const fields = new Map<FacetField, FieldFigures>();
  for (const [place, field] of question.query.facets.entries()) {
    const [values, own] = [numbersIn(row[`column${place}`]!), ownBits(question, field)];
    const counts = new Map<number, number>();
    let total = 0;
    for (let i = 0; i < values.length; i++) {
      if ((unmet[i]! & ~own) !== 0) continue;
      total += 1;
      if (values[i] !== NONE) counts.set(values[i]!, (counts.get(values[i]!) ?? 0) + 1);
    }
    fields.set(field, { total, counts });
  }
  return { total: unmet.reduce((sum, bits) => sum + (bits === 0 ? 1 : 0), 0), fields };
}

/** What was counted in a sample, for all of which it is one part in `factor`. */
export function scaled({ total, fields }: Figures, factor: number): Figures {
  return {
    total: Math.round(total * factor),
    fields: new Map([...fields].map(([field, { total, counts }]) => [field, { total: Math.round(total * factor), counts: new Map([...counts].map(([value, count]) => [value, count * factor])) }])),
  };
}

/** Which lists of codes some figures are about. */
export function setsIn({ fields }: Figures): number[] {
  return CODE_FIELDS.flatMap((field) => [...(fields.get(field)?.counts.keys() ?? [])]);
}

/** @param sets the codes in each list */
export function readFigures({ total, fields }: Figures, wanted: readonly FacetField[], sets: ReadSets): Pick<SearchResult, 'total' | 'facets'> {
  const facetOf = (field: FacetField): FacetCount[] => mostFrequent(countsOf(field, fields.get(field)?.counts ?? new Map(), sets));
  return { total, facets: Object.fromEntries(wanted.map((field) => [field, facetOf(field)])) };
}

function countsOf(field: FacetField, values: ReadonlyMap<number, number>, { codes, places }: ReadSets): [string, number][] {
  if (field === 'kind' || field === 'deadline') return [...values].map(([value, count]) => [field === 'kind' ? DOCUMENT_KINDS[value]! : String(value), Math.round(count)]);
  const counts = new Float64Array(codes.length);
  for (const [value, count] of values) for (const place of places.get(value)!) counts[place]! += count;
  return codes.flatMap((code, place): [string, number][] => (counts[place]! > 0 ? [[code, Math.round(counts[place]!)]] : []));
}

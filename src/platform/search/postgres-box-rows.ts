import type { EntityManager } from 'typeorm';
import { copyRows } from '../database/binary-copy.js';
import type { CodeSet, CodeSetNumbers } from './postgres-code-sets.js';
import { CODE_FIELDS, kindNumber, type SearchDocument } from './search-document.js';

/** The column of each list of codes in `search_box`: the number of the list. */
export const COLUMNS = {
  regions: 'regions',
  serviceRegions: 'service_regions',
  categories: 'categories',
  industries: 'industries',
  certificates: 'certificates',
  budgets: 'budgets',
} as const;

const BOX_COLUMNS = ['document', 'id', 'enterprise_id', 'published_at', 'budget_min', 'budget_max', 'deadline', ...CODE_FIELDS.map((field) => COLUMNS[field]), 'kind'];

/** The numbers of all lists of codes of some documents, `CODE_FIELDS` of each. */
export function codeSetsOf(documents: readonly SearchDocument[], codeSets: CodeSetNumbers): Promise<readonly number[]> {
  return codeSets.of(documents.flatMap(({ fields }) => CODE_FIELDS.map((field): CodeSet => ({ field, codes: fields[field] }))));
}

/**
 * Writes what the search box asks of documents beside their terms: a row to filter, count and order by, and the text.
 *
 * @param sets as `codeSetsOf` gives them
 */
export async function writeBoxRows(manager: EntityManager, documents: readonly SearchDocument[], numbers: readonly number[], sets: readonly number[]): Promise<void> {
  await copyRows(manager, 'search_box', BOX_COLUMNS, documents.entries(), (row, [i, { id, kind, fields }]) => {
    row.int4(numbers[i]!);
    row.uuid(id);
    row.uuid(fields.enterpriseId);
    row.timestamp(fields.publishedAt);
    row.int8(fields.budgetMin);
    row.int8(fields.budgetMax);
    row.int4(fields.deadline);
    for (let set = 0; set < CODE_FIELDS.length; set++) row.int4(sets[CODE_FIELDS.length * i + set]!);
    row.int2(kindNumber(kind));
  });
  await copyRows(manager, 'search_text', ['document', 'title', 'body'], documents.entries(), (row, [i, { text }]) => {
    row.int4(numbers[i]!);
    row.text(text.title);
    row.text(text.body);
  });
}

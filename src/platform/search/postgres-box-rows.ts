import type { DataSource, EntityManager } from 'typeorm';
import { type CodeSet, codeSetNumbers } from './postgres-code-sets.js';
import { CODE_FIELDS, DOCUMENT_KINDS, type SearchDocument } from './search-document.js';

/** Writes what the search box asks of documents beside their terms: a row to filter, count and order by, and the text. */
export type BoxRowsWriter = (manager: EntityManager, numbers: ReadonlyMap<string, number>) => Promise<void>;

/** Makes ready to write these documents: the numbers of their lists of codes come before the transaction. */
export async function prepareBoxRows(dataSource: DataSource, documents: readonly SearchDocument[]): Promise<BoxRowsWriter> {
  const setNumber = await codeSetNumbers(dataSource, documents.flatMap(codeSetsOf));
  return async (manager, numbers) => {
    const rows = documents.map((document) => {
      const { id, kind, fields } = document;
      return {
        ...Object.fromEntries(codeSetsOf(document).map((set) => [COLUMNS[set.field], setNumber(set)])),
        document: numbers.get(id)!,
        id,
        enterprise_id: fields.enterpriseId,
        published_at: fields.publishedAt,
        budget_min: fields.budgetMin,
        budget_max: fields.budgetMax,
        deadline: fields.deadline,
        kind: DOCUMENT_KINDS.indexOf(kind),
      };
    });
    const ids = rows.map(({ document }) => document);
    await manager.query(
      `with old_rows as (delete from search_box where document = any($1::int[])), old_texts as (delete from search_text where document = any($1::int[])) select`,
      [ids],
    );
    await manager.query(`insert into search_box select * from jsonb_populate_recordset(null::search_box, $1::jsonb)`, [JSON.stringify(rows)]);
    await manager.query(`insert into search_text (document, title, body) select * from unnest($1::int[], $2::text[], $3::text[])`, [
      ids,
      documents.map(({ text }) => text.title),
      documents.map(({ text }) => text.body),
    ]);
  };
}

/** The column of each list of codes in `search_box`: the number of the list. */
export const COLUMNS = {
  regions: 'regions',
  serviceRegions: 'service_regions',
  categories: 'categories',
  industries: 'industries',
  certificates: 'certificates',
  budgets: 'budgets',
} as const;

function codeSetsOf({ fields }: SearchDocument): CodeSet[] {
  return CODE_FIELDS.map((field) => ({ field, codes: fields[field] }));
}

import type { EntityManager } from 'typeorm';
import { copyRows } from '../database/binary-copy.js';
import type { HeldTerms } from './held-terms.js';
import type { NumberedDocument, TermPostings } from './postings-by-term.js';
import type { SearchDocument } from './search-document.js';

/** Counts the changes of what is written of a document: those of another form are taken for missing, so that the repair writes them anew. */
export const DOCUMENT_FORM = 2;

const COLUMNS = [
  ...['number', 'id', 'kind', 'enterprise_id', 'published_at', 'terms', 'weights', 'regions', 'service_regions', 'categories', 'industries', 'certificates'],
  ...['budgets', 'budget_min', 'budget_max', 'deadline', 'form'],
];

export async function writeDocumentRows(
  manager: EntityManager,
  documents: readonly SearchDocument[],
  numbered: readonly NumberedDocument[],
  held: HeldTerms,
): Promise<void> {
  await copyRows(manager, 'search_document', COLUMNS, numbered, (row, { number, kind, index }) => {
    const { id, fields } = documents[index]!;
    row.int4(number);
    row.uuid(id);
    row.int2(kind);
    row.uuid(fields.enterpriseId);
    row.timestamp(fields.publishedAt);
    row.int4s(held.termsOf(index));
    row.int2s(held.weightsOf(index));
    row.texts(fields.regions);
    row.texts(fields.serviceRegions);
    row.texts(fields.categories);
    row.texts(fields.industries);
    row.texts(fields.certificates);
    row.texts(fields.budgets);
    row.int8(fields.budgetMin);
    row.int8(fields.budgetMax);
    row.int4(fields.deadline);
    row.int2(DOCUMENT_FORM);
  });
}

/** Postings as rows, with the documents noted that wait to be packed. */
export async function writePostingRows(manager: EntityManager, postings: Iterable<TermPostings>, numbers: readonly number[]): Promise<void> {
  await manager.query('insert into search_waiting (document) select unnest($1::int[])', [numbers]);
  await copyRows(manager, 'search_posting', ['kind', 'term', 'document', 'weight'], eachPosting(postings), (row, { kind, term, document, weight }) => {
    row.int2(kind);
    row.int4(term);
    row.int4(document);
    row.int2(weight);
  });
}

interface PostingRow {
  readonly kind: number;
  readonly term: number;
  readonly document: number;
  readonly weight: number;
}

function* eachPosting(postings: Iterable<TermPostings>): Generator<PostingRow> {
  for (const { kind, term, start, end, documents, weights } of postings) {
    for (let i = start; i < end; i++) yield { kind, term, document: documents[i]!, weight: weights[i]! };
  }
}

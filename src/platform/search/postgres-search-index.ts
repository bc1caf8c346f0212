import type { DataSource } from 'typeorm';
import { PostgresBox } from './postgres-box.js';
import { PostgresCandidates } from './postgres-candidates.js';
import { CodeSetNumbers } from './postgres-code-sets.js';
import { DOCUMENT_FORM } from './postgres-document-rows.js';
import { type Bookkeeping, removeDocuments, type WriterParts, writeDocuments } from './postgres-postings.js';
import { packWhenDue } from './postgres-segments.js';
import type { SearchDocument } from './search-document.js';
import type { CandidateQuery, SearchHealth, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { SearchIndex } from './search-index.js';
import { TermNumbers } from './term-numbers.js';

/** Whether postings are to be packed is looked at after so many documents. */
const LOOKED_AT_EVERY = 500;

/**
 * The search port on the Postgres that is there already: an own inverted index, packed by term in `search_block` (`postgres-segments.ts`), of the latest documents
 * by rows in `search_posting` (kind, term, document → weight).
 */
export class PostgresSearchIndex extends SearchIndex {
  private readonly box: PostgresBox;
  private readonly finder: PostgresCandidates;
  private readonly parts: WriterParts;
  private written = LOOKED_AT_EVERY;

  constructor(
    private readonly dataSource: DataSource,
    bookkeeping: Bookkeeping = 'unnoted',
  ) {
    super();
    this.box = new PostgresBox(dataSource);
    this.finder = new PostgresCandidates(dataSource);
    this.parts = { dataSource, bookkeeping, terms: new TermNumbers(dataSource), codeSets: new CodeSetNumbers(dataSource) };
  }

  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    const isLookedAt = this.written >= LOOKED_AT_EVERY;
    this.written = documents.length + (isLookedAt ? 0 : this.written);
    // What earlier writes left is packed meanwhile.
    const results = await Promise.allSettled([writeDocuments(this.parts, documents), isLookedAt ? packWhenDue(this.dataSource) : 0]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  async settled(): Promise<void> {}

  remove(ids: readonly string[]): Promise<void> {
    return removeDocuments(this.parts, ids);
  }

  health(): SearchHealth {
    return { engine: 'postgres', state: 'up', answersFrom: 'postgres' };
  }

  async contains(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select id from search_document where id = any($1::uuid[]) and form = ${DOCUMENT_FORM}`, [[...ids]]);
    return new Set(rows.map(({ id }) => id));
  }

  candidates(query: CandidateQuery): Promise<SearchHit[]> {
    return this.finder.find(query);
  }

  /** Candidates among a few documents alone. */
  candidatesAmong(query: CandidateQuery, ids: readonly string[]): Promise<SearchHit[]> {
    return this.finder.among(query, ids);
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return this.box.search(query);
  }
}

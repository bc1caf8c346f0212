import type { DataSource } from 'typeorm';
import { PostgresBox } from './postgres-box.js';
import { PostgresCandidates } from './postgres-candidates.js';
import { type Bookkeeping, DOCUMENT_FORM, removeDocuments, writeDocuments } from './postgres-postings.js';
import { packWhenDue } from './postgres-segments.js';
import type { SearchDocument } from './search-document.js';
import type { CandidateQuery, SearchHealth, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { SearchIndex } from './search-index.js';

/** Whether postings are to be packed is looked at after so many documents. */
const LOOKED_AT_EVERY = 500;

/**
 * The search port on the Postgres that is there already: an own inverted index (`search_posting`: kind, term, document → weight), read by a
 * covering primary key; for candidates the same packed by term (`postgres-segments.ts`).
 */
export class PostgresSearchIndex extends SearchIndex {
  private readonly box: PostgresBox;
  private readonly finder: PostgresCandidates;
  private written = LOOKED_AT_EVERY;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bookkeeping: Bookkeeping = 'unnoted',
  ) {
    super();
    this.box = new PostgresBox(dataSource);
    this.finder = new PostgresCandidates(dataSource);
  }

  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    await writeDocuments(this.dataSource, documents, this.bookkeeping);
    this.written += documents.length;
    if (this.written < LOOKED_AT_EVERY) return;
    this.written = 0;
    await packWhenDue(this.dataSource);
  }

  async settled(): Promise<void> {}

  remove(ids: readonly string[]): Promise<void> {
    return removeDocuments(this.dataSource, ids, this.bookkeeping);
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

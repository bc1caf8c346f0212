import { findCandidates, NeedMemory } from './meilisearch-candidates.js';
import { toRecord } from './meilisearch-record.js';
import { MeilisearchSearch } from './meilisearch-search.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import type { SearchDocument } from './search-document.js';
import type { CandidateQuery, SearchHealth, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { SearchIndex } from './search-index.js';

/** Records of one task: some megabytes of JSON. */
const BATCH = 2_000;
/** Ids of one filter. */
const LOOKED_UP = 1_000;
const UNVERSIONED = 0;

/**
 * The search port on one index of a Meilisearch, which must exist with the settings of `meilisearch-settings.ts`. Every method fails
 * with `SearchEngineError` when the server does not do its part in time.
 */
export class MeilisearchSearchIndex extends SearchIndex {
  private readonly needs = new NeedMemory();

  constructor(
    private readonly server: MeilisearchServer,
    private readonly uid: string,
  ) {
    super();
  }

  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    for (let start = 0; start < documents.length; start += BATCH) {
      await this.server.write(this.uid, documents.slice(start, start + BATCH).map((document) => toRecord(document, UNVERSIONED)));
    }
  }

  remove(ids: readonly string[]): Promise<void> {
    return this.server.remove(this.uid, ids);
  }

  async contains(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let start = 0; start < ids.length; start += LOOKED_UP) {
      const some = ids.slice(start, start + LOOKED_UP);
      for (const id of (await this.server.versionsOf(this.uid, some)).keys()) found.add(id);
    }
    return found;
  }

  health(): SearchHealth {
    return { engine: 'meilisearch', state: 'up', answersFrom: 'meilisearch' };
  }

  candidates(query: CandidateQuery): Promise<SearchHit[]> {
    return findCandidates(this.server, this.uid, query, this.needs);
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return new MeilisearchSearch(this.server, this.uid, query).run();
  }
}

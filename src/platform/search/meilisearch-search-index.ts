import { findCandidates, NeedMemory } from './meilisearch-candidates.js';
import { toRecord } from './meilisearch-record.js';
import { MeilisearchSearch } from './meilisearch-search.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import type { SearchDocument } from './search-document.js';
import type { CandidateQuery, SearchHit, SearchQuery, SearchResult } from './search-index.js';
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
  readonly engine = 'meilisearch';
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
      const filter = `id IN [${some.map((id) => `"${id}"`).join(', ')}]`;
      const { hits } = await this.server.search(this.uid, { filter, limit: LOOKED_UP, attributesToRetrieve: ['id'] });
      for (const { id } of hits) found.add(id);
    }
    return found;
  }

  candidates(query: CandidateQuery): Promise<SearchHit[]> {
    return findCandidates(this.server, this.uid, query, this.needs);
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return new MeilisearchSearch(this.server, this.uid, query).run();
  }
}

import { findCandidates, type MatchingPlace, NeedMemory } from './meilisearch-candidates.js';
import { MeilisearchBox } from './meilisearch-box.js';
import { signed } from './meilisearch-record.js';
import { IndexSamples } from './meilisearch-sample.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { INDEX_PLANS, INDEX_PURPOSES, type IndexPurpose, indexNames } from './meilisearch-settings.js';
import type { DocumentKind, SearchDocument } from './search-document.js';
import type { CandidateQuery, SearchHealth, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { SearchIndex } from './search-index.js';

/** Records of one task: some megabytes of JSON. */
const BATCH = 2_000;
/** Ids of one filter. */
const LOOKED_UP = 1_000;
const UNVERSIONED = 0;

/** Makes the empty indexes that a `MeilisearchSearchIndex` asks. */
export async function createIndexes(server: MeilisearchServer, name: string): Promise<void> {
  for (const purpose of INDEX_PURPOSES) await server.create(indexNames(name)[purpose], INDEX_PLANS[purpose].settings);
}

export async function dropIndexes(server: MeilisearchServer, name: string): Promise<void> {
  for (const uid of Object.values(indexNames(name))) await server.drop(uid);
}

/**
 * The search port on two indexes of a Meilisearch, which must exist with the settings of `meilisearch-settings.ts`: one finds candidates, the
 * other serves the search box. Every method fails with `SearchEngineError` when the server does not do its part in time.
 */
export class MeilisearchSearchIndex extends SearchIndex {
  private readonly matching: MatchingPlace;
  private readonly uids: Readonly<Record<IndexPurpose, string>>;
  private readonly box: MeilisearchBox;

  /**
   * @param name what the names of both indexes begin with
   * @param expected how many records the candidates are looked for among, where it is not left to the size of the market; more hold more of the best and take longer
   */
  constructor(
    private readonly server: MeilisearchServer,
    name: string,
    expected: number | null = null,
  ) {
    super();
    this.uids = indexNames(name);
    this.box = new MeilisearchBox(server, this.uids.box);
    const uid = this.uids.matching;
    this.matching = { server, uid, memory: new NeedMemory(), samples: new IndexSamples(server, uid), expected };
  }

  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    for (let start = 0; start < documents.length; start += BATCH) {
      const batch = documents.slice(start, start + BATCH).map((document) => signed(document, UNVERSIONED));
      await Promise.all(INDEX_PURPOSES.map((purpose) => this.server.write(this.uids[purpose], batch.map(INDEX_PLANS[purpose].toRecord))));
    }
  }

  /** Writes have been waited for. */
  async settled(): Promise<void> {}

  async remove(ids: readonly string[]): Promise<void> {
    await Promise.all(INDEX_PURPOSES.map((purpose) => this.server.remove(this.uids[purpose], ids)));
  }

  async contains(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let start = 0; start < ids.length; start += LOOKED_UP) {
      const some = ids.slice(start, start + LOOKED_UP);
      for (const id of (await this.server.versionsOf(this.uids.box, some)).keys()) found.add(id);
    }
    return found;
  }

  health(): SearchHealth {
    return { engine: 'meilisearch', state: 'up', answersFrom: 'meilisearch' };
  }

  candidates(query: CandidateQuery): Promise<SearchHit[]> {
    return findCandidates(this.matching, query);
  }

  /** Learns what the first question about a kind's documents would have to wait for. */
  async sampled(kind: DocumentKind): Promise<void> {
    await this.matching.samples.of(kind);
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return this.box.search(query);
  }
}

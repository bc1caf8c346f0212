import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { MeilisearchServer } from '../platform/search/meilisearch-server.js';
import { MirrorStore } from '../platform/search/mirror-store.js';
import { MirroredSearchIndex } from '../platform/search/mirrored-search-index.js';
import { PostgresSearchIndex } from '../platform/search/postgres-search-index.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import { SearchMirror } from '../platform/search/search-mirror.js';

/** The search port as a process that serves pages has it. */
export interface LagSearcher {
  readonly index: SearchIndex;
  close(): Promise<void>;
}

/** @param meilisearch where there is one, Postgres stands behind it */
export async function openSearcher(databaseUrl: string, meilisearch?: { readonly url: string; readonly key: string }): Promise<LagSearcher> {
  const dataSource = await new DataSource(dataSourceOptions(databaseUrl, 6)).initialize();
  if (meilisearch === undefined) return { index: new PostgresSearchIndex(dataSource), close: () => dataSource.destroy() };
  const [server, store] = [new MeilisearchServer(meilisearch.url, meilisearch.key), new MirrorStore(dataSource)];
  const index = new MirroredSearchIndex(new PostgresSearchIndex(dataSource, 'noted'), server, store, new SearchMirror(server, store));
  await index.onApplicationBootstrap();
  return {
    index,
    async close() {
      await index.beforeApplicationShutdown();
      await dataSource.destroy();
    },
  };
}

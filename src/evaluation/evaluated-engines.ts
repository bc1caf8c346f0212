import type { DataSource } from 'typeorm';
import { createIndexes, dropIndexes, MeilisearchSearchIndex } from '../platform/search/meilisearch-search-index.js';
import { MeilisearchServer } from '../platform/search/meilisearch-server.js';
import { PostgresSearchIndex } from '../platform/search/postgres-search-index.js';
import type { SearchIndex } from '../platform/search/search-index.js';
import { newId } from '../shared/ids.js';
import { withTemporaryDatabase } from './temporary-database.js';

/** An engine of the search port with an empty index of its own. */
export interface EvaluatedEngine {
  readonly engine: 'postgres' | 'meilisearch';
  /** With the server's version. */
  readonly name: string;
  readonly index: SearchIndex;
}

/**
 * Runs `work` on every engine that is there: Postgres always, Meilisearch where `MEILI_URL` names one. What was made for it is taken
 * away again.
 */
export function withEngines<T>(environment: NodeJS.ProcessEnv, work: (engines: readonly EvaluatedEngine[], dataSource: DataSource) => Promise<T>): Promise<T> {
  return withTemporaryDatabase(async (dataSource) => {
    const [{ version }] = await dataSource.query<[{ version: string }]>(`select current_setting('server_version') as version`);
    const postgres: EvaluatedEngine = { engine: 'postgres', name: `postgres ${version}`, index: new PostgresSearchIndex(dataSource) };
    const url = environment['MEILI_URL'];
    if (!url) return work([postgres], dataSource);
    const server = new MeilisearchServer(url, environment['MEILI_KEY']);
    const name = `evaluation_${newId().replaceAll('-', '')}`;
    await createIndexes(server, name);
    try {
      return await work([postgres, { engine: 'meilisearch', name: `meilisearch ${await server.version()}`, index: new MeilisearchSearchIndex(server, name) }], dataSource);
    } finally {
      await dropIndexes(server, name);
    }
  });
}

import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { IndexTerms } from './index-terms.js';
import { MeilisearchServer } from './meilisearch-server.js';
import { MirrorStore } from './mirror-store.js';
import { MirroredSearchIndex } from './mirrored-search-index.js';
import { PostgresSearchIndex } from './postgres-search-index.js';
import { SearchIndex } from './search-index.js';
import { SearchMirror } from './search-mirror.js';

/** The one place that knows which engine is behind the port. */
@Global()
@Module({
  providers: [{ provide: SearchIndex, inject: [DataSource, Settings], useFactory: chooseEngine }, IndexTerms],
  exports: [SearchIndex, IndexTerms],
})
export class SearchModule {}

function chooseEngine(dataSource: DataSource, { meiliUrl, meiliKey }: Settings): SearchIndex {
  if (meiliUrl === undefined) return new PostgresSearchIndex(dataSource);
  const [server, store] = [new MeilisearchServer(meiliUrl, meiliKey), new MirrorStore(dataSource)];
  return new MirroredSearchIndex(new PostgresSearchIndex(dataSource, 'noted'), server, store, new SearchMirror(server, store));
}

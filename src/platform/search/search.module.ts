import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PostgresSearchIndex } from './postgres-search-index.js';
import { SearchIndex } from './search-index.js';

/** The one place that knows which engine is behind the port. */
@Global()
@Module({
  providers: [{ provide: SearchIndex, inject: [DataSource], useFactory: (dataSource: DataSource) => new PostgresSearchIndex(dataSource) }],
  exports: [SearchIndex],
})
export class SearchModule {}

import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-source-options.js';
import { Database } from './database.js';
import { DatabaseUrls } from './database-urls.js';

@Global()
@Module({})
export class DatabaseModule {
  static at(urls: DatabaseUrls): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({ ...dataSourceOptions(urls.appUrl), autoLoadEntities: true, retryAttempts: 3, retryDelay: 500 }),
      ],
      providers: [Database, { provide: DatabaseUrls, useValue: urls }],
      exports: [Database, DatabaseUrls],
    };
  }
}

import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FileChunk } from './file-chunk.entity.js';
import { FileStore } from './file-store.js';
import { StoredFile } from './file.entity.js';
import { FilesJobs } from './files.jobs.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([StoredFile, FileChunk])],
  providers: [FileStore, FilesJobs],
  exports: [FileStore],
})
export class FilesModule {}

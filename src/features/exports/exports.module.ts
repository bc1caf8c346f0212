import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module.js';
import { DataExport } from './data-export.js';
import { ExportsPages } from './exports.pages.js';

@Module({ imports: [TasksModule], controllers: [ExportsPages], providers: [DataExport] })
export class ExportsModule {}

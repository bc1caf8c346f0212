import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Task } from './task.entity.js';
import { TasksController } from './tasks.controller.js';
import { TasksJobs } from './tasks.jobs.js';
import { TasksPages } from './tasks.pages.js';
import { TasksQueries } from './tasks.queries.js';
import { TasksService } from './tasks.service.js';

/** Work that takes longer than a page. */
@Module({
  imports: [TypeOrmModule.forFeature([Task])],
  controllers: [TasksController, TasksPages],
  providers: [TasksService, TasksQueries, TasksJobs],
  exports: [TasksService, TasksQueries],
})
export class TasksModule {}

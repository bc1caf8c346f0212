import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EngagementsController } from './engagements.controller.js';
import { Engagement } from './engagement.entity.js';
import { EngagementsPages } from './engagements.pages.js';
import { EngagementsQueries } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Engagement])],
  controllers: [EngagementsController, EngagementsPages],
  providers: [EngagementsService, EngagementsQueries],
  exports: [EngagementsService, EngagementsQueries],
})
export class EngagementsModule {}

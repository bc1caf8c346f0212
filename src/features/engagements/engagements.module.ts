import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Engagement } from './engagement.entity.js';
import { EngagementsQueries } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Engagement])],
  providers: [EngagementsService, EngagementsQueries],
  exports: [EngagementsService, EngagementsQueries],
})
export class EngagementsModule {}

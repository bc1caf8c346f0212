import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import {
  bodyOf,
  endBody,
  type EndBody,
  engagementBody,
  type EngagementBody,
  engagementPage,
  type EngagementPageBody,
  engagementsQuery,
  type EngagementsQuery,
  rowOf,
} from './engagement.dto.js';
import { EngagementsQueries } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';

@ApiTags('engagements')
@ApiBearerAuth()
@Controller('api/v1/engagements')
@Permission('account')
export class EngagementsController {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly queries: EngagementsQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listEngagements', summary: 'The engagements of your enterprises, open ones first' })
  @ApiOkResponse({ standardSchema: engagementPage })
  async list(@CurrentActor() actor: Actor, @Query({ schema: engagementsQuery }) query: EngagementsQuery): Promise<EngagementPageBody> {
    const { items, ...counts } = await this.queries.list(actor, query);
    return { ...counts, items: items.map(rowOf) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getEngagement', summary: 'One, with the contacts of both sides; for members of the two only' })
  @ApiOkResponse({ standardSchema: engagementBody })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<EngagementBody> {
    return bodyOf(await this.queries.one(actor, id));
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endEngagement', summary: 'End it for a reason; its seat goes to the next provider' })
  @ApiOkResponse({ standardSchema: engagementBody })
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: endBody }) { reason, note }: EndBody,
  ): Promise<EngagementBody> {
    await this.engagements.end(actor, id, reason, note);
    return this.get(actor, id);
  }
}

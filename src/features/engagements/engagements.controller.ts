import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { downloadHeaders } from '../../platform/files/file-headers.js';
import { type PageQuery, pageQuery } from '../../platform/http/page-query.js';
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
  engagementFiles,
  type EngagementFiles,
  engagementPage,
  type EngagementPageBody,
  rowOf,
  type StageBody,
  stageBody,
  type StatementAnswerBody,
  statementAnswerBody,
  type StatementBody,
  statementBody,
} from './engagement.dto.js';
import { EngagementFilesService } from './engagement-files.service.js';
import { EngagementStagesService } from './engagement-stages.service.js';
import { EngagementsQueries } from './engagements.queries.js';
import { EngagementsService } from './engagements.service.js';

@ApiTags('engagements')
@ApiBearerAuth()
@Controller('api/v1/engagements')
@Permission('account')
export class EngagementsController {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly stages: EngagementStagesService,
    private readonly queries: EngagementsQueries,
    private readonly files: EngagementFilesService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listEngagements', summary: 'The engagements of your enterprises, open ones first' })
  @ApiOkResponse({ standardSchema: engagementPage })
  async list(@CurrentActor() actor: Actor, @Query({ schema: pageQuery }) query: PageQuery): Promise<EngagementPageBody> {
    const { items, ...counts } = await this.queries.list(actor, query);
    return { ...counts, items: items.map(rowOf) };
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getEngagement', summary: 'One, with the contacts of both sides; for members of the two only' })
  @ApiOkResponse({ standardSchema: engagementBody })
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<EngagementBody> {
    return bodyOf(await this.queries.one(actor, id));
  }

  @Get(':id/attachments')
  @ApiOperation({ operationId: 'listEngagementFiles', summary: 'The attachments of its demand and its offering; none once it has ended' })
  @ApiOkResponse({ standardSchema: engagementFiles })
  async attachments(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<EngagementFiles> {
    return { items: await this.files.list(await this.queries.one(actor, id)) };
  }

  @Get(':id/attachments/:fileId')
  @ApiOperation({ operationId: 'getEngagementFile', summary: 'One of them, for both sides while the engagement is open' })
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  async attachment(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idField }) id: string,
    @Param('fileId', { schema: idField }) fileId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { file, bytes } = await this.files.open(await this.queries.one(actor, id), fileId);
    reply.headers(downloadHeaders(file));
    return new StreamableFile(bytes, { type: file.type, length: file.size });
  }

  @Post(':id/stage')
  @HttpCode(200)
  @ApiOperation({ operationId: 'reportEngagementStage', summary: 'Report that there is a proposal, or that you negotiate' })
  @ApiOkResponse({ standardSchema: engagementBody })
  async stage(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: stageBody }) { stage }: StageBody): Promise<EngagementBody> {
    await this.stages.advance(actor, id, stage);
    return this.get(actor, id);
  }

  @Post(':id/statements')
  @HttpCode(200)
  @ApiOperation({ operationId: 'stateEngagementOutcome', summary: 'State a signature or an acceptance; it counts when the other side states the same' })
  @ApiOkResponse({ standardSchema: engagementBody })
  async state(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: statementBody }) body: StatementBody): Promise<EngagementBody> {
    await this.stages.state(actor, id, body.stage, { amount: body.stage === 'signed' ? body.amount : null, day: body.day });
    return this.get(actor, id);
  }

  @Post(':id/answers')
  @HttpCode(200)
  @ApiOperation({ operationId: 'answerEngagementStatement', summary: 'Confirm the other side’s statement, or say that it is not so' })
  @ApiOkResponse({ standardSchema: engagementBody })
  async answer(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: statementAnswerBody }) { reportId, isSo }: StatementAnswerBody,
  ): Promise<EngagementBody> {
    await this.stages.answer(actor, id, reportId, isSo);
    return this.get(actor, id);
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

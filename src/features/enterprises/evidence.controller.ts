import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import { checkBody, type CheckBody, created, evidenceBody, type EvidenceBody, evidenceList } from './enterprises.dto.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import type { EvidenceView } from './enterprises.types.js';
import { EvidenceService } from './evidence.service.js';

@ApiTags('enterprises')
@ApiBearerAuth()
@Controller('api/v1/enterprises/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly queries: EnterpriseQueries,
  ) {}

  @Get()
  @Permission('public')
  @ApiOperation({ operationId: 'listEvidence', summary: 'What an enterprise proves: how it is known, who checked, until when' })
  @ApiOkResponse({ standardSchema: evidenceList })
  async list(@CurrentActor() actor: Actor, @Param('id', { schema: codeField }) idOrCode: string): Promise<{ items: EvidenceView[] }> {
    return { items: await this.queries.evidence(actor, idOrCode) };
  }

  @Post()
  @Permission('account')
  @ApiOperation({ operationId: 'addEvidence', summary: 'State something; it is labelled as self-declared until an officer has checked it' })
  @ApiCreatedResponse({ standardSchema: created })
  async add(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Body({ schema: evidenceBody }) body: EvidenceBody): Promise<{ id: string }> {
    return { id: (await this.evidence.add(actor, id, body)).id };
  }

  @Put(':evidenceId')
  @HttpCode(204)
  @Permission('account')
  @ApiOperation({ operationId: 'editEvidence', summary: 'Change it; what an officer had checked is self-declared again' })
  @ApiNoContentResponse()
  async edit(
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('evidenceId', { schema: idField }) evidenceId: string,
    @Body({ schema: evidenceBody }) body: EvidenceBody,
  ): Promise<void> {
    await this.evidence.edit(actor, id, evidenceId, body);
  }

  @Delete(':evidenceId')
  @HttpCode(204)
  @Permission('account')
  @ApiOperation({ operationId: 'removeEvidence', summary: 'Take it away' })
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Param('evidenceId', { schema: idField }) evidenceId: string): Promise<void> {
    await this.evidence.remove(actor, id, evidenceId);
  }

  @Post(':evidenceId/check')
  @HttpCode(204)
  @Permission('officer')
  @ApiOperation({ operationId: 'checkEvidence', summary: 'Say, as an officer of the region, that I have seen the proof' })
  @ApiNoContentResponse()
  async check(
    @CurrentActor() actor: PersonActor,
    @Param('id', { schema: idField }) id: string,
    @Param('evidenceId', { schema: idField }) evidenceId: string,
    @Body({ schema: checkBody }) { validUntil }: CheckBody,
  ): Promise<void> {
    await this.evidence.check(actor, id, evidenceId, validUntil);
  }
}

import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { PersonActor } from '../../shared/actor.js';
import { BlocksService } from './blocks.service.js';
import { blockList } from './enterprises.dto.js';
import type { EnterpriseSummary } from './enterprises.types.js';

@ApiTags('enterprises')
@ApiBearerAuth()
@Controller('api/v1/enterprises/:id/blocks')
@Permission('account')
export class BlocksController {
  constructor(private readonly blocks: BlocksService) {}

  @Get()
  @ApiOperation({ operationId: 'listBlocks', summary: 'Enterprises that mine does not want to meet' })
  @ApiOkResponse({ standardSchema: blockList })
  async list(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<{ items: EnterpriseSummary[] }> {
    return { items: await this.blocks.list(actor, id) };
  }

  @Put(':otherId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'blockEnterprise', summary: 'Never bring mine together with this one; it is not told' })
  @ApiNoContentResponse()
  async block(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Param('otherId', { schema: idField }) otherId: string): Promise<void> {
    await this.blocks.block(actor, id, otherId);
  }

  @Delete(':otherId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'unblockEnterprise', summary: 'Take a block back' })
  @ApiNoContentResponse()
  async unblock(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string, @Param('otherId', { schema: idField }) otherId: string): Promise<void> {
    await this.blocks.unblock(actor, id, otherId);
  }
}

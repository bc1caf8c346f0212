import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { PersonActor } from '../../shared/actor.js';
import { ApiTokensService, type ApiTokenView, type IssuedToken } from './api-tokens.service.js';
import { issuedToken, tokenBody, type TokenBody, tokenList } from './identity.dto.js';

@ApiTags('accounts')
@ApiBearerAuth()
@Controller('api/v1/tokens')
@Permission('account')
export class TokensController {
  constructor(private readonly apiTokens: ApiTokensService) {}

  @Get()
  @ApiOperation({ operationId: 'listTokens', summary: 'My access tokens in force, without their secrets' })
  @ApiOkResponse({ standardSchema: tokenList })
  async list(@CurrentActor() actor: PersonActor): Promise<{ items: ApiTokenView[] }> {
    return { items: await this.apiTokens.list(actor) };
  }

  @Post()
  @RateLimit({ points: 30, perSeconds: 600, by: 'actor' })
  @ApiOperation({ operationId: 'createToken', summary: 'Make an access token; it is shown this once' })
  @ApiCreatedResponse({ standardSchema: issuedToken })
  create(@CurrentActor() actor: PersonActor, @Body({ schema: tokenBody }) { name, days }: TokenBody): Promise<IssuedToken> {
    return this.apiTokens.create(actor, name, days);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeToken', summary: 'End an access token' })
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<void> {
    await this.apiTokens.revoke(actor, id);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { PersonActor } from '../../shared/actor.js';
import { ApiTokensService, type IssuedToken } from './api-tokens.service.js';
import { ownSecret } from './credentials.js';
import { issuedToken, sessionList, signInBody, type SignInBody } from './identity.dto.js';
import { PasswordLogin } from './password-login.js';
import { SessionsService, type SessionView } from './sessions.service.js';

@ApiTags('accounts')
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly login: PasswordLogin,
    private readonly apiTokens: ApiTokensService,
    private readonly sessions: SessionsService,
    private readonly settings: Settings,
  ) {}

  @Post()
  @Permission('public')
  @RateLimit({ points: 600, perSeconds: 600, by: 'address' })
  @ApiOperation({ operationId: 'signIn', summary: 'Get a bearer token for an address and its password', description: 'Good for a day. Ten wrong passwords in a row close an address for a quarter of an hour.' })
  @ApiCreatedResponse({ standardSchema: issuedToken })
  async signIn(@Body({ schema: signInBody }) { name }: SignInBody, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<IssuedToken> {
    const person = await this.login.signIn(request, reply);
    return this.apiTokens.issueForSignIn(person.id, name);
  }

  @Get()
  @Permission('account')
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'listSessions', summary: 'Browsers in which I am signed in' })
  @ApiOkResponse({ standardSchema: sessionList })
  async list(@CurrentActor() actor: PersonActor, @Req() request: FastifyRequest): Promise<{ items: SessionView[] }> {
    return { items: await this.sessions.list(actor, ownSecret(request, this.settings)) };
  }

  @Delete('current')
  @HttpCode(204)
  @Permission('account')
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'signOut', summary: 'End the session or the token that this request carries' })
  @ApiNoContentResponse()
  async signOut(@Req() request: FastifyRequest): Promise<void> {
    const secret = ownSecret(request, this.settings) ?? '';
    await (request.credential === 'bearer' ? this.apiTokens.end(secret) : this.sessions.end(secret));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permission('account')
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'revokeSession', summary: 'Sign a browser of mine out' })
  @ApiNoContentResponse()
  async revoke(@CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<void> {
    await this.sessions.revoke(actor, id);
  }
}

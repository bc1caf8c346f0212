import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import type { PersonActor } from '../../shared/actor.js';
import { accountOf, type AccountView } from './account.view.js';
import { ApiTokensService, type IssuedToken } from './api-tokens.service.js';
import { registerBody, type RegisterBody, registered, resetBody, type ResetBody } from './identity.dto.js';
import { IdentityService } from './identity.service.js';

@ApiTags('accounts')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    private readonly identity: IdentityService,
    private readonly apiTokens: ApiTokensService,
  ) {}

  @Post()
  @Permission('public')
  @RateLimit({ points: 600, perSeconds: 600, by: 'address' })
  @ApiOperation({ operationId: 'register', summary: 'Open an account', description: 'Answers with a token that is good for a day, so that a program can go on. A mail asks to confirm the address.' })
  @ApiCreatedResponse({ standardSchema: registered })
  async register(@Body({ schema: registerBody }) body: RegisterBody, @Req() request: FastifyRequest): Promise<{ account: AccountView; token: IssuedToken }> {
    const person = await this.identity.register({ ...body, language: body.language ?? request.language });
    return { account: accountOf(person), token: await this.apiTokens.issueForSignIn(person.id, 'API') };
  }

  @Post('confirmations')
  @HttpCode(202)
  @Permission('account')
  @RateLimit({ points: 5, perSeconds: 3600, by: 'actor' })
  @ApiBearerAuth()
  @ApiOperation({ operationId: 'requestConfirmation', summary: 'Send the mail that asks to confirm the address once more' })
  @ApiAcceptedResponse()
  async requestConfirmation(@CurrentActor() actor: PersonActor): Promise<void> {
    await this.identity.requestConfirmation(actor);
  }

  @Post('password-resets')
  @HttpCode(202)
  @Permission('public')
  @RateLimit({ points: 20, perSeconds: 600, by: 'address' })
  @ApiOperation({ operationId: 'requestPasswordReset', summary: 'Send a mail with a link to set a new password', description: 'Answers the same for an address without an account.' })
  @ApiAcceptedResponse()
  async requestReset(@Body({ schema: resetBody }) { email }: ResetBody): Promise<void> {
    await this.identity.requestReset(email);
  }
}

import { Body, Controller, Get, HttpCode, Patch, Put, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import type { Membership, Office, PersonActor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { accountOf, type AccountView } from './account.view.js';
import { AccountQueries } from './accounts.queries.js';
import { ownSecret } from './credentials.js';
import { me, passwordBody, type PasswordBody, profileBody, type ProfileBody } from './identity.dto.js';
import { IDENTITY_ERRORS } from './identity.errors.js';
import { IdentityService } from './identity.service.js';

interface MeView extends AccountView {
  readonly memberships: readonly Membership[];
  readonly office: Office | null;
}

@ApiTags('accounts')
@ApiBearerAuth()
@Controller('api/v1/me')
@Permission('account')
export class MeController {
  constructor(
    private readonly identity: IdentityService,
    private readonly accounts: AccountQueries,
    private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getMe', summary: 'Who I am, where I sit, and for whom I work' })
  @ApiOkResponse({ standardSchema: me })
  async show(@CurrentActor() actor: PersonActor): Promise<MeView> {
    const account = await this.accounts.byId(actor.personId);
    if (!account) throw new AppError(IDENTITY_ERRORS.noSuchAccount);
    return { ...accountOf({ ...account, id: account.personId }), memberships: actor.memberships, office: actor.office };
  }

  @Patch()
  @ApiOperation({ operationId: 'changeProfile', summary: 'Change my name, telephone number or language' })
  @ApiOkResponse({ standardSchema: me })
  async change(@CurrentActor() actor: PersonActor, @Body({ schema: profileBody }) body: ProfileBody): Promise<MeView> {
    await this.identity.changeProfile(actor, body);
    return this.show(actor);
  }

  @Put('password')
  @HttpCode(204)
  @RateLimit({ points: 10, perSeconds: 900, by: 'actor' })
  @ApiOperation({ operationId: 'changePassword', summary: 'Change my password', description: 'Ends all my other sessions and tokens.' })
  @ApiNoContentResponse()
  async changePassword(@CurrentActor() actor: PersonActor, @Body({ schema: passwordBody }) { current, next }: PasswordBody, @Req() request: FastifyRequest): Promise<void> {
    await this.identity.changePassword(actor, current, next, ownSecret(request, this.settings));
  }
}

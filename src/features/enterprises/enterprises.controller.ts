import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { codeField, idField } from '../../platform/http/text-field.js';
import type { Actor, PersonActor } from '../../shared/actor.js';
import {
  decisionBody,
  type DecisionBody,
  editEnterpriseBody,
  type EditEnterpriseBody,
  enterpriseView,
  myEnterprises,
  registerEnterpriseBody,
  type RegisterEnterpriseBody,
} from './enterprises.dto.js';
import { EnterpriseEditingService } from './enterprise-editing.service.js';
import { EnterpriseQueries } from './enterprises.queries.js';
import { EnterprisesService } from './enterprises.service.js';
import type { Decision, EnterpriseSummary, EnterpriseView } from './enterprises.types.js';

@ApiTags('enterprises')
@ApiBearerAuth()
@Controller('api/v1/enterprises')
export class EnterprisesController {
  constructor(
    private readonly enterprises: EnterprisesService,
    private readonly editing: EnterpriseEditingService,
    private readonly queries: EnterpriseQueries,
  ) {}

  @Get()
  @Permission('account')
  @ApiOperation({ operationId: 'listMyEnterprises', summary: 'The enterprises in which I sit' })
  @ApiOkResponse({ standardSchema: myEnterprises })
  async mine(@CurrentActor() actor: PersonActor): Promise<{ items: EnterpriseSummary[] }> {
    return { items: await this.queries.mine(actor) };
  }

  @Post()
  @Permission('account')
  @RateLimit({ points: 60, perSeconds: 600, by: 'actor' })
  @ApiOperation({ operationId: 'registerEnterprise', summary: 'Register an enterprise, of which I become the owner' })
  @ApiCreatedResponse({ standardSchema: enterpriseView })
  async register(@CurrentActor() actor: PersonActor, @Body({ schema: registerEnterpriseBody }) body: RegisterEnterpriseBody): Promise<EnterpriseView> {
    const { submitWhenConfirmed, ...registration } = body;
    const { id } = await this.enterprises.register(actor, registration, { whenConfirmed: submitWhenConfirmed });
    return this.queries.view({ ...actor, memberships: [...actor.memberships, { enterpriseId: id, role: 'owner' }] }, id);
  }

  @Get(':id')
  @Permission('public')
  @ApiOperation({ operationId: 'getEnterprise', summary: 'An enterprise by id or public code; contacts only for its members and officers' })
  @ApiOkResponse({ standardSchema: enterpriseView })
  show(@CurrentActor() actor: Actor, @Param('id', { schema: codeField }) id: string): Promise<EnterpriseView> {
    return this.queries.view(actor, id);
  }

  @Patch(':id')
  @Permission('account')
  @ApiOperation({ operationId: 'editEnterprise', summary: 'Change what is given; name, code and region only before they are verified' })
  @ApiOkResponse({ standardSchema: enterpriseView })
  async edit(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: editEnterpriseBody }) body: EditEnterpriseBody): Promise<EnterpriseView> {
    const { version, ...change } = body;
    await this.editing.edit(actor, id, given(change), version);
    return this.queries.view(actor, id);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Permission('account')
  @ApiOperation({ operationId: 'submitEnterprise', summary: 'Hand it in for verification by the authority of its region' })
  @ApiOkResponse({ standardSchema: enterpriseView })
  async submit(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<EnterpriseView> {
    await this.enterprises.submit(actor, id);
    return this.queries.view(actor, id);
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Permission('officer')
  @ApiOperation({ operationId: 'suspendEnterprise', summary: 'Take a verified enterprise out of play, with a reason' })
  @ApiOkResponse({ standardSchema: enterpriseView })
  async suspend(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: decisionBody }) body: DecisionBody): Promise<EnterpriseView> {
    await this.enterprises.suspend(actor, id, decisionOf(body));
    return this.queries.view(actor, id);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Permission('officer')
  @ApiOperation({ operationId: 'restoreEnterprise', summary: 'Bring a suspended enterprise back' })
  @ApiOkResponse({ standardSchema: enterpriseView })
  async restore(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: decisionBody }) body: DecisionBody): Promise<EnterpriseView> {
    await this.enterprises.restore(actor, id, decisionOf(body));
    return this.queries.view(actor, id);
  }
}

/** Without what was left out: it stays as it is. */
function given<T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function decisionOf({ version, ...decision }: DecisionBody): Decision {
  return version === undefined ? decision : { ...decision, version };
}

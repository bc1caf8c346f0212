import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type PageQuery, pageQuery } from '../../../platform/http/page-query.js';
import { Permission, RateLimit } from '../../../platform/http/permission.js';
import { CurrentActor, CurrentLanguage } from '../../../platform/http/request.js';
import type { Actor } from '../../../shared/actor.js';
import type { Language } from '../../../shared/language.js';
import { ReweighService } from './reweigh.service.js';
import { type ChangesView, changesView, type InstallationBody, installationBody, type ProposalBody, proposalBody, versionName, type VersionView, versionView, type WeightsView, weightsView } from './weights.dto.js';
import { WeightsService } from './weights.service.js';
import { WeightsStore } from './weights.store.js';
import { tablesOf, versionViewOf } from './weights.view.js';

/** The table by which matches are scored. Whoever changes it tries it first. */
@ApiTags('matching')
@ApiBearerAuth()
@Controller('api/v1/matching/weights')
@Permission('administrator')
export class WeightsController {
  constructor(
    private readonly weights: WeightsService,
    private readonly store: WeightsStore,
    private readonly reweighing: ReweighService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'getWeights', summary: 'The weights in force' })
  @ApiOkResponse({ standardSchema: weightsView })
  async get(@CurrentLanguage() language: Language): Promise<WeightsView> {
    const { number, name, ...tables } = await this.store.inForce();
    return { number, name, ...tablesOf(tables, language), underOthers: await this.reweighing.left() };
  }

  @Get('changes')
  @ApiOperation({ operationId: 'listWeightsChanges', summary: 'Which weights were in force when, the latest first' })
  @ApiOkResponse({ standardSchema: changesView })
  async changes(@Query({ schema: pageQuery }) query: PageQuery): Promise<ChangesView> {
    const { items, ...counts } = await this.store.changes(query);
    return { ...counts, items: items.map(({ number, name, note, authorName, at }) => ({ number, name, note, author: authorName, at: at.toISOString() })) };
  }

  @Post()
  @RateLimit({ points: 10, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'proposeWeights', summary: 'Try other weights: says what would change and keeps them as a version; nothing takes effect' })
  @ApiCreatedResponse({ standardSchema: versionView })
  async propose(@CurrentActor() actor: Actor, @CurrentLanguage() language: Language, @Body({ schema: proposalBody }) { base, ...proposal }: ProposalBody): Promise<VersionView> {
    const version = await this.weights.propose(actor, { ...proposal, origin: 'edited' }, base);
    return versionViewOf(version, (await this.store.inForce()).name, language);
  }

  @Get(':name')
  @ApiOperation({ operationId: 'getWeightsVersion', summary: 'One version, with what it would have changed when it was proposed' })
  @ApiOkResponse({ standardSchema: versionView })
  async version(@CurrentLanguage() language: Language, @Param('name', { schema: versionName }) name: string): Promise<VersionView> {
    return versionViewOf(await this.weights.version(name), (await this.store.inForce()).name, language);
  }

  @Post(':name/installation')
  @HttpCode(200)
  @RateLimit({ points: 30, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'installWeights', summary: 'Put a version in force, a new one or a former one' })
  @ApiOkResponse({ standardSchema: weightsView })
  async install(@CurrentActor() actor: Actor, @CurrentLanguage() language: Language, @Param('name', { schema: versionName }) name: string, @Body({ schema: installationBody }) { base }: InstallationBody): Promise<WeightsView> {
    await this.weights.putInForce(actor, name, base);
    return this.get(language);
  }
}

import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor, CurrentLanguage } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import type { Language } from '../../shared/language.js';
import { fitQuery, type FitQuery, fitsView, type FitsView, fitsViewOf } from './fit.view.js';
import { FitsService } from './fits.service.js';
import { MatchWordsService } from './match-words.service.js';
import { VolunteersQueries } from './volunteers.queries.js';

@ApiTags('matching')
@ApiBearerAuth()
@Controller('api/v1/demands/:id/fit')
export class FitsController {
  constructor(
    private readonly fits: FitsService,
    private readonly demands: VolunteersQueries,
    private readonly words: MatchWordsService,
  ) {}

  @Get()
  @Permission('account')
  @RateLimit({ points: 60, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'getFit', summary: '"Why not me?": how your own offerings stand to a demand, and what would help' })
  @ApiOkResponse({ standardSchema: fitsView })
  async get(@CurrentActor() actor: Actor, @CurrentLanguage() language: Language, @Param('id', { schema: idField }) id: string, @Query({ schema: fitQuery }) query: FitQuery): Promise<FitsView> {
    const demand = await this.demands.demand(id);
    return fitsViewOf(await this.fits.of(actor, demand.id, query.offeringId ?? null), language, this.words);
  }
}

import { Controller, Get, Ip, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import type { Actor } from '../../shared/actor.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { type SearchQuery, searchQuery, searchResult, type SearchResultView, stateOf } from './directory.dto.js';
import { DirectoryQueries } from './directory.queries.js';
import { resultView } from './directory.view.js';
import { knownCodeIn } from './known-code.js';
import { UnmetSearches } from './unmet-searches.js';

@ApiTags('search')
@Controller('api/v1/search')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly unmet: UnmetSearches,
  ) {}

  @Get()
  @Permission('public')
  @RateLimit({ points: 120, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'search', summary: 'Find providers and what they offer, or demands: best first with words, newest first without' })
  @ApiOkResponse({ standardSchema: searchResult })
  async search(@CurrentActor() actor: Actor, @Query({ schema: searchQuery }) query: SearchQuery, @Ip() address: string): Promise<SearchResultView> {
    const state = stateOf(query, knownCodeIn(this.taxonomy));
    const outcome = await this.directory.search(state, query.pageSize);
    await this.unmet.note(state, outcome, actor, address);
    return resultView(outcome, this.taxonomy);
  }
}

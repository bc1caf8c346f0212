import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { type SearchQuery, searchQuery, searchResult, type SearchResultView, stateOf } from './directory.dto.js';
import { DirectoryQueries } from './directory.queries.js';
import { resultView } from './directory.view.js';
import { knownCodeIn } from './known-code.js';

@ApiTags('search')
@Controller('api/v1/search')
export class DirectoryController {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly taxonomy: TaxonomyService,
  ) {}

  @Get()
  @Permission('public')
  @RateLimit({ points: 120, perSeconds: 60, by: 'actor' })
  @ApiOperation({ operationId: 'search', summary: 'Find providers and what they offer, or demands: best first with words, newest first without' })
  @ApiOkResponse({ standardSchema: searchResult })
  async search(@Query({ schema: searchQuery }) query: SearchQuery): Promise<SearchResultView> {
    const state = stateOf(query, knownCodeIn(this.taxonomy));
    return resultView(await this.directory.search(state, query.pageSize), this.taxonomy);
  }
}

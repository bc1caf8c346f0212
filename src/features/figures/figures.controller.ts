import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { entityTag, isKnown } from '../../platform/http/entity-tag.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentLanguage } from '../../platform/http/request.js';
import type { Language } from '../../shared/language.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { figureCsv } from './figure-csv.js';
import type { Dataset, FigureTable } from './figure-table.js';
import { tableOf } from './figure-tables.js';
import { datasetField, type FiguresFileQuery, figuresFileQuery, type FiguresQuery, figuresQuery, type FigureTableView, figureTableView, viewOf } from './figures.dto.js';
import { FiguresService } from './figures.service.js';

/** As long as the figures stand between two counts. */
const CACHED = 'public, max-age=300';

/** The public figures for programs and spreadsheets: the same cells as on the pages. */
@ApiTags('figures')
@Controller('api/v1/figures')
@Permission('public')
@RateLimit({ points: 240, perSeconds: 60, by: 'address' })
export class FiguresController {
  constructor(
    private readonly figures: FiguresService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  @Get(':dataset')
  @Header('cache-control', CACHED)
  @ApiOperation({ operationId: 'getFigures', summary: 'One set of public figures; numbers from 1 to 4 about dealings between enterprises are withheld' })
  @ApiOkResponse({ standardSchema: figureTableView })
  async json(@Param('dataset', { schema: datasetField }) dataset: Dataset, @Query({ schema: figuresQuery }) { period }: FiguresQuery): Promise<FigureTableView> {
    return viewOf(await this.table(dataset, period));
  }

  @Get(':dataset/csv')
  @ApiOperation({ operationId: 'getFiguresAsCsv', summary: 'The same as CSV (UTF-8 with a byte order mark), heads in the language of the request or of `lang`' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async csv(
    @Param('dataset', { schema: datasetField }) dataset: Dataset,
    @Query({ schema: figuresFileQuery }) { period, lang }: FiguresFileQuery,
    @CurrentLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const table = await this.table(dataset, period);
    const body = figureCsv(table, lang ?? language);
    const etag = entityTag(body);
    reply.header('cache-control', CACHED).header('etag', etag).header('content-disposition', `attachment; filename="${dataset}-${period}-${table.asOf.slice(0, 10)}.csv"`);
    // Without `lang` the address has more than one answer.
    if (lang === undefined) reply.header('vary', 'Accept-Language, Cookie');
    if (isKnown(request.headers['if-none-match'], etag)) return void reply.status(304).send();
    return void reply.type('text/csv; charset=utf-8').send(body);
  }

  private async table(dataset: Dataset, period: FiguresQuery['period']): Promise<FigureTable> {
    return tableOf(dataset, await this.figures.current(period), this.taxonomy);
  }
}

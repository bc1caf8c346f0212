import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../platform/http/permission.js';
import { codeListItemOf, codeListPage, type CodeListPage, taxonomyQuery, type TaxonomyQuery } from './taxonomy.dto.js';
import { TaxonomyService } from './taxonomy.service.js';
import type { ListKind } from './taxonomy.types.js';

/** The code lists, for forms and clients that have to choose from them. Only what may be chosen today. */
@ApiTags('taxonomy')
@Controller('api/v1/taxonomy')
@Permission('public')
export class TaxonomyController {
  constructor(private readonly taxonomy: TaxonomyService) {}

  @Get('regions')
  @ApiOperation({ operationId: 'listRegions', summary: 'Regions (GB/T 2260 in significant digits, 雄安 as an overlay)' })
  @ApiOkResponse({ standardSchema: codeListPage })
  regions(@Query({ schema: taxonomyQuery }) query: TaxonomyQuery): CodeListPage {
    return this.page('region', query);
  }

  @Get('industries')
  @ApiOperation({ operationId: 'listIndustries', summary: 'Industries (GB/T 4754-2017)' })
  @ApiOkResponse({ standardSchema: codeListPage })
  industries(@Query({ schema: taxonomyQuery }) query: TaxonomyQuery): CodeListPage {
    return this.page('industry', query);
  }

  @Get('categories')
  @ApiOperation({ operationId: 'listCategories', summary: 'Service categories' })
  @ApiOkResponse({ standardSchema: codeListPage })
  categories(@Query({ schema: taxonomyQuery }) query: TaxonomyQuery): CodeListPage {
    return this.page('service-category', query);
  }

  @Get('certificates')
  @ApiOperation({ operationId: 'listCertificates', summary: 'Certificates, licences and titles' })
  @ApiOkResponse({ standardSchema: codeListPage })
  certificates(@Query({ schema: taxonomyQuery }) query: TaxonomyQuery): CodeListPage {
    return this.page('certificate', query);
  }

  private page(kind: ListKind, { q, parent }: TaxonomyQuery): CodeListPage {
    const { taxonomy } = this;
    const entries = q ? taxonomy.suggest(kind, q) : taxonomy.choices(kind, parent ?? null);
    return {
      items: entries.map((entry) =>
        codeListItemOf(
          entry,
          taxonomy.label(kind, entry.code, 'en'),
          [...taxonomy.codePath(kind, entry.code)],
          taxonomy.choices(kind, entry.code).length > 0,
        ),
      ),
    };
  }
}

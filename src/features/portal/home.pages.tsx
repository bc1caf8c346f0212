import { Controller, Get, Header } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { href, pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage, SeeOther } from '../../web/render.js';
import { page, seeOther } from '../../web/render.js';
import { FiguresService } from '../figures/figures.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { HomeService } from './home.service.js';
import { HomePage } from './views/home-page.js';

/** The address without a language leads to the reader's: by account, by choice, by `Accept-Language`. */
@Controller()
export class LanguageChoice {
  @Get()
  @Permission('public')
  @Header('vary', 'Accept-Language, Cookie')
  @Header('cache-control', 'private, no-cache')
  choose(@CurrentPage() ctx: PageContext): SeeOther {
    return seeOther(href({ language: ctx.actor.kind === 'person' ? ctx.actor.language : ctx.language }, '/'));
  }
}

/** The front page. */
@Controller(pagePaths(''))
export class HomePages {
  constructor(
    private readonly home: HomeService,
    private readonly figures: FiguresService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  @Get()
  @Permission('public')
  async show(@CurrentPage() ctx: PageContext): Promise<HtmlPage> {
    const [market, figures] = await Promise.all([this.home.market(), this.figures.headline()]);
    return page(<HomePage ctx={ctx} market={market} figures={figures} taxonomy={this.taxonomy} />);
  }
}

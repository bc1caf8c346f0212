import { Controller, Get, Query } from '@nestjs/common';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage } from '../../web/render.js';
import { page } from '../../web/render.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { Dataset, FigureTable } from './figure-table.js';
import { tableOf } from './figure-tables.js';
import { provincesOf } from './flow-table.js';
import { type FiguresPageQuery, figuresPageQuery } from './figures.dto.js';
import { FiguresService } from './figures.service.js';
import type { Figures } from './figures.types.js';
import { FairnessPage } from './views/fairness-page.js';
import { GapsPage } from './views/gaps-page.js';
import { MarketPage } from './views/market-page.js';
import { OverviewPage } from './views/overview-page.js';
import { TimesPage } from './views/times-page.js';

/** The figures for everyone. */
@Controller(pagePaths('figures'))
@Permission('public')
@RateLimit({ points: 240, perSeconds: 60, by: 'actor' })
export class FiguresPages {
  constructor(
    private readonly figures: FiguresService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  @Get()
  async overview(@CurrentPage() ctx: PageContext, @Query({ schema: figuresPageQuery }) { period }: FiguresPageQuery): Promise<HtmlPage> {
    const figures = await this.figures.current(period);
    return page(<OverviewPage ctx={ctx} figures={figures} regions={provincesOf(this.taxonomy)} tables={this.tables(figures, ['summary', 'flow', 'funnel', 'times'])} />);
  }

  @Get('market')
  async market(@CurrentPage() ctx: PageContext, @Query({ schema: figuresPageQuery }) { period }: FiguresPageQuery): Promise<HtmlPage> {
    const figures = await this.figures.current(period);
    const nameOf = (code: string): string => this.taxonomy.regionName(code, ctx.language);
    return page(
      <MarketPage ctx={ctx} figures={figures} regions={provincesOf(this.taxonomy)} tables={this.tables(figures, ['regions', 'industries', 'categories'])} nameOf={nameOf} />,
    );
  }

  @Get('times')
  async times(@CurrentPage() ctx: PageContext, @Query({ schema: figuresPageQuery }) { period }: FiguresPageQuery): Promise<HtmlPage> {
    const figures = await this.figures.current(period);
    return page(<TimesPage ctx={ctx} figures={figures} tables={this.tables(figures, ['trend', 'times'])} />);
  }

  @Get('gaps')
  async gaps(@CurrentPage() ctx: PageContext, @Query({ schema: figuresPageQuery }) { period }: FiguresPageQuery): Promise<HtmlPage> {
    const figures = await this.figures.current(period);
    return page(<GapsPage ctx={ctx} figures={figures} tables={this.tables(figures, ['unanswered', 'searches'])} />);
  }

  @Get('fairness')
  async fairness(@CurrentPage() ctx: PageContext, @Query({ schema: figuresPageQuery }) { period }: FiguresPageQuery): Promise<HtmlPage> {
    const figures = await this.figures.current(period);
    return page(<FairnessPage ctx={ctx} figures={figures} tables={this.tables(figures, ['exposure-regions', 'exposure-sizes'])} />);
  }

  private tables<Name extends Dataset>(figures: Figures, names: readonly Name[]): Readonly<Record<Name, FigureTable>> {
    return Object.fromEntries(names.map((name) => [name, tableOf(name, figures, this.taxonomy)])) as Record<Name, FigureTable>;
  }
}

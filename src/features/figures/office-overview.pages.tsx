import { Controller, Get, type OnModuleInit, Query } from '@nestjs/common';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { overseenRegion } from '../../shared/actor.js';
import { pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage } from '../../web/render.js';
import { page } from '../../web/render.js';
import { EngagementsQueries } from '../engagements/engagements.queries.js';
import { OfficeWaysService } from '../moderation/office-ways.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { type FiguresPageQuery, figuresPageQuery } from './figures.dto.js';
import { OfficeOverviewService } from './office-overview.service.js';
import { OVERVIEW_TEXTS as T } from './office-overview.texts.js';
import { OfficeOverviewPage } from './views/office-overview-page.js';

const PATH = 'review/overview';

/** What the regions achieved, for the secretariat, and for a supervisor what the own region did. */
@Controller(pagePaths(PATH))
@Permission('officer')
@RateLimit({ points: 60, perSeconds: 60, by: 'actor' })
export class OfficeOverviewPages implements OnModuleInit {
  constructor(
    private readonly overview: OfficeOverviewService,
    private readonly engagements: EngagementsQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly ways: OfficeWaysService,
  ) {}

  onModuleInit(): void {
    this.ways.add({ label: T.title, path: `/${PATH}`, isFor: (actor) => overseenRegion(actor) !== undefined });
  }

  @Get()
  async show(@CurrentPage() ctx: PageContext, @Query({ schema: figuresPageQuery }) { period }: FiguresPageQuery): Promise<HtmlPage> {
    const overview = await this.overview.of(ctx.actor, period);
    const reasonOf = (reason: string): string => this.engagements.endReason(reason as Parameters<EngagementsQueries['endReason']>[0], ctx.language);
    return page(<OfficeOverviewPage ctx={ctx} office={await this.ways.bar(ctx)} overview={overview} taxonomy={this.taxonomy} reasonOf={reasonOf} />);
  }
}

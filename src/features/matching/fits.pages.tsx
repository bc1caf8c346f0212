import { Controller, Get, Param, Query } from '@nestjs/common';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page } from '../../web/render.js';
import { fitPageQuery, type FitPageQuery, sayFit } from './fit.view.js';
import { FitsService } from './fits.service.js';
import { MatchWordsService } from './match-words.service.js';
import { codeOrId } from './match.dto.js';
import { MatchingQueries } from './matching.queries.js';
import { FitPage } from './views/fit-page.js';
import { VolunteersQueries } from './volunteers.queries.js';

/** 「为什么没邀请我」 on a demand's public page leads here. */
@Controller(pagePaths('demands/:id/fit'))
@Permission('account')
export class FitsPages {
  constructor(
    private readonly fits: FitsService,
    private readonly demands: VolunteersQueries,
    private readonly matches: MatchingQueries,
    private readonly words: MatchWordsService,
  ) {}

  @Get()
  @RateLimit({ points: 60, perSeconds: 60, by: 'actor' })
  async show(@CurrentPage() ctx: PageContext, @Param('id', { schema: codeOrId }) id: string, @Query({ schema: fitPageQuery }) query: FitPageQuery): Promise<HtmlPage> {
    const demand = await this.demands.demand(await this.matches.demandId(id));
    const { fits, involved } = await this.fits.of(ctx.actor, demand.id, query.offeringId || null);
    return page(
      <FitPage
        ctx={ctx}
        demand={demand}
        fits={fits.map((fit) => sayFit(fit, ctx.language, this.words))}
        involved={involved.map(({ matchId, status }) => ({ matchId, status: this.words.status(status, ctx.language) }))}
      />,
    );
  }
}

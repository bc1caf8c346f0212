import { Controller, Get, Ip, Query } from '@nestjs/common';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { pageCount } from '../../shared/paging.js';
import { href, pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage, SeeOther } from '../../web/render.js';
import { page, seeOther } from '../../web/render.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { DirectoryQueries } from './directory.queries.js';
import { knownCodeIn } from './known-code.js';
import { readAddress, searchOf } from './search-address.js';
import { UnmetSearches } from './unmet-searches.js';
import { ProvidersPage } from './views/providers-page.js';

const PAGE_SIZE = 20;

/** Find a provider. Everything that the page shows is in its address. */
@Controller(pagePaths('providers'))
export class DirectoryPages {
  constructor(
    private readonly directory: DirectoryQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly unmet: UnmetSearches,
  ) {}

  @Get()
  @Permission('public')
  @RateLimit({ points: 240, perSeconds: 60, by: 'actor' })
  async show(@CurrentPage() ctx: PageContext, @Query() query: Record<string, unknown>, @Ip() address: string): Promise<HtmlPage | SeeOther> {
    const { state, ignored, isCut } = readAddress(query, knownCodeIn(this.taxonomy));
    const outcome = await this.directory.search(state, PAGE_SIZE);
    await this.unmet.note(state, outcome, ctx.actor, address);
    const last = pageCount(outcome.page);
    if (state.page > last) return seeOther(href(ctx, '/providers') + searchOf({ ...state, page: last }));
    const waysOut = outcome.page.total === 0 ? await this.directory.waysOut(state) : [];
    // Links of the page, and the other language, keep what was understood of the address and nothing else.
    const clean = { ...ctx, search: searchOf(state) };
    return page(<ProvidersPage ctx={clean} state={state} outcome={outcome} waysOut={waysOut} ignored={ignored} isCut={isCut} taxonomy={this.taxonomy} />);
  }
}

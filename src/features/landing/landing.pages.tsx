import { Controller, Get, Param, type Type } from '@nestjs/common';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { AppError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import type { ListingSummary } from '../listings/listings.queries.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { MarketCounts } from './landing.queries.js';
import { LandingService } from './landing.service.js';
import { type Landing, LANDINGS, NOTHING } from './landing.types.js';
import { LandingIndexPage } from './views/landing-index-page.js';
import { LandingPage, type NamedCode, type NamedListing } from './views/landing-page.js';

/** Neighbours of a code: what is shown of them, those with most demands first. */
const BESIDE = 12;

/** The pages of one list: all of it, and each of its codes. */
function landingPages(landing: Landing): Type<unknown> {
  const list = LANDINGS[landing];

  @Controller(pagePaths(landing))
  class LandingPages {
    constructor(
      private readonly service: LandingService,
      private readonly taxonomy: TaxonomyService,
    ) {}

    @Get()
    @Permission('public')
    @RateLimit({ points: 240, perSeconds: 60, by: 'actor' })
    async index(@CurrentPage() ctx: PageContext): Promise<HtmlPage> {
      const counts = await this.service.counts();
      const groups = this.taxonomy.choices(list, null).map(({ code }) => {
        const below = this.taxonomy.choices(list, code);
        const top = this.named(code, counts, ctx.language);
        return { top, codes: below.length > 0 ? below.map((one) => this.named(one.code, counts, ctx.language)) : [top] };
      });
      return page(<LandingIndexPage ctx={ctx} landing={landing} groups={groups} />);
    }

    @Get(':code')
    @Permission('public')
    @RateLimit({ points: 240, perSeconds: 60, by: 'actor' })
    async show(@CurrentPage() ctx: PageContext, @Param('code') typed: string): Promise<HtmlPage | SeeOther> {
      const { language } = ctx;
      const code = this.known(typed);
      if (code !== typed) return seeOther(href(ctx, `/${landing}/${code}`));
      const [counts, newest] = await Promise.all([this.service.counts(), this.service.newest(landing, code)]);
      const above = this.taxonomy.codePath(list, code).slice(0, -1);
      const below = this.taxonomy.choices(list, code).map((entry) => this.named(entry.code, counts, language));
      const beside = this.taxonomy
        .choices(list, above.at(-1) ?? null)
        .filter((entry) => entry.code !== code)
        .map((entry) => this.named(entry.code, counts, language))
        .sort((a, b) => b.demands - a.demands)
        .slice(0, BESIDE);
      return page(
        <LandingPage
          ctx={ctx}
          landing={landing}
          code={code}
          name={list === 'region' ? this.taxonomy.regionPath(code)[language] : this.name(code, language)}
          above={above.map((one) => ({ code: one, name: this.name(one, language) }))}
          counts={counts[landing].get(code) ?? NOTHING}
          below={below}
          beside={beside}
          newest={{ demand: newest.demand.map((one) => this.row(one, language)), offering: newest.offering.map((one) => this.row(one, language)) }}
        />,
      );
    }

    /** The code as the list writes it: a region may be asked for in six digits. @throws AppError (not-found) */
    private known(typed: string): string {
      const entry = list === 'region' ? this.taxonomy.region(typed) : this.taxonomy.tree(list).find(typed);
      if (!entry) throw new AppError(HTTP_ERRORS.notFound);
      return entry.code;
    }

    private name(code: string, language: Language): string {
      return this.taxonomy.label(list, code, language);
    }

    private named(code: string, counts: MarketCounts, language: Language): NamedCode {
      return { code, name: this.name(code, language), demands: counts[landing].get(code)?.demands ?? 0 };
    }

    private row(listing: ListingSummary, language: Language): NamedListing {
      const { categoryCode, regionCode } = listing;
      return { ...listing, regionName: this.taxonomy.regionPath(regionCode)[language], categoryName: categoryCode && this.taxonomy.label('service-category', categoryCode, language) };
    }
  }

  return LandingPages;
}

export const LANDING_PAGES = (Object.keys(LANDINGS) as Landing[]).map(landingPages);

import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../../config/settings.js';
import { entityTag, isKnown } from '../../platform/http/entity-tag.js';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { AppError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { say } from '../../shared/language.js';
import { href, pagePaths, splitAddress, withQuery } from '../../web/address.js';
import { formatMoneyRange } from '../../web/format.js';
import { Clock } from '../../shared/clock.js';
import { Kept } from '../../shared/kept.js';
import { type ListingSummary, ListingsQueries } from '../listings/listings.queries.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { ListKind } from '../taxonomy/taxonomy.types.js';
import { LANDING_TEXTS as T } from './landing.texts.js';
import { atom } from './market-feed.js';

const ENTRIES = 50;
const FRESH_MS = 60_000;
/** Feeds that are held: each filter alone and the usual pairs. */
const MOST_FEEDS = 300;

const FILTERS = { region: 'region', category: 'service-category', industry: 'industry' } as const satisfies Record<string, ListKind>;
type Filters = Readonly<Partial<Record<keyof typeof FILTERS, string>>>;

/** New demands as an Atom feed, of all or of a region, a category, an industry: `/zh/demands.atom?region=1309`. */
@Controller(pagePaths('demands.atom'))
export class FeedsController {
  private readonly kept = new Kept<readonly ListingSummary[]>(FRESH_MS, MOST_FEEDS);

  constructor(
    private readonly listings: ListingsQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Permission('public')
  @RateLimit({ points: 120, perSeconds: 60, by: 'actor' })
  async demands(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = splitAddress(request.url).language ?? request.language;
    const filters = this.filtersOf(query);
    const search = withQuery('', filters);
    const listings = await this.kept.get(search, this.clock.now(), () => this.newest(filters));
    const body = this.write(listings, filters, search, language);
    const etag = entityTag(body);
    reply.header('cache-control', 'public, max-age=300').header('etag', etag).type('application/atom+xml; charset=utf-8');
    if (isKnown(request.headers['if-none-match'], etag)) reply.status(304).send();
    else reply.send(body);
  }

  /** @throws AppError (not-found) for a code that is none: a feed of nothing would be read for years */
  private filtersOf(query: Record<string, unknown>): Filters {
    const filters: Partial<Record<keyof Filters, string>> = {};
    for (const name of Object.keys(FILTERS) as (keyof Filters)[]) {
      const typed = query[name];
      if (typed === undefined || typed === '') continue;
      const entry = typeof typed === 'string' ? this.taxonomy.tree(FILTERS[name]).find(typed) : undefined;
      if (!entry) throw new AppError(HTTP_ERRORS.notFound);
      filters[name] = entry.code;
    }
    return filters;
  }

  private async newest(filters: Filters): Promise<readonly ListingSummary[]> {
    const { items } = await this.listings.list({ kind: 'anonymous', language: 'zh' }, 'demand', { scope: 'public', page: 1, pageSize: ENTRIES, ...filters });
    return items;
  }

  private write(listings: readonly ListingSummary[], filters: Filters, search: string, language: Language): string {
    const { publicUrl } = this.settings;
    const to = (path: string): string => publicUrl + href({ language }, path);
    const names = (Object.keys(filters) as (keyof Filters)[]).map((name) => this.taxonomy.label(FILTERS[name], filters[name]!, language));
    return atom({
      title: names.length > 0 ? say(T.feedTitle, language, { name: names.join(' · ') }) : say(T.feedAll, language),
      language,
      url: to(`/demands.atom${search}`),
      pageUrl: to(`/demands${search}`),
      now: this.clock.now(),
      entries: listings.map((listing) => ({
        id: listing.id,
        title: listing.title,
        url: to(`/demands/${listing.code}`),
        author: listing.enterprise.name,
        category: listing.categoryCode && this.taxonomy.label('service-category', listing.categoryCode, language),
        summary: [
          this.taxonomy.regionPath(listing.regionCode)[language],
          listing.budgetMin === null && listing.budgetMax === null ? '' : formatMoneyRange(listing.budgetMin, listing.budgetMax, language),
          listing.snippet,
        ]
          .filter(Boolean)
          .join(' · '),
        publishedAt: new Date(listing.publishedAt!),
        updatedAt: new Date(listing.updatedAt),
      })),
    });
  }
}

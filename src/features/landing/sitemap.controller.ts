import { Controller, Get, Header, Param } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { Kept } from '../../shared/kept.js';
import { href } from '../../web/address.js';
import { LandingService } from './landing.service.js';
import { type Landing, LANDINGS } from './landing.types.js';
import { SITEMAP_KINDS, type SitemapKind, SitemapQueries } from './sitemap.queries.js';
import { xmlText } from './xml.js';

/** Pages of one file: two addresses each with their alternates, some 4 MB (sitemaps.org allows 50,000 and 50 MB). */
const PART = 5_000;
const FRESH_MS = 3_600_000;
/** Files that are held: 100,000 listings have twenty. */
const MOST_FILES = 40;

/** Pages without a row of their own. */
const STANDING = ['/', '/demands', '/offerings', '/providers', '/figures', '/figures/market', '/figures/times', '/figures/gaps', '/figures/fairness', '/how-it-works', '/privacy', ...Object.keys(LANDINGS).map((landing) => `/${landing}`)];

const TYPE = 'application/xml; charset=utf-8';
const CACHE = 'public, max-age=3600';

/** What search engines may read, in both languages (sitemaps.org 0.9). */
@Controller()
export class SitemapController {
  private readonly kept = new Kept<string>(FRESH_MS, MOST_FILES);

  constructor(
    private readonly queries: SitemapQueries,
    private readonly landings: LandingService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get('sitemap.xml')
  @Permission('public')
  @RateLimit({ points: 60, perSeconds: 60, by: 'actor' })
  @Header('content-type', TYPE)
  @Header('cache-control', CACHE)
  index(): Promise<string> {
    return this.kept.get('', this.clock.now(), async () => {
      const counts = await this.queries.counts();
      const names = ['pages', ...SITEMAP_KINDS.flatMap((kind) => Array.from({ length: Math.ceil(counts[kind] / PART) }, (_, i) => `${kind}-${i + 1}`))];
      return document('sitemapindex', names.map((name) => `<sitemap><loc>${xmlText(`${this.settings.publicUrl}/sitemaps/${name}.xml`)}</loc></sitemap>`));
    });
  }

  @Get('sitemaps/:file')
  @Permission('public')
  @RateLimit({ points: 120, perSeconds: 60, by: 'actor' })
  @Header('content-type', TYPE)
  @Header('cache-control', CACHE)
  async file(@Param('file') file: string): Promise<string> {
    if (file === 'pages.xml') return this.kept.get(file, this.clock.now(), () => this.pages());
    const [, kind, number] = /^(demands|offerings|enterprises)-([1-9]\d{0,4})\.xml$/.exec(file) ?? [];
    if (kind === undefined) throw new AppError(HTTP_ERRORS.notFound);
    const body = await this.kept.get(file, this.clock.now(), () => this.part(kind as SitemapKind, Number(number) - 1));
    if (body === '') throw new AppError(HTTP_ERRORS.notFound);
    return body;
  }

  /** A code under which there is nothing has a page too, but nothing to be found there. */
  private async pages(): Promise<string> {
    const counts = await this.landings.counts();
    const landings = (Object.keys(LANDINGS) as Landing[]).flatMap((landing) => [...counts[landing].keys()].sort().map((code) => `/${landing}/${code}`));
    return document('urlset', [...STANDING, ...landings].flatMap((path) => this.addresses(path)));
  }

  /** Empty when there is no such part. */
  private async part(kind: SitemapKind, part: number): Promise<string> {
    const pages = await this.queries.part(kind, part, PART);
    return pages.length === 0 ? '' : document('urlset', pages.flatMap(({ code, updatedAt }) => this.addresses(`/${kind}/${code}`, updatedAt)));
  }

  /** A page in each language, each naming both. */
  private addresses(path: string, updatedAt?: Date): string[] {
    const to = (language: 'zh' | 'en'): string => xmlText(this.settings.publicUrl + href({ language }, path));
    const alternates = `<xhtml:link rel="alternate" hreflang="zh-Hans" href="${to('zh')}"/><xhtml:link rel="alternate" hreflang="en" href="${to('en')}"/>`;
    const changed = updatedAt ? `<lastmod>${updatedAt.toISOString()}</lastmod>` : '';
    return (['zh', 'en'] as const).map((language) => `<url><loc>${to(language)}</loc>${changed}${alternates}</url>`);
  }
}

function document(root: 'sitemapindex' | 'urlset', lines: readonly string[]): string {
  const xhtml = root === 'urlset' ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : '';
  return ['<?xml version="1.0" encoding="utf-8"?>', `<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${xhtml}>`, ...lines, `</${root}>`, ''].join('\n');
}

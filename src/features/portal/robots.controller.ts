import { Controller, Get, Header } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Permission } from '../../platform/http/permission.js';

/** Behind a login, or about one reader, or without end: nothing for a search engine. */
const PRIVATE = ['account', 'a/', 'engagements', 'invitations', 'login', 'mailbox', 'matches', 'register', 'review', 'unsubscribe', 'workspace'];

const RULES = [
  'User-agent: *',
  'Disallow: /api/',
  ...(['zh', 'en'] as const).flatMap((language) => [...PRIVATE.map((path) => `Disallow: /${language}/${path}`), `Disallow: /${language}/providers?`]),
];

/** What search engines may read: the public pages in both languages. */
@Controller('robots.txt')
export class RobotsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Permission('public')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  robots(): string {
    return [...RULES, '', `Sitemap: ${this.settings.publicUrl}/sitemap.xml`, ''].join('\n');
  }
}

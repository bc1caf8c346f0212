import { Controller, Get, Header } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';

/** Behind a login, or about one reader, or without end: nothing for a search engine. */
const PRIVATE = ['account', 'a/', 'engagements', 'invitations', 'login', 'mailbox', 'matches', 'register', 'review', 'unsubscribe', 'workspace'];

/** What search engines may read: the public pages in both languages. */
const ROBOTS = [
  'User-agent: *',
  'Disallow: /api/',
  ...(['zh', 'en'] as const).flatMap((language) => [...PRIVATE.map((path) => `Disallow: /${language}/${path}`), `Disallow: /${language}/providers?`]),
  '',
].join('\n');

@Controller('robots.txt')
export class RobotsController {
  @Get()
  @Permission('public')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  robots(): string {
    return ROBOTS;
  }
}

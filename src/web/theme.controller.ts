import '@fastify/cookie';
import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Permission } from '../platform/http/permission.js';
import { href, localPath, pagePaths } from './address.js';
import type { PageContext } from './page-context.js';
import { CurrentPage, THEME_COOKIE, themeOf } from './page-contexts.js';
import type { SeeOther } from './render.js';
import { seeOther } from './render.js';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Light, dark, or as the device says: a cookie, so that it works without an account and without a script. */
@Controller(pagePaths('theme'))
export class ThemeController {
  @Post()
  @Permission('public')
  choose(@CurrentPage() ctx: PageContext, @Body() body: Record<string, unknown> | undefined, @Res({ passthrough: true }) reply: FastifyReply): SeeOther {
    const theme = themeOf(body?.['theme']);
    if (theme === 'system') reply.clearCookie(THEME_COOKIE, { path: '/' });
    else reply.setCookie(THEME_COOKIE, theme, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS });
    return seeOther(localPath(body?.['back'], href(ctx, '/')));
  }
}

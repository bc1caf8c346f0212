import { Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR } from '@nestjs/core';
import { AssetsController } from './assets.controller.js';
import { ComponentsPages } from './components.pages.js';
import { ErrorPages } from './error-pages.js';
import { LinksModule } from './links/links.module.js';
import { PageContexts } from './page-contexts.js';
import { PageFilter } from './page.filter.js';
import { PageInterceptor } from './page.interceptor.js';
import { ThemeController } from './theme.controller.js';

/** The portal's look: static files, page contexts, and the writing of pages. */
@Module({
  imports: [LinksModule],
  controllers: [AssetsController, ThemeController, ComponentsPages],
  providers: [
    PageContexts,
    ErrorPages,
    { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
    // After the platform's filter, which it then stands before: this module is imported later.
    { provide: APP_FILTER, useClass: PageFilter },
  ],
  exports: [PageContexts, ErrorPages],
})
export class WebModule {}

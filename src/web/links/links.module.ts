import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { LinkPageRegistry } from './link-page-registry.js';
import { LinkPages } from './link.pages.js';

/** The pages behind the links in mails; each feature brings its own kinds. */
@Module({ imports: [DiscoveryModule], controllers: [LinkPages], providers: [LinkPageRegistry] })
export class LinksModule {}

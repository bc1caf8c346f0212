import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { LinkPage } from './link-page.js';

/** Every kind of link that the application mails. */
@Injectable()
export class LinkPageRegistry implements OnModuleInit {
  private readonly byPurpose = new Map<string, LinkPage>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof LinkPage)) continue;
      const { name } = instance.purpose;
      if (this.byPurpose.has(name)) throw new Error(`The link purpose ${name} has two pages.`);
      this.byPurpose.set(name, instance);
    }
  }

  /** @throws when there is none: a link of a release that knew a purpose which this one does not */
  require(purpose: string): LinkPage {
    const found = this.byPurpose.get(purpose);
    if (!found) throw new Error(`The link purpose ${purpose} has no page.`);
    return found;
  }
}

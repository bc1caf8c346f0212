import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { definedMails, MailTemplate } from './mail-template.js';

/** Every template of the application; boot fails when a mail has none or two. */
@Injectable()
export class MailTemplates implements OnModuleInit {
  private readonly byName = new Map<string, MailTemplate>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof MailTemplate)) continue;
      const { name } = instance.definition;
      if (this.byName.has(name)) throw new Error(`The mail ${name} has two templates.`);
      this.byName.set(name, instance);
    }
    for (const { name } of definedMails()) this.require(name);
  }

  /** @throws when there is none: a row of a release that knew a mail which this one does not */
  require(name: string): MailTemplate {
    const template = this.byName.get(name);
    if (!template) throw new Error(`The mail ${name} has no template.`);
    return template;
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { VNode } from 'preact';
import type { PageContext } from '../../web/page-context.js';
import { EnterpriseSectionsService } from '../enterprises/enterprise-sections.service.js';
import { ListingNaming } from './listing-names.js';
import { ListingsQueries } from './listings.queries.js';
import { EnterpriseOfferings } from './views/enterprise-offerings.js';

const SHOWN = 20;

/** What an enterprise offers, on its public page. */
@Injectable()
export class EnterpriseOfferingsSection implements OnModuleInit {
  constructor(
    private readonly sections: EnterpriseSectionsService,
    private readonly listings: ListingsQueries,
    private readonly naming: ListingNaming,
  ) {}

  onModuleInit(): void {
    this.sections.add({ position: 10, render: (ctx, { id }) => this.render(ctx, id) });
  }

  private async render(ctx: PageContext, enterpriseId: string): Promise<VNode | null> {
    const offerings = await this.listings.list(ctx.actor, 'offering', { scope: 'public', enterpriseId, page: 1, pageSize: SHOWN });
    if (offerings.total === 0) return null;
    const named = offerings.items.map((offering) => ({ ...offering, categoryName: this.naming.category(offering.categoryCode, ctx.language) }));
    return <EnterpriseOfferings offerings={named} total={offerings.total} />;
  }
}

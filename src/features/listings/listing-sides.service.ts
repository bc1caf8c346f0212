import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { PageContext } from '../../web/page-context.js';
import type { ListingView } from './listing.dto.js';

/** A part of a listing's public page that belongs to a higher feature: how many seats are taken. */
interface ListingSide {
  /** The view is plain and synchronous: load its data before. Null where there is nothing to show. */
  render(ctx: PageContext, listing: ListingView): Promise<VNode | null>;
}

/** What stands beside a listing on the market, above the way to take part. Features above this one add theirs when they start. */
@Injectable()
export class ListingSidesService {
  private sides: readonly ListingSide[] = [];

  add(side: ListingSide): void {
    this.sides = [...this.sides, side];
  }

  async of(ctx: PageContext, listing: ListingView): Promise<VNode[]> {
    const views = await Promise.all(this.sides.map((side) => side.render(ctx, listing)));
    return views.filter((view) => view !== null);
  }
}

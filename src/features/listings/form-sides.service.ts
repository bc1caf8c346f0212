import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { PageContext } from '../../web/page-context.js';
import type { ListingKind } from './listing.types.js';
import type { TypedListing } from './typed-listing.types.js';

/** A part beside the form that belongs to a higher feature, made of the form as it stands: how many could answer. */
interface FormSide {
  readonly kind: ListingKind;
  /** Its fragment answers a POST of the form at the listing's own address and this: `/demands/D-13-2026-000123/estimate`. */
  readonly path: string;
  /** The view is plain and synchronous: load its data before. Null where there is nothing to show. */
  render(ctx: PageContext, typed: TypedListing): Promise<ShownSide | null>;
}

export interface ShownSide {
  /** One line of it, for the strip on top of a phone. */
  readonly brief: string;
  readonly view: VNode;
}

/** What stands beside a listing's form above the completeness meter. Features above this one add theirs when they start. */
@Injectable()
export class FormSidesService {
  private sides: readonly FormSide[] = [];

  add(side: FormSide): void {
    this.sides = [...this.sides, side];
  }

  async of(ctx: PageContext, kind: ListingKind, typed: TypedListing): Promise<(ShownSide & { readonly path: string })[]> {
    const shown = await Promise.all(
      this.sides.filter((side) => side.kind === kind).map(async ({ path, render }) => ({ path, side: await render(ctx, typed) })),
    );
    return shown.flatMap(({ path, side }) => (side ? [{ path, ...side }] : []));
  }
}

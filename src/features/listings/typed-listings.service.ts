import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { parseForm } from '../../platform/http/validation.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { type FormValues, keptValues } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { PlacePicksService } from '../taxonomy/place-picks.service.js';
import { completeness } from './completeness.js';
import { ListingContents } from './listing-content.js';
import { inputOfForm, type ListingForm, listingForm } from './listing-form.dto.js';
import { ListingStore, type Poster } from './listing-store.js';
import { inputOf, type ListingInput, type ListingView } from './listing.dto.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { mayEdit } from './listing.policy.js';
import { DEFAULT_SEATS, type ListingContent, type ListingKind } from './listing.types.js';
import { ListingsQueries } from './listings.queries.js';
import type { TypedDemandBody, TypedListing } from './typed-listing.types.js';

/** What a field counts that cannot be read yet, or says a code that is in no list. A region falls back to the enterprise's. */
const UNSAID: Omit<ListingContent, 'regionCode' | 'title'> = {
  body: '',
  materials: '',
  methods: '',
  effect: '',
  product: '',
  application: '',
  categoryCode: null,
  industryCode: null,
  serviceRegions: [],
  quantity: null,
  budgetMin: null,
  budgetMax: null,
  deadline: null,
  leadDays: null,
  certificates: [],
};

/** Listings as they are being written, for whoever tells their author what would come of them. Keeps nothing. */
@Injectable()
export class TypedListingsService {
  constructor(
    private readonly database: Database,
    private readonly queries: ListingsQueries,
    private readonly store: ListingStore,
    private readonly contents: ListingContents,
    private readonly picking: PlacePicksService,
  ) {}

  /**
   * The form as it stands, half-written fields left out.
   * @throws AppError not-found for who may not edit the listing
   */
  async ofForm(ctx: PageContext, kind: ListingKind, idOrCode: string, body: unknown): Promise<TypedListing> {
    const listing = await this.queries.view(ctx.actor, kind, idOrCode);
    if (!mayEdit(ctx.actor, { enterpriseId: listing.enterprise.id })) throw new AppError(E.notFound);
    return this.ofValues(ctx, listing, keptValues(body));
  }

  /** The same for who has the listing and its form at hand. */
  async ofValues(ctx: PageContext, listing: ListingView, values: FormValues): Promise<TypedListing> {
    const form = readable(values);
    const input = inputOfForm(form, {
      regionCode: this.picking.pick('region', form.region, form.regionCode, ctx.language).code,
      industryCode: this.picking.pick('industry', form.industry, form.industryCode, ctx.language).code,
      categoryCode: this.picking.pick('category', form.category, form.categoryCode, ctx.language).code,
    });
    const poster = await this.store.posterFor(this.database.manager, ctx.actor, listing.enterprise.id);
    const content = this.contents.complete(input.content, poster.regionCode);
    const wrong = new Set(this.contents.problems(content).map(({ field }) => field.split('.')[0]!));
    const unsaid = Object.fromEntries(Object.entries(UNSAID).filter(([field]) => wrong.has(field)));
    return this.typed({ ...content, ...unsaid, regionCode: wrong.has('regionCode') ? poster.regionCode : content.regionCode }, input, poster);
  }

  /** @throws AppError invalid (a code that is in no list; no or an unclear enterprise) */
  async ofBody(actor: Actor, body: TypedDemandBody): Promise<TypedListing> {
    const poster = await this.store.posterFor(this.database.manager, actor, body.enterpriseId);
    const input = inputOf(body);
    const content = this.contents.complete(input.content, poster.regionCode);
    this.contents.assertValid(content);
    return this.typed(content, input, poster);
  }

  private typed(content: ListingContent, { tags, seats }: ListingInput, poster: Poster): TypedListing {
    const { things } = completeness(content);
    return {
      enterpriseId: poster.id,
      content: this.contents.withCategory(content),
      tags,
      seats: seats ?? DEFAULT_SEATS,
      missing: things.filter(({ isTold }) => !isTold).map(({ thing }) => thing),
    };
  }
}

/** The form without the fields that cannot be read: an estimate must not wait until everything is right. */
function readable(values: FormValues): ListingForm {
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value : String(value ?? '')]));
  const first = parseForm(listingForm, fields);
  if (first.ok) return first.values;
  const wrong = new Set(first.errors.map(({ field }) => field.split('.')[0]));
  return listingForm.parse(Object.fromEntries(Object.entries(fields).filter(([name]) => !wrong.has(name))));
}

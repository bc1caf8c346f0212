import { Injectable } from '@nestjs/common';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { parseForm } from '../../platform/http/validation.js';
import { findContacts } from '../../shared/contact-data.js';
import { AppError, type FieldError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { type FormValues, keptValues, type Problem, problemsOf } from '../../web/components/form.js';
import type { Notice } from '../../web/notice.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import { type PlacePick, PlacePicksService } from '../taxonomy/place-picks.service.js';
import { type Completeness, completeness } from './completeness.js';
import { FormSidesService } from './form-sides.service.js';
import { inputOfForm, type ListingForm, listingForm } from './listing-form.dto.js';
import { ListingNaming } from './listing-names.js';
import { PAGE_TEXTS as T } from './listing-pages.texts.js';
import type { ListingInput, ListingView } from './listing.dto.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { mayEdit } from './listing.policy.js';
import type { ListingKind } from './listing.types.js';
import { ListingsQueries } from './listings.queries.js';
import { type Saved, ListingsService } from './listings.service.js';
import { TypedListingsService } from './typed-listings.service.js';
import { EditPage } from './views/edit-page.js';
import type { Doubts } from './views/telling-fields.js';
import { formField } from './views/form-labels.js';

/** What the pickers found for what was typed into them. */
interface Places {
  readonly region: PlacePick;
  readonly industry: PlacePick;
  readonly category: PlacePick;
}

/** The form of a listing: shows it, saves it, and brings it back with what was typed when something is to be changed. */
@Injectable()
export class ListingForms {
  constructor(
    private readonly queries: ListingsQueries,
    private readonly listings: ListingsService,
    private readonly naming: ListingNaming,
    private readonly picking: PlacePicksService,
    private readonly enterprises: EnterpriseQueries,
    private readonly typed: TypedListingsService,
    private readonly sides: FormSidesService,
  ) {}

  /** A listing that the reader may change; somebody else's is not there. */
  async open(ctx: PageContext, kind: ListingKind, idOrCode: string): Promise<ListingView> {
    const listing = await this.queries.view(ctx.actor, kind, idOrCode);
    if (!mayEdit(ctx.actor, { enterpriseId: listing.enterprise.id })) throw new AppError(listing.own ? E.notEditor : E.notFound);
    return listing;
  }

  async show(ctx: PageContext, kind: ListingKind, idOrCode: string): Promise<HtmlPage> {
    const listing = await this.open(ctx, kind, idOrCode);
    return this.page(ctx, listing, this.naming.formValues(listing, ctx.language), completeness(listing), null, [], undefined, 200);
  }

  /** Saves, and hands in when that was the button; on a refusal the form comes back and nothing typed is lost. */
  async save(ctx: PageContext, kind: ListingKind, idOrCode: string, body: unknown): Promise<HtmlPage | SeeOther> {
    const listing = await this.open(ctx, kind, idOrCode);
    const parsed = parseForm(listingForm, body);
    if (!parsed.ok) return this.back(ctx, listing, body, null, inReadersWords(parsed.errors, ctx), undefined);
    const form = parsed.values;
    const places = this.places(form, ctx);
    if (form.go === 'find' || form.go === 'check') return this.back(ctx, listing, body, places, [], undefined, 200);
    const unclear = this.unclear(form, places, ctx);
    if (unclear.length > 0) return this.back(ctx, listing, body, places, unclear, undefined);
    try {
      const saved = await this.listings.update(ctx.actor, kind, listing.id, inputOf(form, places), form.version);
      if (form.go === 'submit') await this.listings.submit(ctx.actor, kind, listing.id);
      return seeOther(addressAfter(ctx, listing, form, saved), noticeOf(ctx, listing, form, saved));
    } catch (error) {
      if (!(error instanceof AppError) || !['conflict', 'invalid'].includes(error.kind)) throw error;
      const now = await this.open(ctx, kind, listing.id);
      const problems = problemsOf(error, ctx.language).map((problem) => ({ ...problem, field: formField(problem.field) }));
      const refusal = problems.length > 0 ? undefined : error.in(ctx.language);
      // The newest version goes with the form: a second press saves over what is there, knowingly.
      return this.back(ctx, now, { ...asFields(body), version: String(now.version) }, places, problems, refusal, error.kind === 'conflict' ? 409 : 422);
    }
  }

  /** Saves without a word, for the script. Returns the new version. @throws AppError for what cannot be kept yet */
  async autosave(ctx: PageContext, kind: ListingKind, idOrCode: string, body: unknown): Promise<number> {
    const listing = await this.open(ctx, kind, idOrCode);
    if (listing.status === 'published') throw new AppError(HTTP_ERRORS.notFound);
    const parsed = parseForm(listingForm, body);
    if (!parsed.ok) throw new AppError(HTTP_ERRORS.invalid, {}, parsed.errors);
    const places = this.places(parsed.values, ctx);
    await this.listings.update(ctx.actor, kind, listing.id, inputOf(parsed.values, places), parsed.values.version);
    return (await this.queries.view(ctx.actor, kind, listing.id)).version;
  }

  private places(form: ListingForm, ctx: PageContext): Places {
    return {
      region: this.picking.pick('region', form.region, form.regionCode, ctx.language),
      industry: this.picking.pick('industry', form.industry, form.industryCode, ctx.language),
      category: this.picking.pick('category', form.category, form.categoryCode, ctx.language),
    };
  }

  /** A place was typed that names none, or several. */
  private unclear(form: ListingForm, places: Places, ctx: PageContext): Problem[] {
    return (['region', 'industry', 'category'] as const)
      .filter((field) => form[field] !== '' && places[field].code === null)
      .map((field) => ({ field, message: say(T.choosePlace, ctx.language) }));
  }

  private back(
    ctx: PageContext,
    listing: ListingView,
    body: unknown,
    places: Places | null,
    problems: readonly Problem[],
    refusal: string | undefined,
    status = 422,
  ): Promise<HtmlPage> {
    const values = { ...keptValues(body), ...(places && shownPlaces(places)) };
    return this.page(ctx, listing, values, completenessOf(values), places, problems, refusal, status);
  }

  private async page(
    ctx: PageContext,
    listing: ListingView,
    values: FormValues,
    told: Completeness,
    places: Places | null,
    problems: readonly Problem[],
    refusal: string | undefined,
    status: number,
  ): Promise<HtmlPage> {
    const { language } = ctx;
    const enterprise = await this.enterprises.summary(listing.enterprise.id);
    const sides = await this.sides.of(ctx, listing.kind, await this.typed.ofValues(ctx, listing, values));
    const choices = {
      categories: this.naming.categories(language),
      serviceRegions: this.naming.serviceRegions(language),
      certificates: this.naming.certificates(language),
      foundRegions: places?.region.found ?? [],
      foundIndustries: places?.industry.found ?? [],
      foundCategories: places?.category.found ?? [],
    };
    return page(
      <EditPage
        ctx={ctx}
        listing={listing}
        isVerified={enterprise?.status === 'verified'}
        values={values}
        choices={choices}
        completeness={told}
        sides={sides}
        doubts={contactDoubts(values, ctx)}
        {...(listing.kind === 'demand' && { template: this.naming.template(values) })}
        problems={problems}
        refusal={refusal}
      />,
      status,
    );
  }
}

/** What is chosen by its whole name, so that everybody sees which Jizhou is meant. */
function shownPlaces(places: Places): FormValues {
  return Object.fromEntries(Object.entries(places).flatMap(([field, { text, code }]: [string, PlacePick]) => [[field, text], [`${field}Code`, code ?? '']]));
}

/** The five things of a form as it was sent, for the meter. */
export function completenessOf(values: FormValues): Completeness {
  const text = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  return completeness({
    product: text('product'),
    materials: text('materials'),
    methods: text('methods'),
    effect: text('effect'),
    application: text('application'),
  });
}

/** Where the texts seem to hold contact data: an officer would return it, so say it while it is written. */
function contactDoubts(values: FormValues, { language }: PageContext): Doubts {
  const texts = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(
    texts.map(([field, text]) => {
      const [found] = findContacts(text);
      return [field, found && say(T.removeContact, language, { excerpt: found.excerpt })];
    }),
  );
}

function inputOf(form: ListingForm, places: Places): ListingInput {
  return inputOfForm(form, { regionCode: places.region.code, industryCode: places.industry.code, categoryCode: places.category.code });
}

function asFields(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

/** The schema has said its problems in the reader's language already. */
function inReadersWords(errors: readonly FieldError[], ctx: PageContext): Problem[] {
  return errors.map(({ field, ...text }) => ({ field: formField(field), message: text[ctx.language] }));
}

function addressAfter(ctx: PageContext, listing: ListingView, form: ListingForm, saved: Saved): string {
  const base = `/${listing.kind === 'demand' ? 'demands' : 'offerings'}/${listing.code}`;
  const stays = form.go !== 'submit' && saved === 'kept' && listing.status !== 'published';
  return href(ctx, stays ? `${base}/edit` : base);
}

function noticeOf(ctx: PageContext, listing: ListingView, form: ListingForm, saved: Saved): Notice {
  const of = (title: keyof typeof T, text?: keyof typeof T): Notice => ({ tone: 'ok', title: T[title][ctx.language], ...(text && { text: T[text][ctx.language] }) });
  if (saved === 'in-review') return of('editInReviewTitle', 'editInReviewText');
  if (form.go === 'submit') return of('submittedTitle', 'submittedText');
  return listing.status === 'published' ? of('keptTitle') : of('savedTitle', 'savedText');
}

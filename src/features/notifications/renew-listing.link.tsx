import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/database.js';
import { parseForm } from '../../platform/http/validation.js';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { mailErrors } from '../../platform/mail/mail.errors.js';
import { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { fieldProblems } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import { formatDate } from '../../web/format.js';
import { type LinkAftermath, LinkPage, type ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { ListingsService } from '../listings/listings.service.js';
import type { ListingKind } from '../listings/listing.types.js';
import { NOTIFICATION_ERRORS } from './notifications.errors.js';
import { LINK_PAGE_TEXTS as T } from './link-pages.texts.js';
import { RENEW_LINK } from './link-purposes.js';
import { RenewListingPage } from './views/renew-listing-page.js';

const renewForm = z.strictObject({ choice: z.enum(['renewed', 'fulfilled', 'withdrawn']) });

interface ListingFacts {
  readonly id: string;
  readonly kind: ListingKind;
  readonly title: string;
  readonly code: string;
  readonly expiresAt: Date | null;
  /** On the market. */
  readonly isOpen: boolean;
  /** When its people closed it; null for anything else. */
  readonly closedAt: Date | null;
}

/** "Still needed?" shortly before a listing ends. */
@Injectable()
export class RenewListingLink extends LinkPage {
  readonly purpose = RENEW_LINK;

  constructor(
    private readonly database: Database,
    private readonly actors: ActorQueries,
    private readonly listings: ListingsService,
    private readonly links: MailLinks,
  ) {
    super();
  }

  async show(ctx: PageContext, link: MailLink, form?: ReturnedForm): Promise<HtmlPage> {
    const listing = await this.load(link.subjectId);
    return page(<RenewListingPage ctx={ctx} listing={listing} form={form ?? { values: { choice: link.choice }, problems: [] }} expiresAt={link.expiresAt} />);
  }

  async act(ctx: PageContext, link: MailLink, body: unknown): Promise<ReturnedForm | null> {
    const form = parseForm(renewForm, body);
    if (!form.ok) return { values: keptValues(body), problems: fieldProblems(form.errors, ctx.language) };
    const { choice } = form.values;
    const [listing, actor] = [await this.load(link.subjectId), await this.actors.require(link.personId)];
    const useUp = (manager: Parameters<MailLinks['consume']>[0]): Promise<void> => this.links.consume(manager, link, RENEW_LINK, choice);
    if (choice === 'renewed') await this.listings.renew(actor, listing.kind, listing.id, useUp);
    else await this.listings.close(actor, listing.kind, listing.id, choice, useUp);
    return null;
  }

  async after(ctx: PageContext, link: MailLink): Promise<LinkAftermath> {
    const listing = await this.load(link.subjectId);
    const day = listing.expiresAt ? formatDate(listing.expiresAt, ctx.language, { now: ctx.now }) : '';
    const texts = { renewed: T.nowRenewed, fulfilled: T.nowFulfilled, withdrawn: T.nowWithdrawn };
    const text = say(texts[link.outcome as keyof typeof texts], ctx.language, { day });
    const way = { label: say(T.seeListing, ctx.language), href: href(ctx, `/${listing.kind}s/${listing.id}`) };
    return { text, way, ...(canReopen(listing, link, ctx.now) && { undo: say(T.reopenHint, ctx.language) }) };
  }

  /** As on the listing's page: within minutes as if nothing had been, later back on the market. A renewal is no loss: the listing can be closed at any time. */
  override async takeBack(ctx: PageContext, link: MailLink): Promise<void> {
    const listing = await this.load(link.subjectId);
    if (listing.isOpen ? link.outcome === 'renewed' : !canReopen(listing, link, ctx.now)) throw new AppError(mailErrors.noWayBack);
    const actor = await this.actors.require(link.personId);
    await this.listings.reopen(actor, listing.kind, listing.id, (manager) => this.links.release(manager, link));
  }

  private async load(id: string): Promise<ListingFacts> {
    const [listing] = await this.database.query<ListingFacts>(
      `select id, kind, title, code, expires_at as "expiresAt", status = 'published' as "isOpen",
              case when closed_reason in ('fulfilled', 'withdrawn') then closed_at end as "closedAt" from listing where id = $1`,
      [id],
    );
    if (!listing) throw new AppError(NOTIFICATION_ERRORS.listingNotFound);
    return listing;
  }
}

/** This link has closed it, and nobody has acted on it since. */
function canReopen({ closedAt }: ListingFacts, { usedAt, expiresAt }: MailLink, now: Date): boolean {
  return closedAt !== null && usedAt !== null && closedAt <= usedAt && expiresAt > now;
}

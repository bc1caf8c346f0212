import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Permission } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { incomingFiles } from '../../platform/http/upload.js';
import { parseForm } from '../../platform/http/validation.js';
import { AppError } from '../../shared/errors.js';
import { say, type Text } from '../../shared/language.js';
import type { Page } from '../../shared/paging.js';
import { href, pagePaths } from '../../web/address.js';
import { fieldProblems } from '../../web/attempt.js';
import type { Option } from '../../web/components/fields.js';
import { keptValues, problemsOf } from '../../web/components/form.js';
import type { PageContext } from '../../web/page-context.js';
import { PageScope } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { fragment, type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import { DraftRemovalService } from './draft-removal.service.js';
import { ListingAttachmentsService } from './listing-attachments.service.js';
import { ListingCreationService } from './listing-creation.service.js';
import { demandTemplate, outlined, TEMPLATE_CODES } from './demand-templates.js';
import { keyOfDraft, outlineForm, startForm } from './listing-form.dto.js';
import { completenessOf, ListingForms } from './listing-forms.js';
import { ListingNaming } from './listing-names.js';
import { PAGE_TEXTS as T } from './listing-pages.texts.js';
import { ListingSidesService } from './listing-sides.service.js';
import { LIMITS, LISTING_BODIES, type ListingsPageQuery, listingsPageQuery, type ListingSummary, newListingOf } from './listing.dto.js';
import { mayEdit } from './listing.policy.js';
import type { ListingKind } from './listing.types.js';
import { ListingsQueries } from './listings.queries.js';
import { ListingsService } from './listings.service.js';
import { EndedPage } from './views/ended-page.js';
import { FiveThings } from './views/five-things.js';
import { ListingList, type NamedSummary } from './views/listing-list.js';
import { ListingPage } from './views/listing-page.js';
import { OwnListings } from './views/own-listings.js';
import { StartPage } from './views/start-page.js';

/** The pages of demands and of offerings: the same ways, other words. */
function listingPages(kind: ListingKind, plural: 'demands' | 'offerings'): Type<unknown> {
  @Controller(pagePaths(plural))
  class ListingPages {
    constructor(
      private readonly queries: ListingsQueries,
      private readonly listings: ListingsService,
      private readonly creation: ListingCreationService,
      private readonly drafts: DraftRemovalService,
      private readonly attachments: ListingAttachmentsService,
      private readonly forms: ListingForms,
      private readonly naming: ListingNaming,
      private readonly enterprises: EnterpriseQueries,
      private readonly sides: ListingSidesService,
    ) {}

    @Get()
    @Permission('public')
    async list(@CurrentPage() ctx: PageContext, @Query({ schema: listingsPageQuery }) query: ListingsPageQuery): Promise<HtmlPage> {
      const { category, industry, region } = query;
      const filters = { ...(category && { category }), ...(industry && { industry }), ...(region && { region }) };
      const listings = await this.queries.list(ctx.actor, kind, { scope: 'public', page: query.page, pageSize: 20, ...filters });
      return page(
        <ListingList
          ctx={ctx}
          kind={kind}
          listings={named(listings, this.naming, ctx)}
          choices={this.naming.filterChoices(filters, ctx.language)}
          chosen={filters}
        />,
      );
    }

    @Get('new')
    @Permission('account')
    async start(@CurrentPage() ctx: PageContext, @Query('title') title: unknown): Promise<HtmlPage> {
      // A search that did not find it leads here with its words.
      const values = { title: typeof title === 'string' ? title.toWellFormed().slice(0, LIMITS.title) : '' };
      return page(<StartPage ctx={ctx} kind={kind} enterprises={await this.editable(ctx)} outlines={this.outlines(ctx)} values={values} />);
    }

    @Post()
    @Permission('account')
    async begin(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
      const enterprises = await this.editable(ctx);
      const asked = outlineForm.safeParse(body);
      if (asked.success) {
        const template = demandTemplate([asked.data.template]);
        const values = { ...keptValues(body), ...(template && { body: outlined(asked.data.body, template, ctx.language) }) };
        return page(<StartPage ctx={ctx} kind={kind} enterprises={enterprises} outlines={this.outlines(ctx)} values={values} />);
      }
      const parsed = parseForm(startForm, body);
      const again = (problems: { field: string; message: string }[], refusal?: string): HtmlPage =>
        page(<StartPage ctx={ctx} kind={kind} enterprises={enterprises} outlines={this.outlines(ctx)} values={keptValues(body)} problems={problems} {...(refusal && { refusal })} />, 422);
      if (!parsed.ok) return again(fieldProblems(parsed.errors, ctx.language));
      try {
        const { enterpriseId, title, body: text } = parsed.values;
        const item = newListingOf(LISTING_BODIES[kind].create.parse({ title, body: text, language: ctx.language, externalId: keyOfDraft(parsed.values) }));
        const { code } = await this.creation.create(ctx.actor, { kind, enterpriseId, submit: false }, item);
        return seeOther(href(ctx, `/${plural}/${code}/edit`), { tone: 'ok', title: say(T.savedTitle, ctx.language) });
      } catch (error) {
        if (!(error instanceof AppError) || error.kind !== 'invalid') throw error;
        return again(problemsOf(error, ctx.language), error.in(ctx.language));
      }
    }

    @Get(':id')
    @Permission('public')
    async show(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<HtmlPage> {
      try {
        const listing = await this.queries.view(ctx.actor, kind, id);
        const isEditor = mayEdit(ctx.actor, { enterpriseId: listing.enterprise.id });
        return page(<ListingPage ctx={ctx} listing={listing} names={this.naming.of(listing, ctx.language)} isEditor={isEditor} sides={await this.sides.of(ctx, listing)} />);
      } catch (error) {
        const ended = error instanceof AppError && error.kind === 'gone' ? await this.queries.ended(ctx.actor, kind, id) : null;
        if (!ended) throw error;
        return page(<EndedPage ctx={ctx} kind={kind} listing={ended} />, 410);
      }
    }

    @Get(':id/edit')
    @Permission('account')
    edit(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<HtmlPage> {
      return this.forms.show(ctx, kind, id);
    }

    @Post(':id/edit')
    @Permission('account')
    save(@CurrentPage() ctx: PageContext, @Param('id') id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
      return this.forms.save(ctx, kind, id, body);
    }

    @Post(':id/autosave')
    @HttpCode(204)
    @Permission('account')
    @Header('cache-control', 'no-store')
    async autosave(
      @CurrentPage() ctx: PageContext,
      @Param('id') id: string,
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<void> {
      reply.header('x-version', String(await this.forms.autosave(ctx, kind, id, body)));
    }

    /** The meter, made anew of the form as it stands. Keeps nothing. */
    @Post(':id/five')
    @HttpCode(200)
    @Permission('account')
    five(@CurrentPage() ctx: PageContext, @Body() body: unknown): HtmlPage {
      return fragment(
        <PageScope value={ctx}>
          <FiveThings of={completenessOf(keptValues(body))} />
        </PageScope>,
      );
    }

    @Post(':id/submission')
    @Permission('account')
    submit(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.submit(ctx.actor, kind, listingId), T.submittedTitle, { text: T.submittedText, undo: 'recall' });
    }

    @Post(':id/recall')
    @Permission('account')
    recall(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.recall(ctx.actor, kind, listingId), T.recalledTitle, { undo: 'submission' });
    }

    @Post(':id/revision-recall')
    @Permission('account')
    recallRevision(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.recallRevision(ctx.actor, kind, listingId), T.revisionRecalledTitle, { undo: 'revision-restoration' });
    }

    @Post(':id/revision-restoration')
    @Permission('account')
    restoreRevision(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.restoreRevision(ctx.actor, kind, listingId), T.editInReviewTitle, { text: T.editInReviewText });
    }

    @Post(':id/fulfilled')
    @Permission('account')
    fulfil(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.close(ctx.actor, kind, listingId, 'fulfilled'), T.fulfilledTitle, { text: T.closedText, undo: 'reopening' });
    }

    @Post(':id/withdrawn')
    @Permission('account')
    withdraw(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.close(ctx.actor, kind, listingId, 'withdrawn'), T.withdrawnTitle, { text: T.closedText, undo: 'reopening' });
    }

    @Post(':id/reopening')
    @Permission('account')
    reopen(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.reopen(ctx.actor, kind, listingId), T.reopenedTitle);
    }

    @Post(':id/renewal')
    @Permission('account')
    renew(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.listings.renew(ctx.actor, kind, listingId), T.renewedTitle);
    }

    @Post(':id/removal')
    @Permission('account')
    async remove(@CurrentPage() ctx: PageContext, @Param('id') id: string): Promise<SeeOther> {
      const { id: listingId } = await this.forms.open(ctx, kind, id);
      await this.drafts.remove(ctx.actor, kind, listingId);
      const undo = { action: href(ctx, `/${plural}/${listingId}/restoration`) };
      return seeOther(href(ctx, `/workspace/${plural}`), { tone: 'ok', title: say(T.removedTitle, ctx.language), undo });
    }

    @Post(':id/restoration')
    @Permission('account')
    async restore(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
      await this.drafts.restore(ctx.actor, kind, id);
      const { code } = await this.forms.open(ctx, kind, id);
      return seeOther(href(ctx, `/${plural}/${code}`), { tone: 'ok', title: say(T.draftBackTitle, ctx.language) });
    }

    @Post(':id/attachments')
    @Permission('account')
    async attach(@CurrentPage() ctx: PageContext, @Param('id') id: string, @Req() request: FastifyRequest): Promise<SeeOther> {
      let count = 0;
      const add = async (listingId: string): Promise<void> => {
        for await (const upload of incomingFiles(request)) {
          await this.attachments.add(ctx.actor, kind, listingId, upload);
          count += 1;
        }
      };
      const done = await this.act(ctx, id, add, T.uploadedTitle);
      return count > 0 || done.notice?.tone === 'bad' ? done : seeOther(done.location, { tone: 'warn', title: say(T.noFileTitle, ctx.language) });
    }

    @Post(':id/attachments/:fileId/removal')
    @Permission('account')
    detach(@CurrentPage() ctx: PageContext, @Param('id') id: string, @Param('fileId', { schema: idField }) fileId: string): Promise<SeeOther> {
      const undo = `attachments/${fileId}/restoration`;
      return this.act(ctx, id, (listingId) => this.attachments.remove(ctx.actor, kind, listingId, fileId), T.takenAwayTitle, { undo });
    }

    @Post(':id/attachments/:fileId/restoration')
    @Permission('account')
    reattach(@CurrentPage() ctx: PageContext, @Param('id') id: string, @Param('fileId', { schema: idField }) fileId: string): Promise<SeeOther> {
      return this.act(ctx, id, (listingId) => this.attachments.restore(ctx.actor, kind, listingId, fileId), T.putBackTitle);
    }

    /** Does it and goes back to the listing, which says what was done, with the act (an address below the listing's) that takes it back, or why not. */
    private async act(ctx: PageContext, idOrCode: string, work: (id: string) => Promise<void>, title: Text, { text, undo }: { text?: Text; undo?: string } = {}): Promise<SeeOther> {
      const { id, code } = await this.forms.open(ctx, kind, idOrCode);
      const back = href(ctx, `/${plural}/${code}`);
      try {
        await work(id);
        return seeOther(back, {
          tone: 'ok',
          title: say(title, ctx.language),
          ...(text && { text: say(text, ctx.language) }),
          ...(undo && { undo: { action: `${back}/${undo}` } }),
        });
      } catch (error) {
        if (!(error instanceof AppError) || error.kind === 'not-found') throw error;
        const problems = problemsOf(error, ctx.language).map(({ message }) => message);
        return seeOther(back, { tone: 'bad', title: error.in(ctx.language), ...(problems.length > 0 && { text: problems.join(' ') }) });
      }
    }

    /** Outlines to begin a demand with; what one offers is told freely. */
    private outlines(ctx: PageContext): Option[] {
      return kind === 'demand' ? this.naming.topCategories(ctx.language).filter(({ value }) => TEMPLATE_CODES.includes(value)) : [];
    }

    private async editable(ctx: PageContext): Promise<{ id: string; name: string }[]> {
      if (ctx.actor.kind !== 'person') return [];
      const mine = await this.enterprises.mine(ctx.actor);
      return mine.filter(({ id }) => mayEdit(ctx.actor, { enterpriseId: id })).map(({ id, name }) => ({ id, name }));
    }
  }

  Object.defineProperty(ListingPages, 'name', { value: `${plural}Pages` });
  return ListingPages;
}

/** What the reader's enterprises have posted. */
function ownPages(kind: ListingKind, plural: 'demands' | 'offerings'): Type<unknown> {
  @Controller(pagePaths(`workspace/${plural}`))
  class OwnPages {
    constructor(
      private readonly queries: ListingsQueries,
      private readonly naming: ListingNaming,
    ) {}

    @Get()
    @Permission('account')
    async list(@CurrentPage() ctx: PageContext, @Query({ schema: listingsPageQuery }) query: ListingsPageQuery): Promise<HtmlPage> {
      const { status } = query;
      const listings = await this.queries.list(ctx.actor, kind, { scope: 'own', page: query.page, pageSize: 20, ...(status && { status }) });
      return page(<OwnListings ctx={ctx} kind={kind} listings={named(listings, this.naming, ctx)} status={status} />);
    }
  }

  Object.defineProperty(OwnPages, 'name', { value: `${plural}OwnPages` });
  return OwnPages;
}

function named(listings: Page<ListingSummary>, naming: ListingNaming, { language }: PageContext): Page<NamedSummary> {
  const items = listings.items.map((listing) => ({
    ...listing,
    categoryName: naming.category(listing.categoryCode, language),
    regionName: naming.region(listing.regionCode, language),
  }));
  return { ...listings, items };
}

export const LISTING_PAGES = [listingPages('demand', 'demands'), listingPages('offering', 'offerings'), ownPages('demand', 'demands'), ownPages('offering', 'offerings')];

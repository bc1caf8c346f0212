import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import { say } from '../../shared/language.js';
import type { Page } from '../../shared/paging.js';
import { DraftRemovalService } from './draft-removal.service.js';
import { type Creation, ListingCreationService } from './listing-creation.service.js';
import {
  type BatchBody,
  type BatchResult,
  batchResult,
  closeBody,
  type CreateBody,
  inputOf,
  LISTING_BODIES,
  listingPage,
  type ListingsQuery,
  listingsQuery,
  type ListingSummary,
  type ListingView,
  listingView,
  newListingOf,
  type UpdateBody,
} from './listing.dto.js';
import type { ListingKind } from './listing.types.js';
import { ListingsQueries } from './listings.queries.js';
import { ListingsService } from './listings.service.js';

/** Demands and offerings have the same routes; only the address and what a body may hold differ. */
function listingsController(kind: ListingKind, plural: 'demands' | 'offerings', name: 'Demand' | 'Offering'): Type<unknown> {
  const bodies = LISTING_BODIES[kind];
  const names = `${name}s`;

  @ApiTags(plural)
  @ApiBearerAuth()
  @Controller(`api/v1/${plural}`)
  class ListingsController {
    constructor(
      private readonly listings: ListingsService,
      private readonly creation: ListingCreationService,
      private readonly drafts: DraftRemovalService,
      private readonly queries: ListingsQueries,
    ) {}

    @Get()
    @Permission('public')
    @ApiOperation({ operationId: `list${names}`, summary: 'What is on the market, the newest first; or your own' })
    @ApiOkResponse({ standardSchema: listingPage })
    list(@CurrentActor() actor: Actor, @Query({ schema: listingsQuery }) query: ListingsQuery): Promise<Page<ListingSummary>> {
      return this.queries.list(actor, kind, query);
    }

    @Post()
    @Permission('account')
    @ApiOperation({ operationId: `create${name}`, summary: 'Keep a draft, or hand it in at once' })
    @ApiCreatedResponse({ standardSchema: listingView })
    @ApiOkResponse({ standardSchema: listingView, description: 'Your externalId was there already: this is what stands under it' })
    async create(
      @CurrentActor() actor: Actor,
      @Body({ schema: bodies.create }) body: CreateBody,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<ListingView> {
      const { enterpriseId, submit } = body;
      const { id, isNew } = await this.creation.create(actor, { kind, enterpriseId, submit }, newListingOf(body));
      if (!isNew) reply.status(200);
      return this.queries.view(actor, kind, id);
    }

    @Post('batch')
    @HttpCode(200)
    @Permission('account')
    @ApiOperation({ operationId: `create${names}`, summary: 'Up to 100 in one transaction, each with its own result' })
    @ApiOkResponse({ standardSchema: batchResult })
    async createMany(@CurrentActor() actor: Actor, @Body({ schema: bodies.batch }) body: BatchBody): Promise<BatchResult> {
      const { enterpriseId, submit, items } = body;
      return batchResultOf(actor, await this.creation.createMany(actor, { kind, enterpriseId, submit }, items.map(newListingOf)));
    }

    @Get(':id')
    @Permission('public')
    @ApiOperation({ operationId: `get${name}`, summary: 'One, by its id' })
    @ApiOkResponse({ standardSchema: listingView })
    get(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      return this.queries.view(actor, kind, id);
    }

    @Put(':id')
    @Permission('account')
    @ApiOperation({ operationId: `update${name}`, summary: 'Save a draft; of a published one, the new content goes to review' })
    @ApiOkResponse({ standardSchema: listingView })
    async update(
      @CurrentActor() actor: Actor,
      @Param('id', { schema: idField }) id: string,
      @Body({ schema: bodies.update }) body: UpdateBody,
    ): Promise<ListingView> {
      await this.listings.update(actor, kind, id, inputOf(body), body.version);
      return this.queries.view(actor, kind, id);
    }

    @Delete(':id')
    @HttpCode(204)
    @Permission('account')
    @ApiOperation({ operationId: `delete${name}`, summary: 'Delete a draft' })
    @ApiNoContentResponse()
    remove(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<void> {
      return this.drafts.remove(actor, kind, id);
    }

    @Post(':id/restoration')
    @HttpCode(200)
    @Permission('account')
    @ApiOperation({ operationId: `restore${name}`, summary: 'Put a draft back that was deleted within a day' })
    @ApiOkResponse({ standardSchema: listingView })
    async restore(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      await this.drafts.restore(actor, kind, id);
      return this.queries.view(actor, kind, id);
    }

    @Post(':id/submission')
    @HttpCode(200)
    @Permission('account')
    @ApiOperation({ operationId: `submit${name}`, summary: 'Hand it in for review' })
    @ApiOkResponse({ standardSchema: listingView })
    async submit(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      await this.listings.submit(actor, kind, id);
      return this.queries.view(actor, kind, id);
    }

    @Delete(':id/submission')
    @Permission('account')
    @ApiOperation({ operationId: `recall${name}`, summary: 'Take it back from review' })
    @ApiOkResponse({ standardSchema: listingView })
    async recall(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      await this.listings.recall(actor, kind, id);
      return this.queries.view(actor, kind, id);
    }

    @Delete(':id/revision')
    @Permission('account')
    @ApiOperation({ operationId: `recall${name}Revision`, summary: 'Take back an edit that waits for review' })
    @ApiOkResponse({ standardSchema: listingView })
    async recallRevision(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      await this.listings.recallRevision(actor, kind, id);
      return this.queries.view(actor, kind, id);
    }

    @Post(':id/closing')
    @HttpCode(200)
    @Permission('account')
    @ApiOperation({ operationId: `close${name}`, summary: 'End it: fulfilled, or withdrawn' })
    @ApiOkResponse({ standardSchema: listingView })
    async close(
      @CurrentActor() actor: Actor,
      @Param('id', { schema: idField }) id: string,
      @Body({ schema: closeBody }) body: { reason: 'fulfilled' | 'withdrawn' },
    ): Promise<ListingView> {
      await this.listings.close(actor, kind, id, body.reason);
      return this.queries.view(actor, kind, id);
    }

    @Delete(':id/closing')
    @Permission('account')
    @ApiOperation({ operationId: `reopen${name}`, summary: 'Put it back on the market within 30 days of its closing; within 10 minutes nobody has heard of that' })
    @ApiOkResponse({ standardSchema: listingView })
    async reopen(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      await this.listings.reopen(actor, kind, id);
      return this.queries.view(actor, kind, id);
    }

    @Post(':id/renewal')
    @HttpCode(200)
    @Permission('account')
    @ApiOperation({ operationId: `renew${name}`, summary: 'For another term, from 7 days before its end to 30 days after' })
    @ApiOkResponse({ standardSchema: listingView })
    async renew(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ListingView> {
      await this.listings.renew(actor, kind, id);
      return this.queries.view(actor, kind, id);
    }
  }

  // The name tells the two apart in logs, metrics and rate limits.
  Object.defineProperty(ListingsController, 'name', { value: `${names}Controller` });
  return ListingsController;
}

export const DemandsController = listingsController('demand', 'demands', 'Demand');
export const OfferingsController = listingsController('offering', 'offerings', 'Offering');

function batchResultOf(actor: Actor, creations: readonly Creation[]): BatchResult {
  const count = (result: Creation['result']): number => creations.filter((creation) => creation.result === result).length;
  return {
    items: creations.map((creation, index) => ({
      index,
      externalId: creation.externalId,
      result: creation.result,
      id: creation.result === 'refused' ? null : creation.id,
      code: creation.result === 'refused' ? null : creation.code,
      errors:
        creation.result === 'refused' ? creation.problems.map(({ field, params, ...text }) => ({ field, message: say(text, actor.language, params) })) : [],
    })),
    created: count('created'),
    existing: count('existing'),
    refused: count('refused'),
  };
}

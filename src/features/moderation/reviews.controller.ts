import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import type { Page } from '../../shared/paging.js';
import {
  type BulkBody,
  bulkBody,
  type BulkResult,
  bulkResult,
  type DecisionBody,
  decisionBody,
  reviewPage,
  type ReviewsQuery,
  reviewsQuery,
  type ReviewView,
  reviewView,
  type SettlementBody,
  settlementBody,
} from './review.dto.js';
import { ReviewsQueries } from './reviews.queries.js';
import { type Outcome, ReviewsService } from './reviews.service.js';

/** The officers' queue and their decisions. */
@ApiTags('reviews')
@ApiBearerAuth()
@Controller('api/v1/reviews')
@Permission('officer')
export class ReviewsController {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly queries: ReviewsQueries,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReviews', summary: 'The cases of your region, the most urgent first' })
  @ApiOkResponse({ standardSchema: reviewPage })
  list(@CurrentActor() actor: Actor, @Query({ schema: reviewsQuery }) query: ReviewsQuery): Promise<Page<ReviewView>> {
    return this.queries.list(actor, query);
  }

  @Post('bulk')
  @HttpCode(200)
  @ApiOperation({ operationId: 'decideReviews', summary: 'Decide up to 200 alike, each with its own result' })
  @ApiOkResponse({ standardSchema: bulkResult })
  async decideMany(@CurrentActor() actor: Actor, @Body({ schema: bulkBody }) body: BulkBody): Promise<BulkResult> {
    const { ids, acknowledgeHints, decision, reasonCodes, note } = body;
    return resultOf(actor, await this.reviews.decideMany(actor, ids, { decision, reasonCodes, note }, acknowledgeHints));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getReview', summary: 'One case' })
  @ApiOkResponse({ standardSchema: reviewView })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<ReviewView> {
    return this.queries.view(actor, id);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @ApiOperation({ operationId: 'decideReview', summary: 'Approve, return, or (an enterprise) reject' })
  @ApiOkResponse({ standardSchema: reviewView })
  async decide(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: decisionBody }) { decision, reasonCodes, note, version }: DecisionBody,
  ): Promise<ReviewView> {
    await this.reviews.decide(actor, id, { decision, reasonCodes, note }, version);
    return this.queries.view(actor, id);
  }

  @Post(':id/settlement')
  @HttpCode(200)
  @ApiOperation({ operationId: 'settleEngagement', summary: 'Settle what the two sides of an engagement say differently' })
  @ApiOkResponse({ standardSchema: reviewView })
  async settle(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string, @Body({ schema: settlementBody }) { as, note, version }: SettlementBody): Promise<ReviewView> {
    await this.reviews.settleEngagement(actor, id, as, note, version);
    return this.queries.view(actor, id);
  }
}

function resultOf(actor: Actor, outcomes: readonly Outcome[]): BulkResult {
  const refused = outcomes.filter(({ refusal }) => refusal !== null).length;
  return {
    items: outcomes.map(({ id, refusal }) => ({
      id,
      result: refusal ? 'refused' : 'decided',
      code: refusal?.code ?? null,
      message: refusal ? refusal.in(actor.language) : null,
    })),
    decided: outcomes.length - refused,
    refused,
  };
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField } from '../../platform/http/text-field.js';
import type { Actor } from '../../shared/actor.js';
import { type ReasonList, reasonList, type SuspensionBody, suspensionBody } from './review.dto.js';
import { reasonsFor, reasonsForSuspension } from './review-reasons.types.js';
import { ReviewsService } from './reviews.service.js';

/** What officers do to a listing that is on the market, and the reasons that they choose from. */
@ApiTags('reviews')
@ApiBearerAuth()
@Controller('api/v1')
@Permission('officer')
export class SuspensionsController {
  constructor(private readonly reviews: ReviewsService) {}

  @Post('listings/:id/suspension')
  @HttpCode(204)
  @ApiOperation({ operationId: 'suspendListing', summary: 'Take a published listing off the market' })
  @ApiNoContentResponse()
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idField }) id: string,
    @Body({ schema: suspensionBody }) { reasonCodes, note }: SuspensionBody,
  ): Promise<void> {
    return this.reviews.suspendListing(actor, id, { reasonCodes, note });
  }

  @Delete('listings/:id/suspension')
  @HttpCode(204)
  @ApiOperation({ operationId: 'restoreListing', summary: 'Put it back on the market' })
  @ApiNoContentResponse()
  restore(@CurrentActor() actor: Actor, @Param('id', { schema: idField }) id: string): Promise<void> {
    return this.reviews.restoreListing(actor, id);
  }

  @Get('review-reasons')
  @Permission('public')
  @ApiOperation({ operationId: 'listReviewReasons', summary: 'Why something can be returned, rejected or suspended' })
  @ApiOkResponse({ standardSchema: reasonList })
  reasons(): ReasonList {
    const of = (subject: ReasonList['items'][number]['subject'], reasons: ReturnType<typeof reasonsForSuspension>): ReasonList['items'] =>
      reasons.map(({ code, name, letter }) => ({ subject, code, name, letter }));
    return { items: [...of('enterprise', reasonsFor('enterprise')), ...of('listing', reasonsFor('listing')), ...of('suspension', reasonsForSuspension('listing'))] };
  }
}

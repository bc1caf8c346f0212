import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor, CurrentLanguage } from '../../platform/http/request.js';
import type { Actor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import type { Language } from '../../shared/language.js';
import { type TypedDemandBody, typedDemandBody } from '../listings/typed-listing.types.js';
import { TypedListingsService } from '../listings/typed-listings.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { sayEstimate } from './estimate-words.js';
import { EstimatesService } from './estimates.service.js';

const count = z
  .object({
    n: z.number().int(),
    isRounded: z.boolean().meta({ description: 'Above 20: to the nearest 5 or 10' }),
    isAtLeast: z.boolean().meta({ description: 'Not everybody was looked at' }),
  })
  .meta({ id: 'EnterpriseCount' });

const estimateView = z
  .object({
    eligible: count.meta({ description: 'Enterprises that share words with it and meet every hard condition' }),
    able: count.meta({ description: 'Of those, who could answer: their match would be kept' }),
    invited: z.number().int().meta({ description: 'Who would be invited into the seats at once' }),
    words: z.string().meta({ description: 'The same as the form says it' }),
    widenings: z
      .array(z.object({ code: z.enum(['region', 'certificates', 'words']), more: z.number().int(), words: z.string() }))
      .meta({ description: 'With two or fewer who could answer: what would let more, the most first' }),
  })
  .meta({ id: 'DemandEstimate' });

@ApiTags('demands')
@ApiBearerAuth()
@Controller('api/v1/demands/estimate')
export class EstimatesController {
  constructor(
    private readonly typed: TypedListingsService,
    private readonly estimates: EstimatesService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  @Post()
  @HttpCode(200)
  @Permission('account')
  @ApiOperation({ operationId: 'estimateDemand', summary: 'How many enterprises could answer a demand like this; keeps nothing. 60 a minute' })
  @ApiOkResponse({ standardSchema: estimateView })
  async estimate(@CurrentActor() actor: Actor, @CurrentLanguage() language: Language, @Body({ schema: typedDemandBody }) body: TypedDemandBody): Promise<z.output<typeof estimateView>> {
    if (actor.kind !== 'person') throw new AppError(HTTP_ERRORS.unauthenticated);
    const estimate = await this.estimates.estimate(actor, await this.typed.ofBody(actor, body));
    const said = sayEstimate(estimate, language, (kind, code, within) => this.taxonomy.label(kind, code, within));
    return {
      eligible: estimate.eligible,
      able: estimate.able,
      invited: estimate.invited,
      words: said.title,
      widenings: estimate.widenings.map(({ code, more }, i) => ({ code, more, words: said.widenings[i]! })),
    };
  }
}

import { Body, Controller, HttpCode, type OnModuleInit, Param, Post } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { pagePaths } from '../../web/address.js';
import { type PageContext, PageScope } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { fragment, type HtmlPage } from '../../web/render.js';
import { FormSidesService, type ShownSide } from '../listings/form-sides.service.js';
import type { TypedListing } from '../listings/typed-listing.types.js';
import { TypedListingsService } from '../listings/typed-listings.service.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { ESTIMATE_TEXTS as T } from './estimate.texts.js';
import { sayEstimate } from './estimate-words.js';
import { EstimatesService } from './estimates.service.js';
import { codeOrId } from './match.dto.js';
import { EstimateSide } from './views/estimate.js';

const PATH = 'estimate';

/** 「约 N 家能答」: stands beside the form of a demand, and is made anew while somebody types. */
@Controller(pagePaths(`demands/:id/${PATH}`))
@Permission('account')
export class EstimatesPages implements OnModuleInit {
  constructor(
    private readonly sides: FormSidesService,
    private readonly typed: TypedListingsService,
    private readonly estimates: EstimatesService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  onModuleInit(): void {
    this.sides.add({ kind: 'demand', path: PATH, render: (ctx, typed) => this.side(ctx, typed) });
  }

  @Post()
  @HttpCode(200)
  async live(@CurrentPage() ctx: PageContext, @Param('id', { schema: codeOrId }) id: string, @Body() body: unknown): Promise<HtmlPage> {
    const side = await this.side(ctx, await this.typed.ofForm(ctx, 'demand', id, body));
    return fragment(<PageScope value={ctx}>{side?.view}</PageScope>);
  }

  /** The form must open, whatever happens here: a bound that was reached is said instead of a figure. */
  private async side(ctx: PageContext, typed: TypedListing): Promise<ShownSide | null> {
    const { actor, language } = ctx;
    if (actor.kind !== 'person') return null;
    try {
      const estimate = sayEstimate(await this.estimates.estimate(actor, typed), language, (kind, code, within) => this.taxonomy.label(kind, code, within));
      return { brief: estimate.title, view: <EstimateSide estimate={estimate} /> };
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'too-many') throw error;
      return { brief: say(T.busy, language), view: <EstimateSide estimate={null} /> };
    }
  }
}

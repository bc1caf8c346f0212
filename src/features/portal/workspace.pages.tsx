import { Controller, Get } from '@nestjs/common';
import { Permission } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import type { PersonActor } from '../../shared/actor.js';
import { href, pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import type { HtmlPage, SeeOther } from '../../web/render.js';
import { page, seeOther } from '../../web/render.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { WorkspacePage } from './views/workspace-page.js';
import { WorkspaceService } from './workspace.service.js';

/** Where a member begins the day. */
@Controller(pagePaths('workspace'))
export class WorkspacePages {
  constructor(
    private readonly workspace: WorkspaceService,
    private readonly taxonomy: TaxonomyService,
  ) {}

  @Get()
  @Permission('account')
  async show(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor): Promise<HtmlPage | SeeOther> {
    // Who only reviews has the queue for a workspace.
    if (actor.office && actor.memberships.length === 0) return seeOther(href(ctx, '/review'));
    return page(<WorkspacePage ctx={ctx} actor={actor} workspace={await this.workspace.of(actor)} taxonomy={this.taxonomy} />);
  }
}

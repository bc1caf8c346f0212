import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Permission, RateLimit } from '../../platform/http/permission.js';
import { CurrentActor } from '../../platform/http/request.js';
import { idField, textField } from '../../platform/http/text-field.js';
import type { PersonActor } from '../../shared/actor.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import { attempt, outcomeNotice, refusalNotice } from '../../web/attempt.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { SavedStatesService } from '../directory/saved-states.service.js';
import { SavedSearchesService } from './saved-searches.service.js';
import { SAVED_TEXTS as T } from './saved-searches.texts.js';
import { SavedSearchesPage } from './views/saved-searches-page.js';

/** The longest address of a search: a thousand Chinese characters, nine bytes each, and the filters. */
const LONGEST = 16_000;
const saveForm = z.object({ search: textField(LONGEST) });

/** Tell me what is new. */
@Controller(pagePaths('saved-searches'))
@Permission('account')
export class SavedSearchesPages {
  constructor(
    private readonly saved: SavedSearchesService,
    private readonly states: SavedStatesService,
  ) {}

  @Get()
  async list(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor): Promise<HtmlPage> {
    const searches = await this.saved.mine(actor);
    return page(<SavedSearchesPage ctx={ctx} searches={searches.map((one) => ({ ...one, title: this.states.titleOf(one.search, ctx.language) }))} />);
  }

  @Post()
  @RateLimit({ points: 60, perSeconds: 600, by: 'actor' })
  async save(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Body({ schema: saveForm }) { search }: { search: string }): Promise<SeeOther> {
    const back = href(ctx, `/providers${this.states.canonical(search) ?? ''}`);
    const saved = await attempt(this.saved.save(actor, search));
    if (!saved.ok) return seeOther(back, refusalNotice(saved.refusal, ctx.language));
    return seeOther(back, { tone: 'ok', title: T.savedTitle[ctx.language], undo: { action: href(ctx, `/saved-searches/${saved.value.id}/remove`) } });
  }

  @Post(':id/remove')
  async remove(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    const { search } = await this.saved.remove(actor, id);
    return seeOther(href(ctx, '/saved-searches'), {
      tone: 'ok',
      title: say(T.removedTitle, ctx.language, { title: this.states.titleOf(search, ctx.language) }),
      undo: { action: href(ctx, `/saved-searches/${id}/restore`) },
    });
  }

  @Post(':id/restore')
  async restore(@CurrentPage() ctx: PageContext, @CurrentActor() actor: PersonActor, @Param('id', { schema: idField }) id: string): Promise<SeeOther> {
    const restored = await attempt(this.saved.restore(actor, id));
    return seeOther(href(ctx, '/saved-searches'), outcomeNotice(restored, T.restoredTitle, ctx.language));
  }
}

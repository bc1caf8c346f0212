import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type PageQuery, pageQuery } from '../../platform/http/page-query.js';
import { Permission } from '../../platform/http/permission.js';
import { idField } from '../../platform/http/text-field.js';
import { canEdit, type PersonActor } from '../../shared/actor.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import type { ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { orReturned, readAnswer, readReply } from './match-answers.js';
import { MatchFactsService } from './match-facts.service.js';
import { PAGE_TEXTS as T } from './match-pages.texts.js';
import { MatchWordsService } from './match-words.service.js';
import { codeOrId } from './match.dto.js';
import { MATCH_ANSWER_TEXTS } from './match.texts.js';
import { MatchingQueries } from './matching.queries.js';
import { MatchingService } from './matching.service.js';
import type { MatchRecord, MatchSide } from './matching.types.js';
import { DemandMatchesPage } from './views/demand-matches-page.js';
import { InvitationsPage } from './views/invitations-page.js';
import { MatchPage } from './views/match-page.js';
import { type ShownMatch, shownMatch } from './views/shown-match.js';

/** Matches on the portal, for members of the two sides. */
@Controller()
@Permission('account')
export class MatchesPages {
  constructor(
    private readonly matching: MatchingService,
    private readonly queries: MatchingQueries,
    private readonly words: MatchWordsService,
    private readonly facts: MatchFactsService,
  ) {}

  @Get(pagePaths('demands/:id/matches'))
  async ofDemand(@CurrentPage() ctx: PageContext, @Param('id', { schema: codeOrId }) id: string): Promise<HtmlPage> {
    const { demand, ...lists } = await this.queries.ofDemand(ctx.actor, await this.queries.demandId(id));
    const shown = (matches: readonly MatchRecord[]): ShownMatch[] => matches.map((match) => this.shown(ctx, match, 'factory'));
    return page(
      <DemandMatchesPage
        ctx={ctx}
        demand={demand}
        seated={shown(lists.seated)}
        queued={shown(lists.queued)}
        over={shown(lists.over)}
        isEditor={canEdit(ctx.actor, demand.enterpriseId)}
      />,
    );
  }

  @Get(pagePaths('matches/:id'))
  async show(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Query('choice') choice: unknown): Promise<HtmlPage> {
    return page(await this.match(ctx, id, { values: { choice: typeof choice === 'string' ? choice : null }, problems: [] }));
  }

  @Post(pagePaths('matches/:id/answer'))
  async answer(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const said = readAnswer(body, ctx.language);
    if ('problems' in said) return page(await this.match(ctx, id, said), 422);
    const done = 'passTo' in said ? this.matching.pass(ctx.actor, id, said.passTo) : this.matching.answer(ctx.actor, id, said.answer);
    const returned = await orReturned(done, body, ctx.language);
    if (returned) return page(await this.match(ctx, id, returned), 422);
    const answer = say(MATCH_ANSWER_TEXTS['passTo' in said ? 'passed' : said.answer.choice], ctx.language);
    return seeOther(href(ctx, `/matches/${id}`), { tone: 'ok', title: say(T.answeredNotice, ctx.language, { answer }) });
  }

  @Post(pagePaths('matches/:id/reply'))
  async reply(@CurrentPage() ctx: PageContext, @Param('id', { schema: idField }) id: string, @Body() body: unknown): Promise<HtmlPage | SeeOther> {
    const said = readReply(body, ctx.language);
    if ('problems' in said) return page(await this.match(ctx, id, said), 422);
    const returned = await orReturned(this.matching.reply(ctx.actor, id, said.reply), body, ctx.language);
    if (returned) return page(await this.match(ctx, id, returned), 422);
    const { engagementId, demand } = await this.queries.one(ctx.actor, id);
    const title = say(T.answeredNotice, ctx.language, { answer: say(MATCH_ANSWER_TEXTS[said.reply.choice], ctx.language) });
    return seeOther(href(ctx, engagementId ? `/engagements/${engagementId}` : `/demands/${demand.code}/matches`), { tone: 'ok', title });
  }

  @Get(pagePaths('invitations'))
  async invitations(@CurrentPage() ctx: PageContext, @Query({ schema: pageQuery }) query: PageQuery): Promise<HtmlPage> {
    const { items, ...counts } = await this.queries.invitationsOf(ctx.actor, query);
    return page(<InvitationsPage ctx={ctx} invitations={{ ...counts, items: items.map((match) => this.shown(ctx, match, 'provider')) }} />);
  }

  /** The page of one match, with the form where the reader may answer. */
  private async match(ctx: PageContext, id: string, form: ReturnedForm): Promise<ReturnType<typeof MatchPage>> {
    const match = await this.queries.one(ctx.actor, id);
    // Whoever sees a match is somebody: `one` has refused everybody else.
    const actor = ctx.actor as PersonActor;
    const isFactory = match.side === 'factory';
    const mayAnswer = isFactory ? canEdit(actor, match.factory.id) : canEdit(actor, match.provider.id) || match.passedTo.includes(actor.personId);
    const waits = isFactory ? match.status === 'interested' : match.status === 'invited';
    const refusal = waits ? await (isFactory ? this.matching.refusalToReply(actor, id) : this.matching.refusalToAnswer(actor, id)) : null;
    return (
      <MatchPage
        ctx={ctx}
        shown={this.shown(ctx, match, match.side)}
        form={waits && mayAnswer && !refusal ? form : null}
        colleagues={isFactory ? [] : await this.queries.colleaguesOf(actor.personId, match.provider.id)}
        over={refusal && refusal.in(ctx.language)}
      />
    );
  }

  private shown(ctx: PageContext, match: MatchRecord, side: MatchSide): ShownMatch {
    return shownMatch(match, side, ctx.language, ctx.now, this.words, this.facts);
  }
}

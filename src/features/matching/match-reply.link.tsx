import { Injectable } from '@nestjs/common';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { type LinkAftermath, LinkPage, type ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { EngagementsQueries } from '../engagements/engagements.queries.js';
import { orReturned, readReply } from './match-answers.js';
import { MatchFactsService } from './match-facts.service.js';
import { REPLY_LINK } from './match-links.types.js';
import { PAGE_TEXTS as T } from './match-pages.texts.js';
import { MatchWordsService } from './match-words.service.js';
import { MatchingQueries } from './matching.queries.js';
import { MatchingService } from './matching.service.js';
import { OverPage } from './views/over-page.js';
import { ReplyPage } from './views/reply-page.js';

/** The factory's two answers to an interest, from the mail and without signing in. */
@Injectable()
export class MatchReplyLink extends LinkPage {
  readonly purpose = REPLY_LINK;

  constructor(
    private readonly actors: ActorQueries,
    private readonly matching: MatchingService,
    private readonly queries: MatchingQueries,
    private readonly engagements: EngagementsQueries,
    private readonly words: MatchWordsService,
    private readonly facts: MatchFactsService,
    private readonly links: MailLinks,
  ) {
    super();
  }

  async show(ctx: PageContext, link: MailLink, form?: ReturnedForm): Promise<HtmlPage> {
    const actor = await this.actors.require(link.personId);
    const match = await this.queries.one(actor, link.subjectId);
    const refusal = await this.matching.refusalToReply(actor, match.id);
    if (refusal) return page(<OverPage ctx={ctx} match={match} message={refusal.in(ctx.language)} />, 409);
    return page(
      <ReplyPage
        ctx={ctx}
        match={match}
        facts={this.facts.provider(match, ctx.language)}
        reasons={this.words.reasons(match.explanation, ctx.language, 'factory')}
        evidence={this.facts.evidence(match.evidence, ctx.language, ctx.now)}
        form={form ?? { values: { choice: link.choice }, problems: [] }}
        mail={{ clicked: link.choice, person: actor.name, expiresAt: link.expiresAt }}
      />,
    );
  }

  async act(ctx: PageContext, link: MailLink, body: unknown): Promise<ReturnedForm | null> {
    const said = readReply(body, ctx.language);
    if ('problems' in said) return said;
    const { reply } = said;
    const done = this.matching.reply(await this.actors.require(link.personId), link.subjectId, reply, (manager) => this.links.consume(manager, link, REPLY_LINK, reply.choice));
    return orReturned(done, body, ctx.language);
  }

  async after(ctx: PageContext, link: MailLink): Promise<LinkAftermath> {
    if (link.outcome === 'refused') {
      return { text: say(T.nowRefused, ctx.language), way: { label: say(T.seeMatch, ctx.language), href: href(ctx, `/matches/${link.subjectId}`) } };
    }
    const engagementId = await this.engagements.idOfMatch(link.subjectId);
    return { text: say(T.nowAccepted, ctx.language), way: { label: say(T.seeEngagement, ctx.language), href: href(ctx, `/engagements/${engagementId ?? ''}`) } };
  }
}

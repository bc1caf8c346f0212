import { Injectable } from '@nestjs/common';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { type LinkAftermath, LinkPage, type ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { orReturned, readAnswer } from './match-answers.js';
import { MatchFactsService } from './match-facts.service.js';
import { ANSWER_LINK } from './match-links.types.js';
import { PAGE_TEXTS as T } from './match-pages.texts.js';
import { MatchWordsService } from './match-words.service.js';
import { MatchingQueries } from './matching.queries.js';
import { MatchingService } from './matching.service.js';
import { AnswerPage } from './views/answer-page.js';
import { OverPage } from './views/over-page.js';

/** The three answers of an invitation, from the mail and without signing in. */
@Injectable()
export class MatchAnswerLink extends LinkPage {
  readonly purpose = ANSWER_LINK;

  constructor(
    private readonly actors: ActorQueries,
    private readonly matching: MatchingService,
    private readonly queries: MatchingQueries,
    private readonly words: MatchWordsService,
    private readonly facts: MatchFactsService,
    private readonly links: MailLinks,
  ) {
    super();
  }

  async show(ctx: PageContext, link: MailLink, form?: ReturnedForm): Promise<HtmlPage> {
    const actor = await this.actors.require(link.personId);
    const match = await this.queries.one(actor, link.subjectId);
    const refusal = await this.matching.refusalToAnswer(actor, match.id);
    if (refusal) return page(<OverPage ctx={ctx} match={match} message={refusal.in(ctx.language)} />, 409);
    return page(
      <AnswerPage
        ctx={ctx}
        match={match}
        facts={this.facts.demand(match, ctx.language, ctx.now)}
        reasons={this.words.reasons(match.explanation, ctx.language, 'provider')}
        colleagues={await this.queries.colleaguesOf(link.personId, match.provider.id)}
        form={form ?? { values: { choice: link.choice }, problems: [] }}
        mail={{ clicked: link.choice, person: actor.name, expiresAt: link.expiresAt }}
      />,
    );
  }

  async act(ctx: PageContext, link: MailLink, body: unknown): Promise<ReturnedForm | null> {
    const said = readAnswer(body, ctx.language);
    if ('problems' in said) return said;
    const actor = await this.actors.require(link.personId);
    const done =
      'passTo' in said
        ? this.matching.pass(actor, link.subjectId, said.passTo, (manager) => this.links.consume(manager, link, ANSWER_LINK, 'passed'))
        : this.matching.answer(actor, link.subjectId, said.answer, (manager) => this.links.consume(manager, link, ANSWER_LINK, said.answer.choice));
    return orReturned(done, body, ctx.language);
  }

  async after(ctx: PageContext, link: MailLink): Promise<LinkAftermath> {
    const texts = { interested: T.nowInterested, declined: T.nowDeclined, passed: T.nowPassed };
    const text = texts[link.outcome as keyof typeof texts];
    return { text: say(text, ctx.language), way: { label: say(T.seeMatch, ctx.language), href: href(ctx, `/matches/${link.subjectId}`) } };
  }
}

import { Injectable } from '@nestjs/common';
import { parseForm } from '../../platform/http/validation.js';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { MailLinks } from '../../platform/mail/mail-links.js';
import { mailErrors } from '../../platform/mail/mail.errors.js';
import type { PersonActor } from '../../shared/actor.js';
import { MINUTE_MS } from '../../shared/durations.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import { attempt, fieldProblems, problemsAt } from '../../web/attempt.js';
import { keptValues } from '../../web/components/form.js';
import { type LinkAftermath, LinkPage, type ReturnedForm } from '../../web/links/link-page.js';
import type { PageContext } from '../../web/page-context.js';
import { type HtmlPage, page } from '../../web/render.js';
import { ActorQueries } from '../identity/actors.queries.js';
import { endBody } from './engagement.dto.js';
import { ENGAGEMENT_ERRORS } from './engagement.errors.js';
import { answerForm, outcomeForm, statementForm } from './engagement-form.dto.js';
import { choicesFor, OUTCOME_LINK, type OutcomeChoice } from './engagement-links.types.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from './engagement-pages.texts.js';
import { sideOf } from './engagement.policy.js';
import { EngagementStagesService } from './engagement-stages.service.js';
import { EngagementsQueries, type EngagementView } from './engagements.queries.js';
import { type Also, EngagementsService } from './engagements.service.js';
import { END_UNDO_MINUTES, type Side } from './engagements.types.js';
import { type Situation, situationOf } from './situation.types.js';
import { statementValues } from './views/decision.js';
import { NothingToAnswerPage, OutcomePage } from './views/outcome-page.js';

interface Standing {
  readonly actor: PersonActor;
  readonly engagement: EngagementView;
  readonly side: Side;
  readonly situation: Situation;
}

/** A form's fields as one answer's schema wants them. */
type Fields = Readonly<Record<string, unknown>>;

/** How it stands, and whether the other side's word is so: answered from the mail, without signing in. */
@Injectable()
export class EngagementOutcomeLink extends LinkPage {
  readonly purpose = OUTCOME_LINK;

  constructor(
    private readonly actors: ActorQueries,
    private readonly engagements: EngagementsService,
    private readonly stages: EngagementStagesService,
    private readonly queries: EngagementsQueries,
    private readonly links: MailLinks,
  ) {
    super();
  }

  async show(ctx: PageContext, link: MailLink, form?: ReturnedForm): Promise<HtmlPage> {
    const { actor, engagement, side, situation } = await this.standing(link);
    const choices = choicesFor(situation, engagement.stage);
    if (choices.length === 0) return page(<NothingToAnswerPage ctx={ctx} engagement={engagement} situation={situation} />, 409);
    // What was clicked may not be what is asked any more: then nothing is chosen beforehand.
    const clicked = choices.find((choice) => choice === link.choice) ?? null;
    return page(
      <OutcomePage
        ctx={ctx}
        engagement={engagement}
        side={side}
        situation={situation}
        choices={choices}
        form={form ?? { values: { choice: clicked, ...(situation.is === 'asked' && statementValues(situation.theirs)) }, problems: [] }}
        mail={{ clicked, person: actor.name, expiresAt: link.expiresAt }}
      />,
    );
  }

  async act(ctx: PageContext, link: MailLink, body: unknown): Promise<ReturnedForm | null> {
    const back = (problems: ReturnedForm['problems']): ReturnedForm => ({ values: keptValues(body), problems });
    const form = parseForm(outcomeForm, body);
    if (!form.ok) return back(fieldProblems(form.errors, ctx.language));
    const { choice } = form.values;
    const standing = await this.standing(link);
    if (!choicesFor(standing.situation, standing.engagement.stage).includes(choice)) throw new AppError(ENGAGEMENT_ERRORS.gone);
    const answered = this.answer(standing, choice, keptValues(body), (manager) => this.links.consume(manager, link, OUTCOME_LINK, choice));
    if (!(answered instanceof Promise)) return back(fieldProblems(answered, ctx.language));
    const done = await attempt(answered);
    if (done.ok) return null;
    if (done.refusal.kind !== 'invalid') throw done.refusal;
    return back(problemsAt(done.refusal, ctx.language, 'day'));
  }

  async after(ctx: PageContext, link: MailLink): Promise<LinkAftermath> {
    const engagement = await this.queries.byId(link.subjectId);
    const stage = engagement ? say(T[engagement.stage], ctx.language) : '';
    const way = { label: say(T.seeEngagement, ctx.language), href: href(ctx, `/engagements/${link.subjectId}`) };
    const isEnd = link.outcome === 'ended' && engagement?.stage === 'ended' && engagement.endedAt !== null;
    const isUnheard = isEnd && engagement.endedAt!.getTime() + END_UNDO_MINUTES * MINUTE_MS > ctx.now.getTime();
    return { text: say(T.afterAnswer, ctx.language, { stage }), way, ...(isUnheard && { undo: say(T.endedUndo, ctx.language, { n: END_UNDO_MINUTES }) }) };
  }

  /** An end is held back as on the engagement's page. What was stated is not: the other side has it at once, and answers it. */
  override async takeBack(_ctx: PageContext, link: MailLink): Promise<void> {
    if (link.outcome !== 'ended') throw new AppError(mailErrors.noWayBack);
    await this.engagements.resume(await this.actors.require(link.personId), link.subjectId, (manager) => this.links.release(manager, link));
  }

  /** Does what was answered, or says what its form lacks. */
  private answer({ actor, engagement: { id }, situation }: Standing, choice: OutcomeChoice, fields: Fields, also: Also) {
    switch (choice) {
      case 'same':
        return this.stages.keep(actor, id, also);
      case 'proposal':
      case 'negotiation':
        return this.stages.advance(actor, id, choice, also);
      case 'ended': {
        const form = parseForm(endBody, { reason: fields['reason'], note: fields['note'] });
        return form.ok ? this.engagements.end(actor, id, form.values.reason, form.values.note, also, { key: newId(), seconds: END_UNDO_MINUTES * 60 }) : form.errors;
      }
      case 'so':
      case 'not-so': {
        const form = parseForm(answerForm, { reportId: fields['reportId'], isSo: choice === 'so' ? 'yes' : 'no' });
        return form.ok ? this.stages.answer(actor, id, form.values.reportId, form.values.isSo, also) : form.errors;
      }
      case 'signed':
      case 'accepted':
      case 'otherwise': {
        const form = parseForm(statementForm, { ...fields, stage: situation.is === 'over' ? '' : situation.stage });
        if (!form.ok) return form.errors;
        return this.stages.state(actor, id, form.values.stage, { amount: form.values.stage === 'signed' ? form.values.amount : null, day: form.values.day }, also);
      }
    }
  }

  /** @throws AppError not-found for who is in neither enterprise any more, forbidden for who may only look */
  private async standing(link: MailLink): Promise<Standing> {
    const actor = await this.actors.require(link.personId);
    const engagement = await this.queries.one(actor, link.subjectId);
    const side = sideOf(actor, { demandEnterpriseId: engagement.factory.enterpriseId, offeringEnterpriseId: engagement.provider.enterpriseId });
    if (!side) throw new AppError(ENGAGEMENT_ERRORS.notYours);
    return { actor, engagement, side, situation: situationOf(engagement, side) };
  }
}

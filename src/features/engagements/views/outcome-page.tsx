import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { RadioCards } from '../../../web/components/choices.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { DateField, MoneyField, SelectField } from '../../../web/components/fields.js';
import { ErrorSummary, Form } from '../../../web/components/form.js';
import { Segmented } from '../../../web/components/text.js';
import { formatDate, formatMoney } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { ReturnedForm } from '../../../web/links/link-page.js';
import { LinkTerms, NothingChanges } from '../../../web/links/link-views.js';
import type { PageContext } from '../../../web/page-context.js';
import { OUTCOME_LINK, type OutcomeChoice } from '../engagement-links.types.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from '../engagement-pages.texts.js';
import { END_REASON_TEXTS, END_REASONS } from '../engagement.reasons.js';
import type { EngagementView } from '../engagements.queries.js';
import { otherSide, type Side } from '../engagements.types.js';
import type { Situation } from '../situation.types.js';

interface OutcomePageProps {
  ctx: PageContext;
  engagement: EngagementView;
  side: Side;
  situation: Situation;
  choices: readonly OutcomeChoice[];
  form: ReturnedForm;
  mail: { readonly clicked: OutcomeChoice | null; readonly person: string; readonly expiresAt: Date };
}

/** The confirming page: what was clicked, what the other side states, the choice still open, and what each needs. */
export function OutcomePage({ ctx, engagement, side, situation, choices, form, mail }: OutcomePageProps): VNode {
  const { language } = ctx;
  const tell = (text: Parameters<typeof say>[0], params = {}): string => say(text, language, params);
  const other = engagement[otherSide(side)].enterpriseName;
  const asked = situation.is === 'asked' ? situation : null;
  const title = asked ? tell(asked.stage === 'signed' ? T.decideSigned : T.decideAccepted) : tell(T.askTitle, { other });
  const stage = situation.is === 'over' ? null : situation.stage;
  const hint = tell(asked ? T.whenOtherwise : stage === 'signed' ? T.whenSigned : T.whenAccepted);
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>
        <Segmented text={title} />
      </h1>
      <p class="lead2">
        {mail.clicked && `${tell(T.answerClicked, { answer: OUTCOME_LINK.outcomes[mail.clicked][language] })}${language === 'zh' ? '' : ' '}`}
        <NothingChanges ctx={ctx} />
      </p>
      <TitleBlock
        cells={[
          { term: tell(T.other), value: other, width: 'full' },
          { term: tell(T.about), value: engagement.demand.title, width: 'full' },
          asked && asked.theirs.amount !== null && { term: tell(T.amount), value: formatMoney(asked.theirs.amount, language), width: 'half', big: true },
          asked && asked.theirs.day !== null && { term: tell(asked.stage === 'signed' ? T.signedDay : T.acceptedDay), value: formatDate(asked.theirs.day, language), width: 'half', big: true },
        ]}
      />
      <Form
        class="f"
        values={form.values}
        problems={form.problems}
        labels={{ choice: tell(T.answer), amount: tell(T.amount), day: tell(stage === 'accepted' ? T.acceptedDay : T.signedDay), reason: tell(T.reason) }}
      >
        <ErrorSummary />
        {asked && <input type="hidden" name="reportId" value={asked.theirs.id} />}
        <RadioCards name="choice" options={choices.map((value) => ({ value, title: OUTCOME_LINK.outcomes[value][language], text: tell(T[`${value}Hint`]) }))} />
        {stage === 'signed' && <MoneyField name="amount" hint={hint} />}
        <DateField name="day" hint={hint} />
        {choices.includes('ended') && <SelectField name="reason" hint={tell(T.whenEnded)} options={END_REASONS.map((value) => ({ value, label: tell(END_REASON_TEXTS[value]) }))} />}
        <Acts spaced>
          <Button>{tell(T.confirmAnswer)}</Button>
        </Acts>
      </Form>
      <p class="hint f">
        {tell(T.actsAs, { enterprise: engagement[side].enterpriseName, person: mail.person })} <LinkTerms ctx={ctx} expiresAt={mail.expiresAt} />
      </p>
    </Layout>
  );
}

/** A link whose question has gone: why, and the way to the engagement. */
export function NothingToAnswerPage({ ctx, engagement, situation }: { ctx: PageContext; engagement: EngagementView; situation: Situation }): VNode {
  const { language } = ctx;
  const title = say(T.nothingToAnswer, language);
  const why = situation.is === 'waiting' || situation.is === 'disputed' ? T[`over_${situation.is}`] : T.over_over;
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <section class="sheet gap">
        <h2 class="h3">
          <Segmented text={engagement.demand.title} />
        </h2>
        <p>{say(why, language)}</p>
        <Acts spaced>
          <ButtonLink href={href(ctx, `/engagements/${engagement.id}`)}>{say(T.seeEngagement, language)}</ButtonLink>
        </Acts>
      </section>
    </Layout>
  );
}

import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { DateField, MoneyField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { formatDate, formatMoney, wanOfYuan } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from '../engagement-pages.texts.js';
import { ENGAGEMENT_LIFECYCLE } from '../engagement.states.js';
import type { EngagementView, ToldReport } from '../engagements.queries.js';
import type { ConfirmedStage } from '../engagements.types.js';
import type { Situation } from '../situation.types.js';

interface DecisionProps {
  engagement: EngagementView;
  situation: Situation;
  /** A statement that came back: what was typed, and what to change. */
  values?: FormValues | undefined;
  problems?: readonly Problem[] | undefined;
}

/** What the reader is asked now, or may tell: the one lifted sheet of the page. */
export function Decision(props: DecisionProps): VNode | null {
  const { situation } = props;
  switch (situation.is) {
    case 'over':
      return null;
    case 'asked':
      return <Asked {...props} stage={situation.stage} theirs={situation.theirs} />;
    case 'waiting':
      return <Waiting {...props} stage={situation.stage} mine={situation.mine} />;
    case 'disputed':
      return <Disputed {...props} stage={situation.stage} mine={situation.mine} theirs={situation.theirs} />;
    case 'free':
      return <Free {...props} stage={situation.stage} />;
  }
}

function Asked({ engagement, stage, theirs, values, problems }: DecisionProps & { stage: ConfirmedStage; theirs: ToldReport }): VNode {
  const say = useSay();
  return (
    <div class="sheet lift gap" id="decide">
      <h2 class="h3">{say(stage === 'signed' ? T.decideSigned : T.decideAccepted)}</h2>
      <StatementBlock report={theirs} />
      <Answer engagement={engagement} report={theirs} isSo label={say(T.yesSo)} />
      <details open={problems !== undefined}>
        <summary>{say(T.otherwise)}</summary>
        <StatementForm engagement={engagement} stage={stage} values={values ?? statementValues(theirs)} problems={problems} label={say(T.stateMine)} />
        <Answer engagement={engagement} report={theirs} isSo={false} label={say(T.notAtAll)} />
      </details>
      <p class="s soft">{say(T.counted)}</p>
    </div>
  );
}

function Waiting({ engagement, stage, mine, values, problems }: DecisionProps & { stage: ConfirmedStage; mine: ToldReport }): VNode {
  const say = useSay();
  return (
    <div class="sheet gap" id="decide">
      <h2 class="h3">{say(T.waitTitle)}</h2>
      <StatementBlock report={mine} />
      <p class="s">{say(T.waitText)}</p>
      <details open={problems !== undefined}>
        <summary>{say(T.correct)}</summary>
        <StatementForm engagement={engagement} stage={stage} values={values ?? statementValues(mine)} problems={problems} label={say(T.stateMine)} />
        <Answer engagement={engagement} report={mine} isSo={false} label={say(T.takeBack)} />
      </details>
    </div>
  );
}

function Disputed({ engagement, stage, mine, theirs, values, problems }: DecisionProps & { stage: ConfirmedStage; mine: ToldReport; theirs: ToldReport }): VNode {
  const say = useSay();
  return (
    <div class="sheet lift gap" id="decide">
      <h2 class="h3">{say(T.disputeTitle)}</h2>
      <TitleBlock
        cells={[
          { term: say(T.youSay), value: <Said report={mine} />, width: 'full' },
          { term: say(T.theySay), value: <Said report={theirs} />, width: 'full' },
        ]}
      />
      <p class="s">{say(T.disputeText)}</p>
      <Answer engagement={engagement} report={theirs} isSo={theirs.isSo} label={say(T.agreeWithThem)} isQuiet />
      <details open={problems !== undefined}>
        <summary>{say(T.correct)}</summary>
        <StatementForm engagement={engagement} stage={stage} values={values ?? statementValues(mine)} problems={problems} label={say(T.stateMine)} />
      </details>
    </div>
  );
}

function Free({ engagement, stage, values, problems }: DecisionProps & { stage: ConfirmedStage }): VNode {
  const ctx = usePage();
  const say = useSay();
  const commands = ENGAGEMENT_LIFECYCLE.commands(engagement.stage, 'side');
  const stages = [
    ...(commands.includes('propose') ? [{ value: 'proposal', label: say(T.tellProposal) }] : []),
    ...(commands.includes('negotiate') ? [{ value: 'negotiation', label: say(T.tellNegotiation) }] : []),
  ];
  return (
    <div class="sheet lift gap" id="decide">
      <h2 class="h3">{say(T.tellTitle)}</h2>
      <p class="s">{say(stage === 'signed' ? T.tellText : T.tellAcceptedText)}</p>
      {stages.length > 0 && (
        <Form action={href(ctx, `/engagements/${engagement.id}/stage`)}>
          <Acts>
            {stages.map(({ value, label }) => (
              <Button kind="alt" small name="stage" value={value}>
                {label}
              </Button>
            ))}
          </Acts>
        </Form>
      )}
      <details open={stage === 'accepted' || problems !== undefined}>
        <summary>{say(stage === 'signed' ? T.tellSigned : T.tellAccepted)}</summary>
        <StatementForm engagement={engagement} stage={stage} values={values} problems={problems} label={say(stage === 'signed' ? T.stateSigned : T.stateAccepted)} />
      </details>
      <p class="s soft">{say(T.counted)}</p>
    </div>
  );
}

/** Amount and day of a signature, the day of an acceptance. */
function StatementForm({ engagement, stage, values, problems, label }: { engagement: EngagementView; stage: ConfirmedStage; values: FormValues | undefined; problems: readonly Problem[] | undefined; label: string }): VNode {
  const ctx = usePage();
  const say = useSay();
  const dayLabel = say(stage === 'signed' ? T.signedDay : T.acceptedDay);
  return (
    <Form action={href(ctx, `/engagements/${engagement.id}/statements`)} values={values ?? {}} problems={problems ?? []} labels={{ amount: say(T.amount), day: dayLabel }}>
      <ErrorSummary />
      <input type="hidden" name="stage" value={stage} />
      {stage === 'signed' && <MoneyField name="amount" />}
      <DateField name="day" />
      <Acts spaced>
        <Button small>{label}</Button>
      </Acts>
    </Form>
  );
}

/** One button that answers a statement; it names the statement, so that nobody confirms what has changed meanwhile. */
function Answer({ engagement, report, isSo, label, isQuiet }: { engagement: EngagementView; report: ToldReport; isSo: boolean; label: string; isQuiet?: boolean }): VNode {
  const ctx = usePage();
  return (
    <Form action={href(ctx, `/engagements/${engagement.id}/answers`)}>
      <input type="hidden" name="reportId" value={report.id} />
      <Acts spaced={!isSo}>
        <Button kind={isQuiet ? 'alt' : isSo ? 'fill' : 'no'} small={!isSo || isQuiet === true} full={isSo} name="isSo" value={isSo ? 'yes' : 'no'}>
          {label}
        </Button>
      </Acts>
    </Form>
  );
}

function StatementBlock({ report: { kind, amount, day } }: { report: ToldReport }): VNode {
  const { language } = usePage();
  const say = useSay();
  return (
    <TitleBlock
      cells={[
        amount !== null && { term: say(T.amount), value: formatMoney(amount, language), width: 'half', big: true },
        day !== null && { term: say(kind === 'signed' ? T.signedDay : T.acceptedDay), value: formatDate(day, language), width: amount === null ? 'full' : 'half', big: true },
      ]}
    />
  );
}

function Said({ report: { kind, isSo, amount, day } }: { report: ToldReport }): VNode {
  const { language } = usePage();
  const say = useSay();
  const on = day === null ? '' : formatDate(day, language);
  if (!isSo) return <>{say(T.saysNot)}</>;
  return <>{kind === 'signed' ? say(T.saysSigned, { amount: formatMoney(amount ?? 0, language), day: on }) : say(T.saysAccepted, { day: on })}</>;
}

/** A statement as the fields of its form hold it. */
export function statementValues({ amount, day }: ToldReport): FormValues {
  return { amount: amount === null ? '' : wanOfYuan(amount), day };
}

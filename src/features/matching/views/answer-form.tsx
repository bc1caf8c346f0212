import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { RadioCards } from '../../../web/components/choices.js';
import { SelectField, TextArea } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import { DECLINE_REASONS, DECLINE_TEXTS } from '../match.reasons.js';
import type { Colleague } from '../matching.queries.js';

interface AnswerFormProps {
  /** Where it posts to; the page itself when not given. */
  action?: string;
  values: FormValues;
  problems: readonly Problem[];
  colleagues: readonly Colleague[];
  demandId: string;
  children?: ComponentChildren;
}

/** A provider's answer: yes, no with a reason, or to a colleague; and what happens then. */
export function AnswerForm({ action, values, problems, colleagues, demandId, children }: AnswerFormProps): VNode {
  const ctx = usePage();
  const say = useSay();
  const canPass = colleagues.length > 0;
  return (
    <Form
      {...(action && { action })}
      values={values}
      problems={problems}
      labels={{ choice: say(T.yourAnswer), reason: say(T.declineReason), colleague: say(T.colleague), message: say(T.message) }}
      class="f"
    >
      <ErrorSummary />
      <RadioCards
        name="choice"
        options={[
          { value: 'interested', title: say(T.interested), text: say(T.interestedHint) },
          { value: 'declined', title: say(T.declined), text: say(T.declinedHint) },
          ...(canPass ? [{ value: 'passed', title: say(T.passed), text: say(T.passedHint) }] : []),
        ]}
      />
      <TextArea name="message" hint={say(T.messageHint)} rows={3} maxLength={1000} optional />
      <SelectField name="reason" options={DECLINE_REASONS.map((value) => ({ value, label: say(DECLINE_TEXTS[value]) }))} empty={say(T.noReason)} short />
      {canPass && <SelectField name="colleague" options={colleagues.map(({ personId, name }) => ({ value: personId, label: name }))} short />}
      <div class="note f">
        <h2 class="h3">{say(T.afterTitle)}</h2>
        <ol class="num">
          <li>{say(T.afterInterested)}</li>
          <li>{say(T.afterAccepted)}</li>
          <li>{say(T.afterRefused)}</li>
        </ol>
      </div>
      <Acts spaced>
        <Button>{say(T.confirmAnswer)}</Button>
        <ButtonLink kind="quiet" href={href(ctx, `/demands/${demandId}`)}>
          {say(T.seeDemand)}
        </ButtonLink>
      </Acts>
      {children}
    </Form>
  );
}

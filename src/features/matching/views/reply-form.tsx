import type { ComponentChildren, VNode } from 'preact';
import { Acts, Button } from '../../../web/components/button.js';
import { RadioCards } from '../../../web/components/choices.js';
import { SelectField, TextArea } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import { REFUSE_REASONS, REFUSE_TEXTS } from '../match.reasons.js';

interface ReplyFormProps {
  action?: string;
  values: FormValues;
  problems: readonly Problem[];
  children?: ComponentChildren;
}

/** A factory's answer to an interest: yes, or no with a reason. */
export function ReplyForm({ action, values, problems, children }: ReplyFormProps): VNode {
  const say = useSay();
  return (
    <Form
      {...(action && { action })}
      values={values}
      problems={problems}
      labels={{ choice: say(T.yourAnswer), reason: say(T.refuseReason), message: say(T.message) }}
      class="f"
    >
      <ErrorSummary />
      <RadioCards
        name="choice"
        options={[
          { value: 'accepted', title: say(T.accepted), text: say(T.acceptedHint) },
          { value: 'refused', title: say(T.refused), text: say(T.refusedHint) },
        ]}
      />
      <SelectField name="reason" options={REFUSE_REASONS.map((value) => ({ value, label: say(REFUSE_TEXTS[value]) }))} empty={say(T.noReason)} short />
      <TextArea name="message" hint={say(T.replyMessageHint)} rows={3} maxLength={1000} optional />
      <Acts spaced>
        <Button>{say(T.confirmAnswer)}</Button>
      </Acts>
      {children}
    </Form>
  );
}

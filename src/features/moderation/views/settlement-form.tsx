import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { Choices } from '../../../web/components/choices.js';
import { TextArea } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Note } from '../../../web/components/status.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { SETTLEMENTS } from '../../engagements/engagements.types.js';
import type { ReviewView } from '../review.dto.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';

interface SettlementFormProps {
  review: ReviewView;
  next: ComponentChildren;
  values: FormValues | undefined;
  problems: readonly Problem[] | undefined;
  refusal: string | undefined;
}

/** Whose word counts where the two sides of an engagement differ. Nothing is chosen beforehand. */
export function SettlementForm({ review, next, values, problems, refusal }: SettlementFormProps): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Form
      action={href(ctx, `/review/${review.id}/settlement`)}
      class="decide"
      labelledBy="decision"
      values={values ?? {}}
      problems={problems ?? []}
      labels={{ as: say(T.settleHow), note: say(T.settleNote) }}
    >
      <div class="sheet lift">
        <h2 id="decision">{say(T.decision)}</h2>
        {refusal && <Note tone="bad" role="alert" title={refusal} spaced />}
        <ErrorSummary />
        <p class="s soft after">{say(T.settleAsk)}</p>
        <input type="hidden" name="version" value={String(review.version)} />
        <Choices name="as" type="radio" options={SETTLEMENTS.map((value, i) => ({ value, label: say(T[`settle_${value}`]), hotkey: String(i + 1) }))} />
        <TextArea name="note" rows={4} hint={say(T.settleNoteHint)} optional />
        <div class="acts f">
          <Button full hotkey="a">
            {say(T.settle)}
          </Button>
        </div>
        <Acts after>{next}</Acts>
      </div>
    </Form>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts } from '../../../web/components/button.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Note } from '../../../web/components/status.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { ReviewView } from '../review.dto.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';

/** What comes back with a decision that was refused, and the way on to the next case. */
export interface DecisionSheetProps {
  next: ComponentChildren;
  values?: FormValues | undefined;
  problems?: readonly Problem[] | undefined;
  refusal?: string | undefined;
}

interface Props extends DecisionSheetProps {
  review: ReviewView;
  /** The last part of the address that it posts to. */
  act: 'decision' | 'settlement';
  labels: Readonly<Record<string, string>>;
  children: ComponentChildren;
}

/** The sheet on which a case is decided, whatever there is to choose. */
export function DecisionSheet({ review, act, labels, next, values, problems, refusal, children }: Props): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <Form action={href(ctx, `/review/${review.id}/${act}`)} class="decide" labelledBy="decision" values={values ?? {}} problems={problems ?? []} labels={labels}>
      <div class="sheet lift">
        <h2 id="decision">{say(T.decision)}</h2>
        {refusal && <Note tone="bad" role="alert" title={refusal} spaced />}
        <ErrorSummary />
        <input type="hidden" name="version" value={String(review.version)} />
        {children}
        <Acts after>{next}</Acts>
      </div>
    </Form>
  );
}

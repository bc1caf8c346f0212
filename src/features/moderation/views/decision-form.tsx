import type { ComponentChildren, VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { Choices } from '../../../web/components/choices.js';
import { TextArea } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Note } from '../../../web/components/status.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { CaseFile } from '../case-file.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import type { ReviewReason } from '../review-reasons.types.js';

const APPROVE = { listing: T.approveListing, revision: T.approveRevision, enterprise: T.approveEnterprise, engagement: T.settle } as const;

interface DecisionFormProps {
  file: CaseFile;
  next: ComponentChildren;
  values?: FormValues | undefined;
  problems?: readonly Problem[] | undefined;
  refusal?: string | undefined;
}

/** Reasons, the letter, and the two (for an enterprise three) ways to decide. Keys are printed on what they press. */
export function DecisionForm({ file, next, values, problems, refusal }: DecisionFormProps): VNode {
  const ctx = usePage();
  const say = useSay();
  const { review } = file;
  return (
    <Form
      action={href(ctx, `/review/${review.id}/decision`)}
      class="decide"
      labelledBy="decision"
      values={values ?? {}}
      problems={problems ?? []}
      labels={{ reasonCodes: say(T.reasons), note: say(T.letter) }}
    >
      <div class="sheet lift">
        <h2 id="decision">{say(T.decision)}</h2>
        {refusal && <Note tone="bad" role="alert" title={refusal} spaced />}
        <ErrorSummary />
        <input type="hidden" name="version" value={String(review.version)} />
        <ReasonFields reasons={file.reasons} />
        <div class="acts f">
          <Button kind="no" full name="decision" value="return" hotkey="r">
            {say(T.return)}
          </Button>
          <Button full name="decision" value="approve" hotkey="a">
            {say(APPROVE[review.subjectKind])}
          </Button>
          {review.subjectKind === 'enterprise' && (
            <Button kind="quiet" full name="decision" value="reject">
              {say(T.reject)}
            </Button>
          )}
        </div>
        <p class="s soft after">{say(T.decisionNote)}</p>
        <Acts after>{next}</Acts>
      </div>
    </Form>
  );
}

/** The reasons with their keys, and the officer's own words. */
export function ReasonFields({ reasons }: { reasons: readonly ReviewReason[] }): VNode {
  const { language } = usePage();
  const say = useSay();
  return (
    <>
      <Choices
        name="reasonCodes"
        hint={say(T.reasonsHint)}
        options={reasons.map(({ code, name }, i) => ({ value: code, label: name[language], ...(i < 9 && { hotkey: String(i + 1) }) }))}
      />
      <TextArea name="note" rows={4} hint={say(T.letterHint)} />
    </>
  );
}

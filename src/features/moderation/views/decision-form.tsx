import type { VNode } from 'preact';
import { Button } from '../../../web/components/button.js';
import { Choices } from '../../../web/components/choices.js';
import { TextArea } from '../../../web/components/fields.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { CaseFile } from '../case-file.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import type { ReviewReason } from '../review-reasons.types.js';
import { DecisionSheet, type DecisionSheetProps } from './decision-sheet.js';

const APPROVE = { listing: T.approveListing, revision: T.approveRevision, enterprise: T.approveEnterprise, engagement: T.settle } as const;

/** Reasons, the letter, and the two (for an enterprise three) ways to decide. Keys are printed on what they press. */
export function DecisionForm({ file: { review, reasons }, ...sheet }: DecisionSheetProps & { file: CaseFile }): VNode {
  const say = useSay();
  return (
    <DecisionSheet {...sheet} review={review} act="decision" labels={{ reasonCodes: say(T.reasons), note: say(T.letter) }}>
      <ReasonFields reasons={reasons} />
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
    </DecisionSheet>
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

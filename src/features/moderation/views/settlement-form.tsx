import type { VNode } from 'preact';
import { Button } from '../../../web/components/button.js';
import { Choices } from '../../../web/components/choices.js';
import { TextArea } from '../../../web/components/fields.js';
import { useSay } from '../../../web/page-context.js';
import { SETTLEMENTS } from '../../engagements/engagements.types.js';
import type { ReviewView } from '../review.dto.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import { DecisionSheet, type DecisionSheetProps } from './decision-sheet.js';

/** Whose word counts where the two sides of an engagement differ. Nothing is chosen beforehand. */
export function SettlementForm({ review, ...sheet }: DecisionSheetProps & { review: ReviewView }): VNode {
  const say = useSay();
  return (
    <DecisionSheet {...sheet} review={review} act="settlement" labels={{ as: say(T.settleHow), note: say(T.settleNote) }}>
      <p class="s soft after">{say(T.settleAsk)}</p>
      <Choices name="as" type="radio" options={SETTLEMENTS.map((value, i) => ({ value, label: say(T[`settle_${value}`]), hotkey: String(i + 1) }))} />
      <TextArea name="note" rows={4} hint={say(T.settleNoteHint)} optional />
      <div class="acts f">
        <Button full hotkey="a">
          {say(T.settle)}
        </Button>
      </div>
    </DecisionSheet>
  );
}

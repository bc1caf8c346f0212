import type { EngagementView, ToldReport } from './engagements.queries.js';
import { awaitedIn } from './engagement.states.js';
import { type ConfirmedStage, otherSide, type Side } from './engagements.types.js';

/** How an engagement stands for one side: what it is asked, or waits for. `stage` is what is stated or can be stated next. */
export type Situation =
  | { readonly is: 'over' }
  /** Nothing is stated. */
  | { readonly is: 'free'; readonly stage: ConfirmedStage }
  /** The other side has stated something and waits for this one. */
  | { readonly is: 'asked'; readonly stage: ConfirmedStage; readonly theirs: ToldReport }
  | { readonly is: 'waiting'; readonly stage: ConfirmedStage; readonly mine: ToldReport }
  | { readonly is: 'disputed'; readonly stage: ConfirmedStage; readonly mine: ToldReport; readonly theirs: ToldReport };

export function situationOf({ stage: at, reports }: Pick<EngagementView, 'stage' | 'reports'>, side: Side): Situation {
  const stage = awaitedIn(at);
  if (stage === null) return { is: 'over' };
  const standing = (of: Side): ToldReport | undefined => reports.find((report) => report.isOpen && report.side === of);
  const [mine, theirs] = [standing(side), standing(otherSide(side))];
  if (mine && theirs) return { is: 'disputed', stage, mine, theirs };
  if (theirs) return { is: 'asked', stage, theirs };
  return mine ? { is: 'waiting', stage, mine } : { is: 'free', stage };
}

import type { ComponentChildren, VNode } from 'preact';
import { SeatRow, type SeatSlot, Sides } from '../../../web/components/seats.js';
import { Section } from '../../../web/components/sections.js';
import { formatDate, formatMoney } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from '../engagement-pages.texts.js';
import type { EngagementView } from '../engagements.queries.js';
import { type ConfirmedStage, ENGAGEMENT_STAGES, type ReportedStage, type Side } from '../engagements.types.js';
import type { Situation } from '../situation.types.js';

interface StageRowProps {
  engagement: EngagementView;
  side: Side;
  situation: Situation;
}

/** The five stages: who told what and when, what is waited for and from whom. */
export function StageRow({ engagement, side, situation }: StageRowProps): VNode {
  const { language, now } = usePage();
  const say = useSay();
  const day = (at: Date | string): string => formatDate(at, language, { now });
  const { stage, reports } = engagement;
  const reached = stage === 'ended' ? lastReached(engagement) : ENGAGEMENT_STAGES.indexOf(stage);
  const free = (lines: ComponentChildren[]): Pick<SeatSlot, 'state' | 'lines'> => ({ state: 'free', lines });
  const unreached = say(stage === 'ended' ? T.notReached : T.notYet);

  const reportedSlot = (kind: ReportedStage, place: number): Pick<SeatSlot, 'state' | 'lines'> => {
    if (reached < place) return free([unreached]);
    const report = reports.findLast((one) => one.kind === kind);
    if (!report) return { state: 'on', lines: [say(T.skipped)] };
    return { state: 'on', lines: [say(report.side === side ? T.toldByYou : T.toldByThem), day(report.toldAt)] };
  };
  const confirmedSlot = (kind: ConfirmedStage): Pick<SeatSlot, 'state' | 'lines'> => {
    const on = kind === 'signed' ? engagement.signedOn : engagement.acceptedOn;
    const amount = kind === 'signed' && engagement.signedAmount !== null ? formatMoney(engagement.signedAmount, language) : null;
    if (on !== null) return { state: 'on', lines: [<><Sides confirmed={2} /> {say(T.bothConfirmed)}</>, ...(amount ? [amount] : []), day(on)] };
    if (situation.is === 'over' || situation.stage !== kind || situation.is === 'free') {
      const asks = situation.is !== 'over' && situation.stage === kind && engagement.askAt ? [say(T.asksOn, { day: day(engagement.askAt) })] : [];
      return free([<><Sides confirmed={0} /> {unreached}</>, ...asks]);
    }
    if (situation.is === 'disputed') return { state: 'wait', lines: [<Sides confirmed={1} />, <span class="warn">{say(T.differ)}</span>] };
    const [who, turn] = situation.is === 'asked' ? [T.theyStated, T.yourTurn] : [T.youStated, T.theirTurn];
    return { state: 'wait', lines: [<><Sides confirmed={1} /> {say(who)}</>, <span class="warn">{say(turn)}</span>] };
  };

  const waits = situation.is !== 'over' && situation.is !== 'free' ? situation.stage : null;
  const slots = ENGAGEMENT_STAGES.map((kind, place): SeatSlot => {
    const slot = kind === 'contact' ? { state: 'on' as const, lines: [<><Sides confirmed={2} /> {say(T.bothAgreed)}</>, day(engagement.openedAt)] } : kind === 'proposal' || kind === 'negotiation' ? reportedSlot(kind, place) : confirmedSlot(kind);
    return { title: say(T[kind]), ...slot, current: waits ? kind === waits : kind === stage };
  });
  return (
    <Section id="stages" sheet title={say(T.stagesTitle)} aside={<span class="soft s">{say(T.stagesHint)}</span>}>
      <SeatRow slots={slots} label={say(T.stagesTitle)} />
    </Section>
  );
}

/** How far it had come when it ended, as a place among the stages. */
function lastReached({ signedAt, reports }: EngagementView): number {
  if (signedAt) return ENGAGEMENT_STAGES.indexOf('signed');
  return Math.max(0, ...reports.map(({ kind }) => (kind === 'proposal' || kind === 'negotiation' ? ENGAGEMENT_STAGES.indexOf(kind) : 0)));
}

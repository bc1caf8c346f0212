import type { VNode } from 'preact';
import { Section } from '../../../web/components/sections.js';
import { Thread } from '../../../web/components/thread.js';
import { formatDate, formatMoney } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { ENGAGEMENT_PAGE_TEXTS as T } from '../engagement-pages.texts.js';
import type { EngagementView, ToldReport } from '../engagements.queries.js';
import type { Side } from '../engagements.types.js';

/** What was told and settled, oldest first. */
export function EngagementHistory({ engagement, side }: { engagement: EngagementView; side: Side }): VNode {
  const { language, now } = usePage();
  const say = useSay();
  const day = (at: Date | string): string => formatDate(at, language, { now });
  const told = (report: ToldReport): string => {
    const params = { day: day(report.toldAt), who: say(report.side === side ? T.you : T.them), stage: say(T[report.kind === 'same' ? 'contact' : report.kind]) };
    if (report.kind === 'same') return say(T.h_same, params);
    if (!report.isSo) return say(T.h_notSo, params);
    if (report.day === null) return say(T.h_stage, params);
    const more = { ...params, on: day(report.day), amount: formatMoney(report.amount ?? 0, language) };
    return say(report.kind === 'signed' ? T.h_signed : T.h_accepted, more);
  };
  const { openedAt, signedAt, signedOn, signedAmount, acceptedAt, acceptedOn, endedAt } = engagement;
  const events: { at: Date; text: string }[] = [
    { at: openedAt, text: say(T.h_opened, { day: day(openedAt) }) },
    ...engagement.reports.map((report) => ({ at: report.toldAt, text: told(report) })),
  ];
  if (signedAt && signedOn) events.push({ at: signedAt, text: say(T.h_confirmedSigned, { day: day(signedAt), on: day(signedOn), amount: formatMoney(signedAmount ?? 0, language) }) });
  if (acceptedAt && acceptedOn) events.push({ at: acceptedAt, text: say(T.h_confirmedAccepted, { day: day(acceptedAt), on: day(acceptedOn) }) });
  if (endedAt) events.push({ at: endedAt, text: say(T.h_ended, { day: day(endedAt) }) });
  // A stable sort: what was confirmed stands after the word that confirmed it.
  events.sort((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <Section id="history" title={say(T.historyTitle)}>
      <Thread entries={events.map(({ text }) => ({ kind: 'event', text }))} />
    </Section>
  );
}

import type { VNode } from 'preact';
import { Section } from '../../../web/components/sections.js';
import { SeatRow, type SeatSlot } from '../../../web/components/seats.js';
import { formatDate, formatDeadline } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { MatchRecord } from '../matching.types.js';

/** The demand's seats with who sits in each, and the ones that are still free. */
export function DemandSeats({ seats, seated }: { seats: number; seated: readonly MatchRecord[] }): VNode {
  const say = useSay();
  const slot = useSlot();
  const free = Math.max(0, seats - seated.length);
  const slots: SeatSlot[] = [...seated.map(slot), ...Array.from({ length: free }, (): SeatSlot => ({ state: 'free', title: say(T.free), lines: [say(T.freeHint)] }))];
  return (
    <Section sheet id="seats" title={say(T.seats, { n: seats })} aside={<span class="soft s">{say(T.seatsHint)}</span>}>
      <SeatRow slots={slots} />
    </Section>
  );
}

function useSlot(): (match: MatchRecord) => SeatSlot {
  const { language, now } = usePage();
  const say = useSay();
  return ({ status, provider, isExploring, answerDueAt, replyDueAt, repliedAt }) => {
    if (status === 'interested') {
      const due = replyDueAt && say(T.replyBefore, { when: formatDeadline(replyDueAt, language, now) });
      return { state: 'on', title: say(T.waitingForYou), lines: [provider.name, <span class="warn">{due}</span>] };
    }
    if (status === 'engaged') {
      return { state: 'on', title: say(T.engaged), lines: [provider.name, repliedAt && say(T.contactsSince, { when: formatDate(repliedAt, language, { now }) })] };
    }
    const due = answerDueAt && say(T.answerBefore, { when: formatDeadline(answerDueAt, language, now) });
    return isExploring
      ? { state: 'wait', title: say(T.exploring), lines: [provider.name, say(T.exploringHint), due] }
      : { state: 'wait', title: say(T.invited), lines: [provider.name, due] };
  };
}

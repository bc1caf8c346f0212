import type { VNode } from 'preact';
import { type Fact, Facts } from '../../../web/components/facts.js';
import { Section } from '../../../web/components/sections.js';
import { formatNumber } from '../../../web/format.js';
import { useSay } from '../../../web/page-context.js';
import type { ResponseRecord } from '../response-record.queries.js';
import { RESPONSE_RECORD_TEXTS as T } from '../response-record.texts.js';

/** Below this many invitations a share says nothing; the counts are shown, the percentage is not. */
const TELLING = 3;

/** How an enterprise answers: counts that the platform has seen, never stars. */
export function ResponseRecordFacts({ record }: { record: ResponseRecord }): VNode {
  const say = useSay();
  const { invited, answered, medianHours, engaged, engagedAcross } = record;
  const share: Fact =
    invited < TELLING
      ? { term: say(T.answered), value: say(T.fewOf, { answered }), small: say(T.fewSmall, { invited }) }
      : { term: say(T.answered), value: say(T.share, { percent: Math.round((100 * answered) / invited) }), small: say(T.of, { invited, answered }) };
  const time: Fact[] = medianHours === null ? [] : [{ term: say(T.time), value: medianHours < 1 ? say(T.lessThanHour) : formatNumber(Math.round(medianHours * 10) / 10), small: say(T.hours) }];
  const both: Fact[] = engaged === 0 ? [] : [{ term: say(T.engaged), value: formatNumber(engaged), small: say(T.across, { n: engagedAcross }) }];
  return (
    <Section id="record" title={say(T.title)}>
      <Facts items={[...(invited > 0 ? [share] : []), ...time, ...both]} />
      <p class="s soft after">{say(T.note)}</p>
    </Section>
  );
}

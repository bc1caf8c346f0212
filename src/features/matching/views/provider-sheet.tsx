import type { ComponentChildren, VNode } from 'preact';
import { DAY_MS } from '../../../shared/durations.js';
import { formatDeadline, formatPercent, formatRelative } from '../../../web/format.js';
import { Remarks } from '../../../web/components/facts.js';
import { MatchSheet, Quote } from '../../../web/components/match.js';
import { Status } from '../../../web/components/status.js';
import { usePage, useSay } from '../../../web/page-context.js';
import { SIZE_TEXTS } from '../match-facts.texts.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import { OtherTable } from './other-table.js';
import type { ShownMatch } from './shown-match.js';

const MONTH_MS = 30 * DAY_MS;
/** Longer than this nobody is new. */
const NEW_FOR_MONTHS = 6;

/** A provider as the factory decides upon him: reasons and gaps, his words, his proofs, and how the score adds up. */
export function ProviderSheet({ shown, wide, href, children }: { shown: ShownMatch; wide?: boolean; href?: string; children?: ComponentChildren }): VNode {
  const { language, now } = usePage();
  const say = useSay();
  const { match, score, reasons, place, evidence } = shown;
  const { provider, record } = match;
  const answers = record.invited > 0 ? say(T.answersRate, { percent: formatPercent(record.answered / record.invited) }) : null;
  const months = Math.floor((now.getTime() - new Date(provider.registeredAt).getTime()) / MONTH_MS);
  return (
    <MatchSheet
      id={`m-${match.id}`}
      name={provider.name}
      {...(href && { href })}
      meta={[
        place,
        say(SIZE_TEXTS[provider.size]),
        answers ?? (months < NEW_FOR_MONTHS && say(T.joinedDays, { months: Math.max(1, months) })),
      ].filter(Boolean)}
      points={match.score}
      status={<Deadline shown={shown} />}
      reasons={reasons}
      parts={score.parts}
      {...(wide && { wide })}
      below={score.provider && <OtherTable fit={score.provider} side="factory" {...(!wide && { brief: true })} />}
    >
      {match.message && <Quote text={match.message} {...(match.answeredAt && { by: say(T.theirWords, { when: formatRelative(match.answeredAt, now, language) }) })} />}
      {children}
      {wide && evidence.length > 0 && (
        <>
          <h4 class="after">{say(T.evidence)}</h4>
          <Remarks items={evidence.map(({ term, value }) => ({ item: term, remark: value }))} />
        </>
      )}
    </MatchSheet>
  );
}

function Deadline({ shown: { match, status } }: { shown: ShownMatch }): VNode {
  const { language, now } = usePage();
  const say = useSay();
  if (match.status === 'interested' && match.replyDueAt) return <Status tone="wait">{say(T.replyBefore, { when: formatDeadline(match.replyDueAt, language, now) })}</Status>;
  if (match.status === 'invited' && match.answerDueAt) {
    const when = say(T.answerBefore, { when: formatDeadline(match.answerDueAt, language, now) });
    return <Status tone="ended">{match.isExploring ? `${say(T.exploring)} · ${when}` : when}</Status>;
  }
  return <Status tone={match.status === 'engaged' && !match.endedAt ? 'ok' : 'ended'}>{status}</Status>;
}

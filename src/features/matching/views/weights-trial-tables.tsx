import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Section } from '../../../web/components/sections.js';
import { Scroll, Table } from '../../../web/components/tables.js';
import { Segmented } from '../../../web/components/text.js';
import { formatPoints } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { NamedMove, WeightsEvaluation, WeightsTrial } from '../weights/weights-trial.js';
import { WEIGHTS_TEXTS as T } from '../weights/weights.texts.js';

/** A difference with its sign; a true minus. */
export function signed(value: number, digits = 1): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return '0';
  return value > 0 ? `+${text}` : `−${text}`;
}

/** How a graded set is ordered now and then; says so where there is none. */
export function Evaluation({ evaluation }: { evaluation: WeightsEvaluation | null }): VNode {
  const say = useSay();
  if (evaluation === null) {
    return (
      <Section id="evaluation" title={say(T.evaluation)}>
        <p class="soft">{say(T.noEvaluation)}</p>
      </Section>
    );
  }
  const rows = [
    { name: say(T.ndcg), ...evaluation.ndcgAt10 },
    { name: say(T.recall), ...evaluation.recallAt50 },
  ];
  return (
    <Section id="evaluation" title={say(T.evaluation)}>
      <Scroll label={say(T.evaluation)}>
        <Table
          caption={say(T.evaluationText, { set: evaluation.set, n: evaluation.demands })}
          rows={rows}
          columns={[
            { head: say(T.figure), cell: ({ name }) => name },
            { head: say(T.before), right: true, cell: ({ before }) => before.toFixed(3) },
            { head: say(T.after), right: true, cell: ({ after }) => after.toFixed(3) },
            { head: say(T.difference), right: true, nowrap: true, cell: ({ before, after }) => signed(after - before, 3) },
          ]}
        />
      </Scroll>
    </Section>
  );
}

/** Pairs whose score changes most, with both numbers and both places. */
export function MovesTable({ id, title, moves }: { id: string; title: string; moves: readonly NamedMove[] }): VNode {
  const say = useSay();
  return (
    <Section id={id} title={title}>
      <Scroll label={title}>
        <Table
          rows={moves}
          columns={[
            { head: say(T.offering), cell: ({ offering }) => <ListingLink kind="offerings" of={offering} /> },
            { head: say(T.demand), cell: ({ demand }) => <ListingLink kind="demands" of={demand} /> },
            { head: say(T.before), right: true, cell: ({ before }) => formatPoints(before) },
            { head: say(T.after), right: true, cell: ({ after }) => formatPoints(after) },
            { head: say(T.difference), right: true, nowrap: true, cell: ({ before, after }) => signed(after - before) },
            { head: say(T.place), right: true, nowrap: true, cell: ({ placeBefore: before, placeAfter: after }) => (before === after ? before : say(T.placeFromTo, { before, after })) },
          ]}
        />
      </Scroll>
    </Section>
  );
}

export function InvitationsTable({ trial: { invitations } }: { trial: WeightsTrial }): VNode {
  const say = useSay();
  const names = (offerings: WeightsTrial['invitations'][number]['no']): VNode =>
    offerings.length === 0 ? (
      <span class="soft">{say(T.nobody)}</span>
    ) : (
      <>
        {offerings.map((offering) => (
          <div>
            <ListingLink kind="offerings" of={offering} />
          </div>
        ))}
      </>
    );
  return (
    <Section id="invitations" title={say(T.invitations)}>
      <Scroll label={say(T.invitations)}>
        <Table
          caption={say(T.invitationsText, { n: invitations.length })}
          rows={invitations}
          columns={[
            { head: say(T.demand), cell: ({ demand }) => <ListingLink kind="demands" of={demand} /> },
            { head: say(T.no), cell: ({ no }) => names(no) },
            { head: say(T.instead), cell: ({ instead }) => names(instead) },
          ]}
        />
      </Scroll>
    </Section>
  );
}

function ListingLink({ kind, of: { code, title } }: { kind: 'demands' | 'offerings'; of: { readonly code: string; readonly title: string } }): VNode {
  return (
    <a href={href(usePage(), `/${kind}/${code}`)}>
      <Segmented text={title || code} />
    </a>
  );
}

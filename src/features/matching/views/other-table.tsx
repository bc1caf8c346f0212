import type { VNode } from 'preact';
import { ScoreTable } from '../../../web/components/match.js';
import { useSay } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { SaidScore } from '../match-words.service.js';
import type { MatchSide } from '../matching.types.js';

/** The second table: how the demand suits the provider, by what he said that he likes. It adds up on its own. */
export function OtherTable({ fit, side, brief = false }: { fit: NonNullable<SaidScore['provider']>; side: MatchSide; brief?: boolean }): VNode {
  const say = useSay();
  return (
    <details>
      <summary>{say(side === 'factory' ? T.providerTable : T.yourTable)}</summary>
      <ScoreTable parts={fit.parts} total={fit.total} brief={brief} />
    </details>
  );
}

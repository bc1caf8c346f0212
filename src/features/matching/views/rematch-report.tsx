import type { VNode } from 'preact';
import { useSay } from '../../../web/page-context.js';
import { REMATCH_TEXTS as T } from '../rematch/rematch.texts.js';

/** What a pass over all demands has changed so far. */
export function RematchReport({ written }: { written: number }): VNode {
  const say = useSay();
  return <p class="s soft after">{say(T.changed, { n: written })}</p>;
}

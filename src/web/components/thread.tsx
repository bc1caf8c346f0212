import type { ComponentChildren, VNode } from 'preact';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';
import type { Remark } from './facts.js';
import { Remarks } from './facts.js';
import { Paragraphs } from './text.js';

type ThreadEntry =
  | { readonly kind: 'message'; readonly isMine: boolean; readonly author: string; readonly at: string; readonly text: string; readonly files?: readonly Remark[] }
  /** What the platform noted. */
  | { readonly kind: 'event'; readonly text: ComponentChildren };

/** What two sides wrote to each other, oldest first; ours with a steel line, theirs with a grey one. */
export function Thread({ entries }: { entries: readonly ThreadEntry[] }): VNode {
  const say = useSay();
  return (
    <ol class="thread">
      {entries.map((entry) =>
        entry.kind === 'event' ? (
          <li class="ev">{entry.text}</li>
        ) : (
          <li class={entry.isMine ? 'me' : undefined}>
            <p class="s soft">
              <b>{entry.author}</b>
              {` · ${say(entry.isMine ? texts.you : texts.otherSide)} · ${entry.at}`}
            </p>
            <Paragraphs text={entry.text} />
            {entry.files && entry.files.length > 0 && <Remarks items={entry.files} small />}
          </li>
        ),
      )}
    </ol>
  );
}

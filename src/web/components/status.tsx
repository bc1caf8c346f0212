import type { ComponentChildren, VNode } from 'preact';
import type { Notice } from '../notice.js';
import { usePage, useSay } from '../page-context.js';
import { texts } from '../texts.js';
import { CsrfField } from './form.js';

/** `live` runs, `wait` waits for somebody, `ended` is over. Colour says urgency only, the word says the rest. */
export type Tone = 'live' | 'wait' | 'ok' | 'bad' | 'ended';

const CLASS: Record<Tone, string> = { live: 'acc', wait: 'warn', ok: 'ok', bad: 'bad', ended: 'soft' };

export function Status({ tone, children }: { tone: Tone; children: ComponentChildren }): VNode {
  return <span class={`st ${CLASS[tone]}`}>{children}</span>;
}

type NoteTone = 'info' | 'warn' | 'bad' | 'ok';

interface NoteProps {
  tone?: NoteTone;
  /** Bold, first. */
  title?: string;
  children?: ComponentChildren;
  /** `status` for what was done, `alert` for what failed; none for a note that was there all along. */
  role?: 'status' | 'alert';
  spaced?: boolean;
}

/** One paragraph, one thing. Never goes away by itself. */
export function Note({ tone = 'info', title, children, role, spaced }: NoteProps): VNode {
  return (
    <div class={`note${tone === 'info' ? '' : ` ${tone}`}${spaced ? ' f' : ''}`} role={role}>
      <Lead text={title} goesOn={typeof [children].flat()[0] === 'string'} />
      {children}
    </div>
  );
}

/** The bold beginning of a text, ended as a sentence; after it Latin text wants a space, Chinese has it in its full stop. */
function Lead({ text, goesOn }: { text: string | undefined; goesOn: boolean }): VNode | null {
  const { language } = usePage();
  if (!text) return null;
  const isEnded = /[。.！!？?：:]$/.test(text);
  const end = language === 'zh' ? '。' : '.';
  return (
    <>
      <b>{goesOn && !isEnded ? text + end : text}</b>
      {language === 'zh' ? '' : ' '}
    </>
  );
}

/** What the last act did, with its way back: on top of the next page. Layout shows it; features need not. */
export function UndoBar({ notice, hotkey }: { notice: Notice; hotkey?: string }): VNode {
  const say = useSay();
  const role = notice.tone === 'bad' ? 'alert' : 'status';
  return (
    <div class={`note acts noprint${notice.tone === 'info' ? '' : ` ${notice.tone}`}`} role={role}>
      <span>
        <Lead text={notice.title} goesOn={!!notice.text} />
        {notice.text}
      </span>
      {notice.undo && (
        <form method="post" action={notice.undo.action} class="push">
          <CsrfField />
          <button class="btn alt sm" data-key={hotkey}>
            {notice.undo.label || say(texts.undo)}
            {hotkey && (
              <>
                {' '}
                <kbd>{hotkey.toUpperCase()}</kbd>
              </>
            )}
          </button>
        </form>
      )}
    </div>
  );
}

import type { Hold } from '../../platform/events/outbox.js';
import { newId } from '../../shared/ids.js';
import { say } from '../../shared/language.js';
import { href } from '../../web/address.js';
import type { Notice } from '../../web/notice.js';
import type { PageContext } from '../../web/page-context.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';

/** What officers do by hand is held for a moment; what programs do is not. @param seconds 0 for no hold at all */
export function holdFor(seconds: number): Hold | undefined {
  return seconds === 0 ? undefined : { key: newId(), seconds };
}

/** A notice with its way back, a path without language, and for how long that is open. */
export function withUndo(ctx: PageContext, notice: Notice, hold: Hold | undefined, path: string): Notice {
  if (!hold) return notice;
  const text = [notice.text, say(T.undoText, ctx.language, { n: hold.seconds })].filter((part) => part !== undefined).join(' ');
  return { ...notice, text, undo: { action: href(ctx, path) } };
}

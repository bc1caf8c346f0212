import * as z from 'zod';
import { localPath } from './address.js';

/** What an act did, said on the next page (POST → redirect → GET), with a way back while there is one. */
export interface Notice {
  readonly tone: 'ok' | 'warn' | 'bad' | 'info';
  /** Already in the reader's language; plain text. */
  readonly title: string;
  readonly text?: string;
  /** A form that posts to a path of ours and takes the act back. */
  readonly undo?: { readonly action: string; /** Where 「撤销」 does not say it. */ readonly label?: string };
}

export const NOTICE_COOKIE = 'notice';

const schema = z.object({
  tone: z.enum(['ok', 'warn', 'bad', 'info']),
  title: z.string().max(200),
  text: z.string().max(400).optional(),
  undo: z.object({ action: z.string().max(300), label: z.string().max(40).optional() }).optional(),
});

/** The value of the cookie that carries a notice to the next page. Cookies hold 4 kB: long texts are cut. */
export function encodeNotice(notice: Notice): string {
  const cut = { ...notice, title: notice.title.slice(0, 200), text: notice.text?.slice(0, 400) };
  return Buffer.from(JSON.stringify(cut)).toString('base64url');
}

/**
 * The notice of a cookie, or null. The cookie is the reader's own, so it is believed as little as any input: plain
 * text only, and an undo that leads out of this site is dropped.
 */
export function decodeNotice(value: string | undefined): Notice | null {
  if (!value || value.length > 4000) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8')));
    if (!parsed.success) return null;
    const { undo, ...notice } = parsed.data;
    return undo && localPath(undo.action, '') ? { ...notice, undo } : notice;
  } catch {
    return null;
  }
}

/**
 * A mail as data, written once and rendered twice, as HTML and as plain text. All strings are already in the
 * recipient's language and are plain text; addresses are absolute. Order of a good mail (design): why you get it and
 * until when, the facts, the answers, reasons and gaps, why this mail and how to stop.
 */
export interface MailContent {
  readonly subject: string;
  /** Shown by mail programs beside the subject: what is at stake, until when. */
  readonly preheader: string;
  readonly title: string;
  readonly blocks: readonly MailBlockItem[];
  /** Why this person gets this mail: 「邀请」设为即时. */
  readonly why: string;
  /** Change the frequency, stop the stream, see it on the web. */
  readonly links?: readonly MailLink[];
  /** The code one can name on the phone: 编号 冀 2026-04817. */
  readonly reference?: string;
}

export interface MailLink {
  readonly label: string;
  readonly href: string;
}

/** Text with bold parts: `['到 ', { strong: '5 月 21 日' }, '。']`. A plain string has none. */
export type MailText = string | readonly (string | { readonly strong: string })[];

export interface MailFact {
  readonly term: string;
  readonly value: string;
  /** `tel:`, `mailto:` or an absolute address. */
  readonly href?: string;
}

export type MailBlockItem =
  /** One paragraph of ours. The greeting is the first one. */
  | { readonly kind: 'text'; readonly text: MailText; readonly quiet?: boolean }
  /** The title block of a drawing: what it is about. Facts without a value are left out. */
  | { readonly kind: 'facts'; readonly title?: string; readonly facts: readonly MailFact[] }
  /** The first answer is the filled button. Each leads to a confirming page, which is said below them; `note` adds to it. */
  | { readonly kind: 'answers'; readonly answers: readonly MailLink[]; readonly note?: string }
  /** One button that leads to a page and answers nothing: confirm the address, see the demand. */
  | { readonly kind: 'go'; readonly link: MailLink; readonly note?: string }
  | { readonly kind: 'reasons'; readonly title: string; readonly reasons: readonly MailReason[] }
  /** What the other side wrote, line breaks kept. */
  | { readonly kind: 'quote'; readonly text: string; readonly by?: string }
  /** What happens next, in order. */
  | { readonly kind: 'steps'; readonly title?: string; readonly steps: readonly string[] };

export interface MailReason {
  readonly kind: 'reason' | 'gap';
  readonly text: string;
}

/**
 * An address that may stand in a mail.
 * @throws Error for anything but an absolute web address, a telephone number or a mail address: a mistake of ours
 */
export function mailAddress(href: string): string {
  if (!/^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/.test(href)) throw new Error(`Not an address for a mail: ${href.slice(0, 80)}`);
  return href;
}

/** On one line: a title with line breaks could otherwise pretend to be a part of the mail. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

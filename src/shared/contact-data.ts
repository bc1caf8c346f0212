/** Contact data in a text: numbers to call, addresses to write to. Nobody is harvested, so none belongs into what everybody reads. */
export type ContactKind = 'phone' | 'email' | 'wechat' | 'qq' | 'url';

interface FoundContact {
  readonly kind: ContactKind;
  /** As it stands in the text, with a little around it. */
  readonly excerpt: string;
}

const EXCERPT_MARGIN = 6;

const CHINESE_DIGITS = new Map([...'〇零一二三四五六七八九'].map((digit, i) => [digit, String(Math.max(0, i - 1))]));
CHINESE_DIGITS.set('幺', '1');
CHINESE_DIGITS.set('两', '2');
[...'壹贰叁肆伍陆柒捌玖'].forEach((digit, i) => CHINESE_DIGITS.set(digit, String(i + 1)));

/** Between the digits of a number that shall not be found: spaces, dashes, dots, a bracket. */
const GAP = '[\\s\\-–—_.·•*()（）]{0,2}';
const MOBILE = new RegExp(`(?<!\\d)(?:\\+?86${GAP})?1${GAP}[3-9]${`${GAP}\\d`.repeat(9)}(?!\\d)`, 'g');
const LANDLINE = /(?<![\d.])0\d{2,3}[\s\-–—()（）]{1,2}[2-9]\d{6,7}(?!\d)/g;
const SERVICE_NUMBER = /(?<!\d)[48]00[\s-]?\d{3}[\s-]?\d{4}(?!\d)/g;

/** Looked for in the text as it is. Each begins where a word begins, or a long word without end would cost its length squared. */
const LITERAL: readonly (readonly [ContactKind, RegExp])[] = [
  ['email', /(?<![\w.+-])[\w.+-]{2,}\s{0,2}(?:@|＠|\(at\)|\[at\]|艾特)\s{0,2}[a-z0-9-]+(?:\s{0,2}[.。．]\s{0,2}[a-z0-9-]+)*\s{0,2}[.。．]\s{0,2}[a-z]{2,}/gi],
  ['url', /(?:https?:\/\/|www\.)[^\s，。；、）)]{3,}|(?<![\w@.-])[a-z0-9-]{2,}\.(?:com|cn|net|org|top|cc|vip)(?:\.cn)?(?![\w-])/gi],
  ['wechat', /(?:微信|薇信|威信|加微|V信|wechat|weixin|(?<![a-z])(?:wx|vx)(?![a-z]))\s{0,2}(?:号|id)?\s{0,2}[:：是为]?\s{0,2}[a-z0-9][\w-]{4,19}/gi],
  ['qq', /(?<![a-z])qq\s{0,2}(?:号|群)?\s{0,2}[:：]?\s{0,2}[1-9]\d{4,10}(?!\d)/gi],
];
const NUMBERS: readonly RegExp[] = [MOBILE, LANDLINE, SERVICE_NUMBER];

/** What looks like contact data, in the order of the text: phone numbers (also spaced out or in Chinese digits), addresses, accounts. */
export function findContacts(text: string): FoundContact[] {
  return findings(text).map(({ kind, start, end }) => ({ kind, excerpt: excerpt(text, start, end) }));
}

interface Finding {
  readonly kind: ContactKind;
  readonly start: number;
  readonly end: number;
}

function findings(text: string): Finding[] {
  const plain = halfWidth(text);
  const found = [
    ...NUMBERS.flatMap((pattern) => [...matches('phone', pattern, plain), ...matches('phone', pattern, westernDigits(plain))]),
    ...LITERAL.flatMap(([kind, pattern]) => matches(kind, pattern, plain)),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  // One place is reported once: the longest of what was found there.
  let end = 0;
  return found.filter((finding) => {
    const isApart = finding.start >= end;
    end = Math.max(end, finding.end);
    return isApart;
  });
}

function matches(kind: ContactKind, pattern: RegExp, text: string): Finding[] {
  return [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length }));
}

/** Full-width and circled forms as plain ones, character by character, so that places stay the same. */
function halfWidth(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll(/[①-⑨]/g, (c) => String(c.charCodeAt(0) - 0x245f));
}

function westernDigits(text: string): string {
  return [...text].map((c) => CHINESE_DIGITS.get(c) ?? c).join('');
}

function excerpt(text: string, start: number, end: number): string {
  const from = Math.max(0, start - EXCERPT_MARGIN);
  const to = Math.min(text.length, end + EXCERPT_MARGIN);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`.toWellFormed();
}

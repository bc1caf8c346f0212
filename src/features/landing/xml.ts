const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML 1.0 has no way to write, not even as a reference: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** A text for an element or an attribute of XML. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(UNWRITABLE, '').replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

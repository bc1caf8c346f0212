const MAX_CHARACTERS = 120;
/** Controls, writing direction marks (they disguise `gpj.exe` as `exe.jpg`), line separators, byte order marks. */
const INVISIBLE = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/gu;
/** What Windows does not take in a name. */
const RESERVED = /[<>:"|?*]/g;

/**
 * A name that can be shown and saved anywhere: no folders, nothing invisible, at most 120 characters, and an extension
 * that fits what the file is. Chinese, emoji and spaces inside stay.
 * @param extensions those that fit the content, the usual one first
 */
export function cleanFileName(name: string, extensions: readonly string[]): string {
  const base = name.toWellFormed().replaceAll('\uFFFD', '_').split(/[/\\]/).at(-1) ?? '';
  const visible = base.normalize('NFC').replace(INVISIBLE, '').replace(RESERVED, '_').replace(/\s+/g, ' ').trim();
  const { stem, extension } = split(visible);
  const isFitting = extensions.includes(extension.toLowerCase());
  const suffix = isFitting ? extension : (extensions[0] ?? 'bin');
  const kept = (isFitting ? stem : visible).replace(/^[. ]+|[. ]+$/g, '');
  return `${shorten(kept || 'file', MAX_CHARACTERS - suffix.length - 1)}.${suffix}`;
}

function split(name: string): { stem: string; extension: string } {
  const at = name.lastIndexOf('.');
  return at < 0 ? { stem: name, extension: '' } : { stem: name.slice(0, at), extension: name.slice(at + 1) };
}

/** Cuts between whole characters as people see them: no half of an emoji. */
function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > max) break;
    kept += segment;
  }
  return kept.trimEnd() || text.slice(0, 1);
}

import type { Language } from '../shared/language.js';

/** Where a page's controller listens: one address per language, so that a link always says its language. */
export function pagePaths(path: string): string[] {
  const tail = path.replace(/^\/+/, '');
  return (['zh', 'en'] as const).map((language) => (tail ? `${language}/${tail}` : language));
}

/** What an address needs to know of the page it stands on. */
interface InLanguage {
  readonly language: Language;
}

/** The address of a page in the reader's language: `href(ctx, '/demands')` is `/zh/demands`. Takes a query as it is. */
export function href(ctx: InLanguage, path: string): string {
  return path === '/' ? `/${ctx.language}` : `/${ctx.language}${path.startsWith('/') ? '' : '/'}${path}`;
}

type QueryChanges = Readonly<Record<string, string | number | readonly string[] | null>>;

/**
 * The query of an address with some names replaced and everything else kept: filters survive a turn of the page.
 * `null` or an empty string removes a name, a list writes it once per value. The result starts with `?`, or is empty.
 */
export function withQuery(search: string, changes: QueryChanges): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** Splits an address into its language and the rest; null language for an address outside the portal (`/api/v1`). */
export function splitAddress(url: string): { language: Language | null; path: string; search: string } {
  const at = url.indexOf('?');
  const whole = at < 0 ? url : url.slice(0, at);
  const search = at < 0 ? '' : url.slice(at);
  const match = /^\/(zh|en)(\/.*)?$/.exec(whole);
  if (!match) return { language: null, path: whole, search };
  return { language: match[1] === 'en' ? 'en' : 'zh', path: match[2] ?? '/', search };
}

/**
 * A path inside this site, or the fallback. Guards every "back to where you were" that comes from outside against an
 * open redirect: `//evil.example`, `/\evil.example` and absolute addresses are refused.
 */
export function localPath(value: unknown, fallback: string): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(value) || value.length > 2000) return fallback;
  return value;
}

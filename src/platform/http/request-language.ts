import { LANGUAGES, type Language } from '../../shared/language.js';

export const LANGUAGE_COOKIE = 'lang';

function isLanguage(value: string | undefined): value is Language {
  return LANGUAGES.includes(value as Language);
}

/** The language in a page's address (`/en/demands` → en), or null for an address without one. */
export function languageInPath(url: string): Language | null {
  const first = /^\/([a-z]{2})(?=[/?#]|$)/.exec(url)?.[1];
  return isLanguage(first) ? first : null;
}

/** The first of the reader's languages that we speak, by quality and then by order (RFC 9110, 12.5.4), or null. */
function languageOfHeader(header: string | undefined): Language | null {
  if (!header) return null;
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLanguage) ?? null;
}

/** The language a request is answered in: its address, else the reader's choice, else `Accept-Language`, else the default. */
export function requestLanguage(
  request: { url: string; headers: { 'accept-language'?: string | undefined }; cookies?: Record<string, string | undefined> },
  fallback: Language,
): Language {
  const chosen = request.cookies?.[LANGUAGE_COOKIE];
  return (
    languageInPath(request.url) ?? (isLanguage(chosen) ? chosen : null) ?? languageOfHeader(request.headers['accept-language']) ?? fallback
  );
}

import type { DocumentKind } from '../../platform/search/search-document.js';
import { DOCUMENT_KINDS } from '../../platform/search/search-document.js';
import { FILTERS, FIRST_PAGE, type FilterName, LAST_PAGE, MOST_CODES, MOST_WORDS, NO_FILTERS, type SearchState, type Sort, SORTS } from './directory.types.js';

/** A code as its list spells it, or null when the list does not have it: `130000` is `13`. */
export type KnownCode = (filter: FilterName, code: string) => string | null;

interface ReadAddress {
  readonly state: SearchState;
  /** What the address asked and nobody can answer, as `name=value`; short enough to be shown. */
  readonly ignored: readonly string[];
  /** There were more words than a search takes. */
  readonly isCut: boolean;
}

/**
 * What the query of a page's address asks. An address is typed, shortened and passed on by people: what cannot be used is
 * left out and named, and never refused.
 */
export function readAddress(query: Readonly<Record<string, unknown>>, knownCode: KnownCode): ReadAddress {
  const ignored: string[] = [];
  const ignore = (name: string, value: string): void => void ignored.push(`${name}=${cleanText(value).slice(0, 40)}`);
  const [typed = ''] = valuesOf(query['q']);
  const words = cleanText(typed);
  // Nothing but NUL, halves of characters and the like is not the same as nothing.
  if (words === '' && typed.trim() !== '') ignored.push(`q=${encodeURIComponent(typed.toWellFormed().trim()).slice(0, 40)}`);

  const [kind = ''] = valuesOf(query['kind']);
  if (kind !== '' && !isKind(kind)) ignore('kind', kind);

  const filters: Record<FilterName, readonly string[]> = { ...NO_FILTERS };
  for (const filter of FILTERS) {
    const codes = new Set<string>();
    for (const value of valuesOf(query[filter]).filter((text) => text !== '')) {
      const code = codes.size < MOST_CODES ? knownCode(filter, value) : null;
      if (code === null) ignore(filter, value);
      else codes.add(code);
    }
    filters[filter] = [...codes];
  }

  const [sort = ''] = valuesOf(query['sort']);
  if (sort !== '' && !isSort(sort)) ignore('sort', sort);

  const [typedPage = ''] = valuesOf(query['page']);
  const asked = /^\d{1,6}$/.test(typedPage) ? Number(typedPage) : 0;
  if (typedPage !== '' && asked === 0) ignore('page', typedPage);
  const page = Math.min(LAST_PAGE, Math.max(1, asked));

  const [typedUntil = ''] = valuesOf(query['until']);
  const isTime = /^\d{12,14}$/.test(typedUntil);
  if (typedUntil !== '' && !isTime) ignore('until', typedUntil);

  return {
    state: {
      words: [...words].slice(0, MOST_WORDS).join('').trim(),
      isVerbatim: words !== '' && valuesOf(query['verbatim'])[0] === '1',
      kind: isKind(kind) ? kind : null,
      filters,
      sort: isSort(sort) ? sort : 'fit',
      page,
      until: isTime && page > 1 ? Number(typedUntil) : null,
    },
    ignored: ignored.slice(0, 10),
    isCut: [...words].length > MOST_WORDS,
  };
}

/** The query that says a state, with its `?`; empty for the state that asks nothing. The same state always has the same address. */
export function searchOf(state: SearchState): string {
  const query = new URLSearchParams();
  if (state.words !== '') query.set('q', state.words);
  if (state.isVerbatim) query.set('verbatim', '1');
  if (state.kind !== null) query.set('kind', state.kind);
  for (const filter of FILTERS) for (const code of state.filters[filter]) query.append(filter, code);
  if (state.sort !== 'fit') query.set('sort', state.sort);
  if (state.page > 1) query.set('page', String(state.page));
  if (state.page > 1 && state.until !== null) query.set('until', String(state.until));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** The state without one choice, on its first page. */
export function without(state: SearchState, filter: FilterName, code: string): SearchState {
  return { ...state, filters: { ...state.filters, [filter]: state.filters[filter].filter((other) => other !== code) }, ...FIRST_PAGE };
}

export function hasFilters({ filters }: SearchState): boolean {
  return FILTERS.some((filter) => filters[filter].length > 0);
}

function isSort(value: string): value is Sort {
  return (SORTS as readonly string[]).includes(value);
}

function isKind(value: string): value is DocumentKind {
  return DOCUMENT_KINDS.includes(value as DocumentKind);
}

function valuesOf(value: unknown): string[] {
  return [value].flat().filter((one): one is string => typeof one === 'string');
}

/** One line of storable text: no NUL, no half of a surrogate pair, no control characters. */
function cleanText(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\uFFFD\s]+/gu, ' ').trim();
}

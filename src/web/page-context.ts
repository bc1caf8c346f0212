import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Actor } from '../shared/actor.js';
import type { Language, Text, TextParams } from '../shared/language.js';
import { say } from '../shared/language.js';
import type { Notice } from './notice.js';

/** `system` follows the device; the other two overrule it (cookie `theme`). */
export type Theme = 'system' | 'light' | 'dark';

/** Everything a view knows of the request it answers. Built once per request by `PageContexts`; plain data. */
export interface PageContext {
  readonly language: Language;
  /** The path without its language: `/demands/D-26-0007`. The same in both languages. */
  readonly path: string;
  /** The query as it came, with its `?`, or an empty string. */
  readonly search: string;
  /** The base of absolute addresses, from the settings and never from the Host header; no slash at the end. */
  readonly publicUrl: string;
  readonly actor: Actor;
  /** The token of every form that posts. */
  readonly csrf: string;
  readonly theme: Theme;
  /** What the last act did, shown once on top of this page. */
  readonly notice: Notice | null;
  /** The application's time when the request arrived. */
  readonly now: Date;
}

const Scope = createContext<PageContext | null>(null);

/** Gives the components below it their page. Layout does; a fragment that stands alone wraps itself. */
export const PageScope = Scope.Provider;

/** The page a component stands on. Fails loudly outside of Layout or PageScope, so no view renders in a wrong language. */
export function usePage(): PageContext {
  const page = useContext(Scope);
  if (!page) throw new Error('A component of web/ was rendered outside of <Layout> or <PageScope>');
  return page;
}

/** `say` in the page's language. */
export function useSay(): (text: Text, params?: TextParams) => string {
  const { language } = usePage();
  return (text, params) => say(text, language, params);
}

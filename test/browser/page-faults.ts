import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What `read-page.client.js` gives. */
interface Seen {
  readonly lang: string;
  readonly title: string;
  /** Of the first level. */
  readonly headings: readonly string[];
  /** Everything that is read, by eye or by ear. */
  readonly text: string;
  /** Those that were painted now. */
  readonly characters: readonly string[];
  readonly unpainted: readonly string[];
  /** Boxes whose content does not fit into them. */
  readonly spilling: readonly string[];
  readonly isTooWide: boolean;
  readonly crowded: readonly string[];
  readonly broken: readonly string[];
}

const READ_PAGE = readFileSync(join(import.meta.dirname, 'read-page.client.js'), 'utf8');

/** What no reader should ever see: values that were not there, templates that were not filled, characters that are none. */
const BROKEN_TEXT = /\bundefined\b|\bnull\b|\bNaN\b|\[object |Invalid Date|\{\w+\}|[\uFFFD\p{Co}\p{Cn}]/u;

/** A name that only the program has for something: a catalogue that lacks it lets it through. Files and sites are called like that too. */
const KEY = /^[a-z][a-z-]*\.(?!(?:com|cn|org|csv|xlsx|json|pdf|png|jpg|txt|zip)$)[a-z][a-z-]+$/;

/** Characters that some page was seen to have a glyph for. */
const painted = new Set<string>();

/** What is wrong with the page in this tab, in words; works without JavaScript too. */
export async function faultsOf(tab: Page): Promise<string[]> {
  const { lang, title, headings, text, characters, unpainted, spilling, isTooWide, crowded, broken: torn } = await tab.evaluate<Seen>(`${READ_PAGE}(${JSON.stringify([...painted].join(''))})`);
  for (const character of characters) if (!unpainted.includes(character)) painted.add(character);
  const expected = new URL(tab.url()).pathname.startsWith('/en') ? 'en' : 'zh-Hans';
  const broken = text
    .split(/[\n\t]/)
    .filter((line) => BROKEN_TEXT.test(line) || KEY.test(line.trim()))
    .map((line) => `shows “${line.trim().slice(0, 120)}”`);
  return [
    ...(lang === expected ? [] : [`says that it is in ${lang}`]),
    ...(/^.+ – .+$/.test(title) ? [] : [`has the title “${title}”`]),
    ...(headings.length === 1 && headings[0] !== '' ? [] : [`has ${headings.length} first headings: ${headings.join(', ')}`]),
    ...broken,
    ...(unpainted.length === 0 ? [] : [`has no glyph for ${unpainted.join(' ')}`]),
    ...spilling.map((box) => `lets spill “${box.replaceAll('\n', ' ')}” at ${tab.viewportSize()?.width} px`),
    ...crowded.map((words) => `has no room in a picture for “${words}” at ${tab.viewportSize()?.width} px`),
    ...torn.map((word) => `breaks the word “${word}” at ${tab.viewportSize()?.width} px`),
    ...(isTooWide ? [`scrolls sideways at ${tab.viewportSize()?.width} px`] : []),
  ];
}

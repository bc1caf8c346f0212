import { findContacts } from '../../shared/contact-data.js';
import type { Hint } from './review.types.js';

/** What the hints are made from: texts by field. */
export type HintTexts = Readonly<Record<string, string>>;

const MAX_PER_CASE = 10;
/** A case with fewer characters than this over all texts says too little to answer it. */
const LEAST_CHARACTERS = { demand: 40, offering: 20 } as const;
/** From this likeness of titles on, two listings of one enterprise may be the same. */
export const DUPLICATE_SIMILARITY = 0.6;

/** Contact data in the texts, field by field. At most ten. */
export function contactHints(texts: HintTexts): Hint[] {
  return Object.entries(texts)
    .flatMap(([field, text]) => findContacts(text).map((found): Hint => ({ code: 'contact', field, ...found })))
    .slice(0, MAX_PER_CASE);
}

/** Says that the texts together are very short. The body does not count when it only repeats the title. */
export function vagueHints(kind: 'demand' | 'offering', { title = '', ...rest }: HintTexts): Hint[] {
  const said = Object.values(rest).filter((text) => text !== title);
  const length = [...[title, ...said].join('').replaceAll(/[\s\p{P}]/gu, '')].length;
  return length < LEAST_CHARACTERS[kind] ? [{ code: 'vague', length }] : [];
}

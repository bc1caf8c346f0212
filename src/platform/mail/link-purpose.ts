import type { Text } from '../../shared/language.js';

/** What a kind of link is for, dotted: `match.answer`, and what can come of it, in the words for a second click. */
export interface LinkPurpose<Outcome extends string = string> {
  readonly name: string;
  readonly outcomes: Readonly<Record<Outcome, Text>>;
}

const purposes = new Map<string, LinkPurpose>();

/** @throws when the name is taken */
export function defineLinkPurpose<Outcome extends string>(purpose: LinkPurpose<Outcome>): LinkPurpose<Outcome> {
  if (purposes.has(purpose.name)) throw new Error(`The link purpose ${purpose.name} is defined twice.`);
  purposes.set(purpose.name, purpose);
  return purpose;
}

/** The words for what was answered; undefined for an outcome that this release does not know. */
export function outcomeText(purpose: string, outcome: string): Text | undefined {
  return purposes.get(purpose)?.outcomes[outcome];
}

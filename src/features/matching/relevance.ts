import type { Explanation } from './explanation.js';
import { SUGGESTION_FLOOR } from './match.rules.js';
import { ABOUT_THE_MATTER } from './scoring/weights.js';

/**
 * Below this a pair is not kept, however near, cheap and well proven the provider is: without it a caster is invited to build a web
 * site for the factory next door. Where the categories differ it asks for the twentieth of the demand's ceiling from which on most
 * pairs are related (`INVITE_THRESHOLD`); a neighbouring category needs little more than a word, the same one passes by itself.
 */
export const RELEVANCE_FLOOR = 0.2;

/** How much of the points for the matter itself a pair has, 0 to 1; 0 where there is nothing to compare. */
export function relevanceOf({ factory }: Pick<Explanation, 'factory'>): number {
  const parts = factory.parts.filter(({ part }) => ABOUT_THE_MATTER.includes(part));
  const of = parts.reduce((sum, part) => sum + part.of, 0);
  return of === 0 ? 0 : parts.reduce((sum, part) => sum + part.points, 0) / of;
}

/** Does a pair fit well enough to be kept as a suggestion? */
export function isWorthSuggesting(explanation: Pick<Explanation, 'factory' | 'total'>): boolean {
  return explanation.total >= SUGGESTION_FLOOR && relevanceOf(explanation) >= RELEVANCE_FLOOR;
}

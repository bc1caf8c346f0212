import { documentOf } from './generated-listing.js';
import type { ListingGenerator } from './listing-generator.js';
import { Random } from './random.js';
import { isTyped } from './search-questions.js';

/** Beginnings of words that listings have, as far as somebody has typed them: one or two characters, two or three letters. */
export function typedBeginnings(generator: ListingGenerator, listings: number, count: number): string[] {
  const random = new Random(0x7479_7065);
  return Array.from({ length: count }, () => {
    const word = [...random.pick(typedWords(generator, listings, random))];
    return word.slice(0, /[a-z]/.test(word[0]!) ? random.between(2, 3) : random.between(1, 2)).join('');
  });
}

/** Two or three words of one listing, as somebody types them. */
export function typedQueries(generator: ListingGenerator, listings: number, count: number): string[] {
  const random = new Random(0x7175_6572);
  return Array.from({ length: count }, () => {
    const words = typedWords(generator, listings, random);
    return Array.from({ length: random.between(2, 3) }, () => random.pick(words)).join(' ');
  });
}

function typedWords(generator: ListingGenerator, listings: number, random: Random): string[] {
  return [...documentOf(generator.listing(random.below(listings))).terms.keys()].filter(isTyped);
}

import { priorShare } from '../features/matching/terms/term-prior.js';
import type { TermStatistics } from '../features/matching/terms/term-statistics.js';
import type { ListingGenerator } from './listing-generator.js';

const SAMPLE = 4_000;

/** How often terms occur in the offerings among the first so many listings, from some thousands of them evenly spread. */
export function sampledStatistics(generator: ListingGenerator, listings: number): TermStatistics {
  const counts = new Map<string, number>();
  let [sampled, offerings] = [0, 0];
  for (let number = 0; number < listings; number = Math.max(number + 1, Math.round((++sampled * listings) / SAMPLE))) {
    const { kind, facts } = generator.listing(number);
    if (kind !== 'offering') continue;
    offerings += 1;
    for (const bag of [facts.terms.words, facts.terms.pairs]) for (const term of bag.counts.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const factor = Math.max(1, listings / SAMPLE);
  return {
    version: 'sample',
    documents: Math.round(offerings * factor),
    frequency: (term) => Math.round((counts.get(term) ?? 0) * factor),
    priorShare,
  };
}

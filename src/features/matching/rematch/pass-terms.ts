import type { Database } from '../../../platform/database/database.js';
import { termNumbersOf } from '../../../platform/search/memory-index.loader.js';
import type { TermStatisticsStore } from '../term-statistics.store.js';
import type { TermProfile } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';

/** Stands for the number of a term that the index does not know; it has none below 0. */
export const STRANGER = -1;

/**
 * What a pass has learnt of terms so far: how often they occur, and their numbers in the index. Most terms of a demand stand in others, too, so that each is
 * looked up as seldom as can be: that was a third of the time of ranking.
 */
export class PassTerms {
  /** Of one count; a new one begins another, and who ranks with the old one keeps it. */
  private known = new CountedTerms({ version: '', documents: 0, frequency: () => 0, priorShare: () => 0 });
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly database: Pick<Database, 'dataSource'>,
    private readonly store: Pick<TermStatisticsStore, 'load'>,
  ) {}

  /** The present statistics of all terms in these profiles: the same object as long as nothing is counted anew, for what others keep by it. */
  async statistics(profiles: readonly TermProfile[]): Promise<TermStatistics> {
    let { known } = this;
    let missing = termsOf(profiles, (term) => !known.frequencies.has(term));
    let snapshot = await this.store.load(missing);
    if (snapshot.version !== known.statistics.version) {
      // Counted anew since: what was known is of no use.
      const all = termsOf(profiles, () => true);
      if (missing.size < all.size) snapshot = await this.store.load(all);
      missing = all;
      if (this.known.statistics.version !== snapshot.version) this.known = new CountedTerms(snapshot);
      ({ known } = this);
    }
    for (const term of missing) known.frequencies.set(term, snapshot.frequency(term));
    return known.statistics;
  }

  /** The numbers of these terms, `STRANGER` of those that the index does not know, and of others. */
  async numbersOf(terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const missing = new Set<string>();
    for (const term of terms) if (!this.numbers.has(term)) missing.add(term);
    if (missing.size === 0) return this.numbers;
    const found = await termNumbersOf(this.database.dataSource, missing);
    for (const term of missing) this.numbers.set(term, found.get(term) ?? STRANGER);
    return this.numbers;
  }
}

class CountedTerms {
  readonly frequencies = new Map<string, number>();
  readonly statistics: TermStatistics;

  constructor({ version, documents, priorShare }: TermStatistics) {
    this.statistics = { version, documents, frequency: (term) => this.frequencies.get(term) ?? 0, priorShare };
  }
}

function termsOf(profiles: readonly TermProfile[], isWanted: (term: string) => boolean): Set<string> {
  const terms = new Set<string>();
  for (const { words, pairs } of profiles) {
    for (const term of words.counts.keys()) if (isWanted(term)) terms.add(term);
    for (const term of pairs.counts.keys()) if (isWanted(term)) terms.add(term);
  }
  return terms;
}

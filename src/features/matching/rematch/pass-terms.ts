import type { Database } from '../../../platform/database/database.js';
import { termNumbersOf } from '../../../platform/search/memory-index.loader.js';
import type { TermStatisticsStore } from '../term-statistics.store.js';
import type { TermProfile } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';

/** What a pass has learnt of terms so far: how often they occur, and their numbers in the index. Most terms of a demand stand in others, too. */
export class PassTerms {
  private version = '';
  /** Of one count; a new one begins another map, and who ranks with the old one keeps it. */
  private frequencies = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  /** Terms that the index does not know. */
  private readonly strangers = new Set<string>();

  constructor(
    private readonly database: Pick<Database, 'dataSource'>,
    private readonly store: Pick<TermStatisticsStore, 'load'>,
  ) {}

  /** The present statistics of all terms in these profiles. */
  async statistics(profiles: readonly TermProfile[]): Promise<TermStatistics> {
    const terms = termsOf(profiles);
    const { version } = this;
    let { frequencies } = this;
    let missing = [...terms].filter((term) => !frequencies.has(term));
    let snapshot = await this.store.load(missing);
    if (snapshot.version !== version) {
      // Counted anew since: what was known is of no use.
      if (missing.length < terms.size) snapshot = await this.store.load(terms);
      if (this.version !== snapshot.version) [this.frequencies, this.version] = [new Map(), snapshot.version];
      [frequencies, missing] = [this.frequencies, [...terms]];
    }
    for (const term of missing) frequencies.set(term, snapshot.frequency(term));
    return { version: snapshot.version, documents: snapshot.documents, frequency: (term) => frequencies.get(term) ?? 0, priorShare: snapshot.priorShare };
  }

  /** The numbers of those that the index knows, and of others. */
  async numbersOf(terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const missing = new Set<string>();
    for (const term of terms) if (!this.numbers.has(term) && !this.strangers.has(term)) missing.add(term);
    const found = await termNumbersOf(this.database.dataSource, missing);
    for (const term of missing) {
      const number = found.get(term);
      if (number === undefined) this.strangers.add(term);
      else this.numbers.set(term, number);
    }
    return this.numbers;
  }
}

function termsOf(profiles: readonly TermProfile[]): Set<string> {
  const terms = new Set<string>();
  for (const { words, pairs } of profiles) {
    for (const term of words.counts.keys()) terms.add(term);
    for (const term of pairs.counts.keys()) terms.add(term);
  }
  return terms;
}

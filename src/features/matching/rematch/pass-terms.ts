import type { Database } from '../../../platform/database/database.js';
import { termNumbersOf } from '../../../platform/search/memory-index.loader.js';
import type { TermStatisticsStore } from '../term-statistics.store.js';
import type { TermProfile } from '../terms/term-profile.js';
import type { TermStatistics } from '../terms/term-statistics.js';

/** What a pass has learnt of terms so far: how often they occur, and their numbers in the index. Most terms of a demand stand in others, too. */
export class PassTerms {
  private version = '';
  private readonly frequencies = new Map<string, number>();
  private readonly numbers = new Map<string, number | null>();

  constructor(
    private readonly database: Database,
    private readonly store: TermStatisticsStore,
  ) {}

  /** The present statistics of all terms in these profiles. A new count in between makes it forget the old one. */
  async statistics(profiles: readonly TermProfile[]): Promise<TermStatistics> {
    const terms = termsOf(profiles);
    const { version } = this;
    const frequencies = new Map<string, number>();
    for (const term of terms) {
      const known = this.frequencies.get(term);
      if (known !== undefined) frequencies.set(term, known);
    }
    const missing = [...terms].filter((term) => !frequencies.has(term));
    let snapshot = await this.store.load(missing);
    const isAnother = snapshot.version !== version && frequencies.size > 0;
    if (isAnother) snapshot = await this.store.load(terms);
    for (const term of isAnother ? terms : missing) frequencies.set(term, snapshot.frequency(term));
    if (this.version !== snapshot.version) this.frequencies.clear();
    this.version = snapshot.version;
    for (const [term, frequency] of frequencies) this.frequencies.set(term, frequency);
    return { version: snapshot.version, documents: snapshot.documents, frequency: (term) => frequencies.get(term) ?? 0, priorShare: snapshot.priorShare };
  }

  /** The numbers of those that the index knows. */
  async numbersOf(terms: Iterable<string>): Promise<ReadonlyMap<string, number>> {
    const wanted = [...new Set(terms)];
    const missing = wanted.filter((term) => !this.numbers.has(term));
    const found = await termNumbersOf(this.database.dataSource, missing);
    for (const term of missing) this.numbers.set(term, found.get(term) ?? null);
    return new Map(wanted.flatMap((term) => {
      const number = this.numbers.get(term) ?? null;
      return number === null ? [] : [[term, number] as const];
    }));
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

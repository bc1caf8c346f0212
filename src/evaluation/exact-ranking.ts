import type { QueryTerm } from '../platform/search/search-index.js';
import { askedWeight, keptWeight } from '../platform/search/weight-scale.js';

/** What no engine can beat: every document scored for every query, in memory. Ties break by id, as in the port. */
export class ExactRanking {
  private readonly postings = new Map<string, { readonly document: number; readonly weight: number }[]>();
  private readonly ids: string[] = [];

  constructor(documents: Iterable<{ readonly id: string; readonly terms: ReadonlyMap<string, number> }>) {
    for (const { id, terms } of documents) {
      const document = this.ids.push(id) - 1;
      for (const [term, weight] of terms) {
        const postings = this.postings.get(term) ?? [];
        postings.push({ document, weight: keptWeight(weight) });
        this.postings.set(term, postings);
      }
    }
  }

  /** The best documents by Σ query weight × document weight, all of them if there are fewer. */
  best(terms: readonly QueryTerm[], limit: number): string[] {
    const sums = new Map<number, number>();
    for (const { term, weight } of terms) {
      for (const posting of this.postings.get(term) ?? []) sums.set(posting.document, (sums.get(posting.document) ?? 0) + askedWeight(weight) * posting.weight);
    }
    const ranked = [...sums].map(([document, sum]) => ({ id: this.ids[document]!, sum }));
    ranked.sort((a, b) => b.sum - a.sum || (a.id < b.id ? -1 : 1));
    return ranked.slice(0, limit).map(({ id }) => id);
  }
}

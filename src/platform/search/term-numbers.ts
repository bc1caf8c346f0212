import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { HeldTerms } from './held-terms.js';
import { keptWeight } from './weight-scale.js';

/** Terms that are kept in mind, twice over: those met lately, and those before them. Some 20 MB. */
const KEPT = 150_000;
/** Terms in one statement. */
const PORTION = 20_000;
/** After so many documents other work of the process gets its turn. */
const BREATH = 100;

/**
 * The numbers of terms (`search_term`); new terms get theirs, outside of the transactions that write documents: a term is never taken back, so that what
 * was read once stays true.
 */
export class TermNumbers {
  private recent = new Map<string, number>();
  private older = new Map<string, number>();

  constructor(private readonly dataSource: DataSource) {}

  /** The terms of documents by their numbers, with the weights as the index keeps them. */
  async hold(documents: readonly { readonly terms: ReadonlyMap<string, number> }[]): Promise<HeldTerms> {
    const held = new HeldTerms();
    // The first goes by −1 until its number is known, and so on.
    const unknown = new Map<string, number>();
    for (const [i, { terms }] of documents.entries()) {
      const [numbers, weights] = [new Int32Array(terms.size), new Uint16Array(terms.size)];
      let at = 0;
      for (const [term, weight] of terms) {
        numbers[at] = this.recall(term) ?? stoodInFor(term, unknown);
        weights[at++] = keptWeight(weight);
      }
      held.add(numbers, weights);
      if (i % BREATH === BREATH - 1) await breathe();
    }
    if (unknown.size === 0) return held;
    const numbers = await this.numbersOf([...unknown.keys()]);
    held.replaceNegative((standIn) => numbers[-standIn - 1]!);
    return held;
  }

  /** In the order of the terms, none of which stands there twice. */
  private async numbersOf(terms: readonly string[]): Promise<number[]> {
    const found = new Map<string, number>();
    // Neighbours in the index are looked up and written together.
    for (let missing = [...terms].sort(); missing.length > 0; ) {
      for (let start = 0; start < missing.length; start += PORTION) {
        for (const { token, number } of await this.findOrAdd(missing.slice(start, start + PORTION))) found.set(token, number);
      }
      // Somebody else added them between the look and the writing.
      missing = missing.filter((term) => !found.has(term));
    }
    return terms.map((term) => {
      const number = found.get(term)!;
      this.keep(term, number);
      return number;
    });
  }

  private findOrAdd(terms: readonly string[]): Promise<{ token: string; number: number }[]> {
    return this.dataSource.query(
      `with asked as materialized (select token from unnest($1::text[]) as token),
            known as materialized (select token, number from asked join search_term using (token)),
            added as (insert into search_term (token) select token from asked where not exists (select from known where known.token = asked.token)
                          on conflict (token) do nothing returning token, number)
       select token, number from known union all select token, number from added`,
      [terms],
    );
  }

  private recall(term: string): number | undefined {
    const recent = this.recent.get(term);
    if (recent !== undefined) return recent;
    const number = this.older.get(term);
    if (number !== undefined) this.keep(term, number);
    return number;
  }

  private keep(term: string, number: number): void {
    if (this.recent.size >= KEPT) [this.recent, this.older] = [new Map(), this.recent];
    this.recent.set(term, number);
  }
}

function stoodInFor(term: string, unknown: Map<string, number>): number {
  const known = unknown.get(term);
  if (known !== undefined) return known;
  const standIn = -unknown.size - 1;
  unknown.set(term, standIn);
  return standIn;
}

import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { HeldTerms } from './held-terms.js';
import { ROOM, TermTable } from './term-table.js';
import { keptWeight } from './weight-scale.js';

/** Terms in one statement. */
const PORTION = 20_000;
/** After so many documents other work of the process gets its turn. */
const BREATH = 100;

/**
 * The numbers of terms (`search_term`); new terms get theirs, outside of the transactions that write documents: a term is never taken back, so that what
 * was read once stays true.
 */
export class TermNumbers {
  /** Terms that are kept in mind: those met lately, and those before them. */
  private recent = new TermTable();
  private older: TermTable | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** The terms of documents by their numbers, with the weights as the index keeps them. */
  async hold(documents: readonly { readonly terms: ReadonlyMap<string, number> }[]): Promise<HeldTerms> {
    const held = new HeldTerms();
    // The first goes by −1 until its number is known, and so on.
    const unknown = new Map<string, number>();
    for (const [i, { terms }] of documents.entries()) {
      held.begin(terms.size);
      for (const [term, weight] of terms) {
        const known = this.recall(term);
        held.put(known < 0 ? stoodInFor(term, unknown) : known, keptWeight(weight));
      }
      if (i % BREATH === BREATH - 1) await breathe();
    }
    if (unknown.size === 0) return held;
    const numbers = await this.numbersOf([...unknown.keys()]);
    held.replaceNegative((standIn) => numbers[-standIn - 1]!);
    return held;
  }

  /** In the order of the terms, none of which stands there twice. */
  private async numbersOf(terms: readonly string[]): Promise<Int32Array> {
    const numbers = new Int32Array(terms.length);
    // Neighbours in the index are looked up and written together.
    for (let missing = Int32Array.from(terms.keys()).sort((a, b) => (terms[a]! < terms[b]! ? -1 : 1)); missing.length > 0; ) {
      for (let start = 0; start < missing.length; start += PORTION) {
        const portion = missing.subarray(start, start + PORTION);
        const found = await this.findOrAdd(Array.from(portion, (place) => terms[place]!));
        for (const [i, place] of portion.entries()) numbers[place] = found[i]!;
      }
      // Somebody else added them between the look and the writing.
      missing = missing.filter((place) => numbers[place] === 0);
    }
    for (const [place, term] of terms.entries()) this.keep(term, numbers[place]!);
    return numbers;
  }

  /** In the order of the terms; 0 where somebody else is adding one. */
  private async findOrAdd(terms: readonly string[]): Promise<number[]> {
    const [{ numbers }] = await this.dataSource.query<[{ numbers: string }]>(
      `with asked as materialized (select token, place from unnest($1::text[]) with ordinality as t (token, place)),
            known as materialized (select place, number from asked join search_term using (token)),
            added as (insert into search_term (token) select token from asked where not exists (select from known where known.place = asked.place)
                          on conflict (token) do nothing returning token, number)
       select string_agg(coalesce(known.number, added.number, 0)::text, ',' order by place) as numbers
         from asked left join known using (place) left join added on added.token = asked.token`,
      [terms],
    );
    return numbers.split(',').map(Number);
  }

  /** Below 0 when it is not in mind. */
  private recall(term: string): number {
    const recent = this.recent.find(term);
    if (recent >= 0 || this.older === null) return recent;
    const number = this.older.find(term);
    if (number >= 0) this.keep(term, number);
    return number;
  }

  private keep(term: string, number: number): void {
    if (this.recent.size >= ROOM) [this.recent, this.older] = [new TermTable(), this.recent];
    // Two batches at a time may have asked for it.
    if (this.recent.find(term) < 0) this.recent.add(term, number);
  }
}

function stoodInFor(term: string, unknown: Map<string, number>): number {
  const known = unknown.get(term);
  if (known !== undefined) return known;
  const standIn = -unknown.size - 1;
  unknown.set(term, standIn);
  return standIn;
}

import type { DataSource } from 'typeorm';
import { binder, type BoxCondition, lookUpFilters } from './postgres-box-filter.js';
import { compileFilter } from './postgres-filter.js';
import type { SearchFilter } from './search-filter.js';

/** A document that is still there and passes a filter. */
export interface PassingDocument {
  readonly id: string;
  readonly number: number;
}

/** Which of the index's documents pass one filter, asked in whichever way costs least for as many as they are. */
export class PassingDocuments {
  private compiled: Promise<BoxCondition> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly kind: number,
    private readonly filter: SearchFilter,
  ) {}

  /** Of some hundreds. */
  ofFew(numbers: readonly number[]): Promise<PassingDocument[]> {
    const parameters: unknown[] = [numbers];
    return this.dataSource.query(`select d.id, d.number from search_document d where d.number = any($1::int[]) and ${compileFilter(this.filter, parameters)}`, parameters);
  }

  /** Of tens of thousands: the box's rows are a fifth as wide, which is worth finding out first which lists of codes pass. */
  async ofMany(numbers: readonly number[]): Promise<PassingDocument[]> {
    const condition = await this.boxCondition();
    const parameters: unknown[] = [numbers];
    return this.dataSource.query(`select b.id, b.document as number from search_box b where b.document = any($1::int[]) and ${condition(binder(parameters))}`, parameters);
  }

  /** All that pass, as one string, which the driver passes on as it is; null when they are more than `most`. */
  async all(most: number): Promise<NumberSet | null> {
    const condition = await this.boxCondition();
    const parameters: unknown[] = [this.kind, most + 1];
    const [row] = await this.dataSource.query<{ numbers: string | null; count: number; last: number | null }[]>(
      `select string_agg(document::text, ',') as numbers, count(*) as count, max(document) as last
         from (select document from search_box b where kind = $1 and ${condition(binder(parameters))} limit $2) as passing`,
      parameters,
    );
    const { numbers, count, last } = row!;
    return count > most ? null : new NumberSet(numbers === null ? [] : numbers.split(',').map(Number), last ?? 0);
  }

  /** The filter on the box's rows, with the numbers of the lists of codes that meet its conditions. */
  private boxCondition(): Promise<BoxCondition> {
    this.compiled ??= lookUpFilters(this.dataSource, [this.filter]).then(({ of }) => of(this.filter));
    return this.compiled;
  }
}

/** Numbers up to a last one, a bit each. */
export class NumberSet {
  private readonly bits: Uint32Array;

  constructor(numbers: readonly number[], last: number) {
    this.bits = new Uint32Array((last >>> 5) + 1);
    for (const number of numbers) this.bits[number >>> 5]! |= 1 << (number & 31);
  }

  has(number: number): boolean {
    return (((this.bits[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1;
  }
}

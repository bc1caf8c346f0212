import type { MemoryIndex } from '../../../platform/search/memory-index.js';
import type { HeldCertificate, ProviderRecord, SupplyConditions } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { KnownProvider } from '../provider-records.queries.js';
import { recordValue } from '../scoring/part-values.js';
import { statesPreferences } from '../scoring/provider-parts.js';
import { CodePaths } from './code-paths.js';

/** A row of 64 bytes, which the processor fetches from memory at once: first fractions of 8 bytes, then whole numbers of 4. */
const FRACTION = { priceMin: 0, priceMax: 1, updatedAt: 2, record: 3 } as const;
const FRACTIONS = 8;
const WHOLE = { state: 8, category: 9, industry: 10, region: 11, serviceRegions: 12, certificates: 13, leadDays: 14, provider: 15 } as const;
const WHOLES = 16;
const ROW_BYTES = 64;

/** Whether it can be suggested at all: it is published, and its provider verified. */
const OPEN = 1;
/** Its provider wishes for something. */
const WISHES = 2;

/** Days that are not known: nobody states the least number that there is. */
const NO_DAYS = -(2 ** 31);

const PAGE = 20_000;
/** The database reads one page while another is put into rows here. */
const LANES = 2;

/**
 * All offerings of an index with their enterprises, as they were when the pass began. By number in the index and in numbers, because tens of millions of pairs
 * are looked at: as objects, most of the time would go into fetching them from memory.
 */
export class OfferingRows {
  readonly codes = new CodePaths();
  private readonly fractions: Float64Array;
  private readonly wholes: Int32Array;
  private readonly proofs: (readonly HeldCertificate[])[] = [];
  private readonly proofPlaces = new Map<string, number>();
  private readonly providers: ProviderRecord[] = [];
  private readonly ratedProviders = new Map<string, RatedProvider>();

  private constructor(private readonly index: MemoryIndex) {
    const rows = new ArrayBuffer(ROW_BYTES * index.end);
    [this.fractions, this.wholes] = [new Float64Array(rows), new Int32Array(rows)];
  }

  /**
   * @param tell hears how far it is
   * @param stop ends it early with what was read so far
   * @param page offerings that are read at once
   */
  static async read(facts: Pick<FactsQueries, 'conditions'>, index: MemoryIndex, tell: (line: string) => void, stop: AbortSignal, page = PAGE): Promise<OfferingRows> {
    const rows = new OfferingRows(index);
    const known = new Map<string, KnownProvider>();
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < index.end && !stop.aborted) {
        const numbers = rows.numbersFrom(next, page);
        next = (numbers.at(-1) ?? index.end) + 1;
        const found = await facts.conditions(numbers.map((number) => index.idOf(number)), known);
        for (const [i, supply] of found) rows.put(numbers[i]!, supply);
        tell(`Reading the offerings: ${Math.min(next, index.end).toLocaleString('en')} of ${index.end.toLocaleString('en')}`);
      }
    };
    const lanes = Array.from({ length: LANES }, () =>
      lane().catch((error: unknown) => {
        next = index.end;
        throw error;
      }),
    );
    for (const result of await Promise.allSettled(lanes)) if (result.status === 'rejected') throw result.reason;
    return rows;
  }

  /** May it be suggested to anybody? */
  isOpen(number: number): boolean {
    return (this.whole(number, WHOLE.state) & OPEN) !== 0;
  }

  /** Its lists in `codes`. */
  category(number: number): number {
    return this.whole(number, WHOLE.category);
  }

  industry(number: number): number {
    return this.whole(number, WHOLE.industry);
  }

  region(number: number): number {
    return this.whole(number, WHOLE.region);
  }

  serviceRegions(number: number): number {
    return this.whole(number, WHOLE.serviceRegions);
  }

  certificates(number: number): readonly HeldCertificate[] {
    return this.proofs[this.whole(number, WHOLE.certificates)]!;
  }

  priceMin(number: number): number | null {
    return numberOrNull(this.fraction(number, FRACTION.priceMin));
  }

  priceMax(number: number): number | null {
    return numberOrNull(this.fraction(number, FRACTION.priceMax));
  }

  leadDays(number: number): number | null {
    const days = this.whole(number, WHOLE.leadDays);
    return days === NO_DAYS ? null : days;
  }

  /** In milliseconds since 1970. */
  updatedAt(number: number): number {
    return this.fraction(number, FRACTION.updatedAt);
  }

  /** What its provider's record is worth (`recordValue`). */
  record(number: number): number | null {
    return numberOrNull(this.fraction(number, FRACTION.record));
  }

  hasWishes(number: number): boolean {
    return (this.whole(number, WHOLE.state) & WISHES) !== 0;
  }

  /** Its provider's number here. */
  provider(number: number): number {
    return this.whole(number, WHOLE.provider);
  }

  providerAt(place: number): ProviderRecord {
    return this.providers[place]!;
  }

  /** Undefined for who offers nothing. */
  placeOfProvider(enterpriseId: string): number | undefined {
    return this.ratedProviders.get(enterpriseId)?.place;
  }

  private whole(number: number, field: number): number {
    return this.wholes[WHOLES * number + field]!;
  }

  private fraction(number: number, field: number): number {
    return this.fractions[FRACTIONS * number + field]!;
  }

  private numbersFrom(first: number, most: number): number[] {
    const numbers: number[] = [];
    for (let number = first; number < this.index.end && numbers.length < most; number++) if (this.index.idOf(number) !== '') numbers.push(number);
    return numbers;
  }

  private put(number: number, { offering, provider }: SupplyConditions): void {
    const { fractions, wholes, codes } = this;
    const [fraction, whole] = [FRACTIONS * number, WHOLES * number];
    fractions[fraction + FRACTION.priceMin] = offering.price.min ?? Number.NaN;
    fractions[fraction + FRACTION.priceMax] = offering.price.max ?? Number.NaN;
    fractions[fraction + FRACTION.updatedAt] = offering.updatedAt.getTime();
    const rated = this.rated(provider);
    fractions[fraction + FRACTION.record] = rated.record ?? Number.NaN;
    wholes[whole + WHOLE.state] = (offering.isPublished && provider.isVerified ? OPEN : 0) | (rated.hasWishes ? WISHES : 0);
    wholes[whole + WHOLE.category] = codes.placeOf(offering.category);
    wholes[whole + WHOLE.industry] = codes.placeOf(offering.industry);
    wholes[whole + WHOLE.region] = codes.placeOf(offering.region);
    wholes[whole + WHOLE.serviceRegions] = codes.placeOf(offering.serviceRegions);
    wholes[whole + WHOLE.certificates] = this.placeOfProofs(offering.certificates);
    wholes[whole + WHOLE.leadDays] = offering.leadDays ?? NO_DAYS;
    wholes[whole + WHOLE.provider] = rated.place;
  }

  /** What is the same for all offerings of a provider is worked out once. */
  private rated(provider: ProviderRecord): RatedProvider {
    const known = this.ratedProviders.get(provider.enterpriseId);
    if (known !== undefined) return known;
    const rated = { place: this.providers.push(provider) - 1, record: recordValue(provider), hasWishes: statesPreferences(provider) };
    this.ratedProviders.set(provider.enterpriseId, rated);
    return rated;
  }

  private placeOfProofs(list: readonly HeldCertificate[]): number {
    const name = list.map(({ code, basis, validUntil }) => `${code} ${basis} ${validUntil ?? ''}`).join();
    const known = this.proofPlaces.get(name);
    if (known !== undefined) return known;
    const place = this.proofs.push(list) - 1;
    this.proofPlaces.set(name, place);
    return place;
  }
}

interface RatedProvider {
  /** Its number among the providers. */
  readonly place: number;
  readonly record: number | null;
  readonly hasWishes: boolean;
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

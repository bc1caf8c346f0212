import type { MemoryIndex } from '../../../platform/search/memory-index.js';
import type { HeldCertificate, MoneyRange, OfferingFacts, ProviderRecord, Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { KnownProvider } from '../provider-records.queries.js';
import { EMPTY_PROFILE } from '../terms/term-profile.js';

/** The places of an offering's row. */
const FIELD = { state: 0, category: 1, industry: 2, region: 3, serviceRegions: 4, certificates: 5, priceMin: 6, priceMax: 7, leadDays: 8, publishedAt: 9, updatedAt: 10, provider: 11 } as const;
/** A row fills two lines of the processor's cache. */
const WIDTH = 16;

const STATE = { unknown: 0, gone: 1, hidden: 2, published: 3 } as const;

/**
 * Offerings and their enterprises as they were when the pass came to them first: the same ones are candidates of many demands. By number in the index and in
 * numbers, 128 bytes each, because hundreds of millions of pairs are looked at: as objects, most of the time would go into fetching them from memory.
 */
export class SupplyTable {
  private readonly rows: Float64Array;
  private readonly lists = new OneOfEach<readonly string[]>((list) => list.join());
  private readonly proofs = new OneOfEach<readonly HeldCertificate[]>((list) => JSON.stringify(list));
  private readonly known = new Map<string, KnownProvider>();
  private readonly providers: ProviderRecord[] = [];
  private readonly providerPlaces = new Map<string, number>();

  constructor(
    private readonly facts: FactsQueries,
    private readonly index: MemoryIndex,
  ) {
    this.rows = new Float64Array(WIDTH * index.end);
  }

  /** Makes sure that these are there; those that are gone are remembered as such. */
  async load(numbers: Iterable<number>): Promise<void> {
    const missing = new Map<string, number>();
    for (const number of numbers) if (this.rows[WIDTH * number] === STATE.unknown) missing.set(this.index.idOf(number), number);
    const found = await this.facts.suppliesWithoutTerms([...missing.keys()], this.known);
    for (const number of missing.values()) this.rows[WIDTH * number] = STATE.gone;
    for (const supply of found) this.put(WIDTH * missing.get(supply.offering.id)!, supply);
  }

  /**
   * Reads an offering into `into`, without its terms. False when it is gone.
   * @param into to be looked at before the next one is read
   */
  read(number: number, into: ReadSupply): boolean {
    const { rows, lists } = this;
    const row = WIDTH * number;
    const state = rows[row]!;
    if (state < STATE.hidden) return false;
    const { offering } = into;
    offering.id = this.index.idOf(number);
    offering.isPublished = state === STATE.published;
    offering.category = lists.at(rows[row + FIELD.category]!);
    offering.industry = lists.at(rows[row + FIELD.industry]!);
    offering.region = lists.at(rows[row + FIELD.region]!);
    offering.serviceRegions = lists.at(rows[row + FIELD.serviceRegions]!);
    offering.certificates = this.proofs.at(rows[row + FIELD.certificates]!);
    offering.price.min = numberOrNull(rows[row + FIELD.priceMin]!);
    offering.price.max = numberOrNull(rows[row + FIELD.priceMax]!);
    offering.leadDays = numberOrNull(rows[row + FIELD.leadDays]!);
    offering.publishedAt.setTime(rows[row + FIELD.publishedAt]!);
    offering.updatedAt.setTime(rows[row + FIELD.updatedAt]!);
    into.provider = this.providers[rows[row + FIELD.provider]!]!;
    offering.enterpriseId = into.provider.enterpriseId;
    return true;
  }

  private put(row: number, { offering, provider }: Supply): void {
    const { rows, lists } = this;
    rows[row + FIELD.category] = lists.placeOf(offering.category);
    rows[row + FIELD.industry] = lists.placeOf(offering.industry);
    rows[row + FIELD.region] = lists.placeOf(offering.region);
    rows[row + FIELD.serviceRegions] = lists.placeOf(offering.serviceRegions);
    rows[row + FIELD.certificates] = this.proofs.placeOf(offering.certificates);
    rows[row + FIELD.priceMin] = offering.price.min ?? Number.NaN;
    rows[row + FIELD.priceMax] = offering.price.max ?? Number.NaN;
    rows[row + FIELD.leadDays] = offering.leadDays ?? Number.NaN;
    rows[row + FIELD.publishedAt] = offering.publishedAt.getTime();
    rows[row + FIELD.updatedAt] = offering.updatedAt.getTime();
    rows[row + FIELD.provider] = this.placeOfProvider(provider);
    rows[row + FIELD.state] = offering.isPublished ? STATE.published : STATE.hidden;
  }

  private placeOfProvider(provider: ProviderRecord): number {
    const known = this.providerPlaces.get(provider.enterpriseId);
    if (known !== undefined) return known;
    this.providerPlaces.set(provider.enterpriseId, this.providers.length);
    return this.providers.push(provider) - 1;
  }
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A supply that one offering after the other is read into. */
export interface ReadSupply extends Supply {
  readonly offering: Writable<Omit<OfferingFacts, 'price'>> & { readonly price: Writable<MoneyRange> };
  provider: ProviderRecord;
}

export function emptySupply(): ReadSupply {
  const [nothing, nobody] = [{ invited: 0, answered: 0, medianAnswerHours: null, answers: [], evidence: { checked: 0, selfDeclared: 0 } }, { preferredIndustries: [], preferredRegions: [], orderSize: { min: null, max: null } }];
  return {
    offering: {
      ...{ id: '', enterpriseId: '', isPublished: false, terms: EMPTY_PROFILE, category: [], industry: [], region: [], serviceRegions: [], certificates: [] },
      ...{ price: { min: null, max: null }, leadDays: null, publishedAt: new Date(0), updatedAt: new Date(0) },
    },
    provider: { enterpriseId: '', isVerified: false, size: 'medium', registeredAt: new Date(0), openInvitations: 0, capacity: 0, ...nothing, ...nobody },
  };
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Of equal lists one is kept, and has a place. */
class OneOfEach<List> {
  private readonly kept: List[] = [];
  private readonly places = new Map<string, number>();

  constructor(private readonly nameOf: (list: List) => string) {}

  at(place: number): List {
    return this.kept[place]!;
  }

  placeOf(list: List): number {
    const name = this.nameOf(list);
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.kept.length);
    return this.kept.push(list) - 1;
  }
}

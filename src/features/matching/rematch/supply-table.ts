import type { MemoryIndex } from '../../../platform/search/memory-index.js';
import type { HeldCertificate, MoneyRange, OfferingConditions, Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { KnownProvider } from '../provider-records.queries.js';
import { type RatedSupply, ratedSupply } from '../scoring/rough-score.js';

/** The places of an offering's row. */
const FIELD = { state: 0, category: 1, industry: 2, region: 3, serviceRegions: 4, certificates: 5, priceMin: 6, priceMax: 7, leadDays: 8, updatedAt: 9, provider: 10 } as const;
const WIDTH = 11;

const STATE = { unknown: 0, gone: 1, hidden: 2, published: 3 } as const;

/**
 * Offerings and their enterprises as they were when the pass came to them first: the same ones are candidates of many demands. By number in the index and in
 * numbers, 128 bytes each, because hundreds of millions of pairs are looked at: as objects, most of the time would go into fetching them from memory.
 */
export class SupplyTable {
  private readonly rows: Float64Array;
  private readonly lists = new OneOfEach<readonly string[]>((list) => list.join());
  /** Paths in code lists, which are the same lists each time. */
  private readonly paths = new Map<readonly string[], number>();
  private readonly proofs = new OneOfEach<readonly HeldCertificate[]>((list) => JSON.stringify(list));
  private readonly known = new Map<string, KnownProvider>();
  private readonly providers: RatedProvider[] = [];
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
    offering.updatedAt.setTime(rows[row + FIELD.updatedAt]!);
    const { provider, record, hasWishes } = this.providers[rows[row + FIELD.provider]!]!;
    [into.provider, into.record, into.hasWishes] = [provider, record, hasWishes];
    offering.enterpriseId = provider.enterpriseId;
    return true;
  }

  private put(row: number, supply: Supply): void {
    const { rows, lists } = this;
    const { offering } = supply;
    rows[row + FIELD.category] = this.placeOfPath(offering.category);
    rows[row + FIELD.industry] = this.placeOfPath(offering.industry);
    rows[row + FIELD.region] = this.placeOfPath(offering.region);
    rows[row + FIELD.serviceRegions] = lists.placeOf(offering.serviceRegions);
    rows[row + FIELD.certificates] = this.proofs.placeOf(offering.certificates);
    rows[row + FIELD.priceMin] = offering.price.min ?? Number.NaN;
    rows[row + FIELD.priceMax] = offering.price.max ?? Number.NaN;
    rows[row + FIELD.leadDays] = offering.leadDays ?? Number.NaN;
    rows[row + FIELD.updatedAt] = offering.updatedAt.getTime();
    rows[row + FIELD.provider] = this.placeOfProvider(supply);
    rows[row + FIELD.state] = offering.isPublished ? STATE.published : STATE.hidden;
  }

  private placeOfPath(path: readonly string[]): number {
    const known = this.paths.get(path);
    if (known !== undefined) return known;
    const place = this.lists.placeOf(path);
    // Unknown codes have empty paths of their own.
    if (path.length > 0) this.paths.set(path, place);
    return place;
  }

  private placeOfProvider(supply: Supply): number {
    const { enterpriseId } = supply.provider;
    const known = this.providerPlaces.get(enterpriseId);
    if (known !== undefined) return known;
    this.providerPlaces.set(enterpriseId, this.providers.length);
    const { provider, record, hasWishes } = ratedSupply(supply);
    return this.providers.push({ provider, record, hasWishes }) - 1;
  }
}

type RatedProvider = Omit<RatedSupply, 'offering'>;
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A supply that one offering after the other is read into. */
export interface ReadSupply extends Writable<RatedSupply> {
  readonly offering: Writable<Omit<OfferingConditions, 'price'>> & { readonly price: Writable<MoneyRange> };
}

export function emptySupply(): ReadSupply {
  const [nothing, nobody] = [{ invited: 0, answered: 0, medianAnswerHours: null, answers: [], evidence: { checked: 0, selfDeclared: 0 } }, { preferredIndustries: [], preferredRegions: [], orderSize: { min: null, max: null } }];
  return {
    offering: {
      ...{ id: '', enterpriseId: '', isPublished: false, category: [], industry: [], region: [], serviceRegions: [], certificates: [] },
      ...{ price: { min: null, max: null }, leadDays: null, updatedAt: new Date(0) },
    },
    provider: { enterpriseId: '', isVerified: false, size: 'medium', registeredAt: new Date(0), openInvitations: 0, capacity: 0, ...nothing, ...nobody },
    record: null,
    hasWishes: false,
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

import type { MemoryIndex } from '../../../platform/search/memory-index.js';
import type { HeldCertificate, MoneyRange, OfferingConditions, ProviderRecord, Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { KnownProvider } from '../provider-records.queries.js';
import { type RatedSupply, ratedSupply } from '../scoring/rough-score.js';

/** An offering's row of 64 bytes, which the processor fetches from memory at once: first fractions of 8 bytes, then whole numbers of 4. */
const FRACTION = { priceMin: 0, priceMax: 1, updatedAt: 2, record: 3 } as const;
const FRACTIONS = 8;
const WHOLE = { state: 8, category: 9, industry: 10, region: 11, serviceRegions: 12, certificates: 13, leadDays: 14, provider: 15 } as const;
const WHOLES = 16;
const ROW_BYTES = 64;

const STATE = { unknown: 0, gone: 1, hidden: 2, published: 3 } as const;
const STATES = 3;
/** Beside the state: its provider wishes for something. */
const WISHES = 4;

/** Days that are not known: nobody states the least number that there is. */
const NO_DAYS = -(2 ** 31);

/**
 * Offerings and their enterprises as they were when the pass came to them first: the same ones are candidates of many demands. By number in the index and in
 * numbers, because hundreds of millions of pairs are looked at: as objects, most of the time would go into fetching them from memory.
 */
export class SupplyTable {
  private readonly fractions: Float64Array;
  private readonly wholes: Int32Array;
  private readonly lists = new OneOfEach<readonly string[]>((list) => list.join());
  /** Paths in code lists, which are the same lists each time. */
  private readonly paths = new Map<readonly string[], number>();
  private readonly proofs = new OneOfEach<readonly HeldCertificate[]>((list) => JSON.stringify(list));
  private readonly known = new Map<string, KnownProvider>();
  private readonly providers: ProviderRecord[] = [];
  private readonly ratedProviders = new Map<string, RatedProvider>();

  constructor(
    private readonly facts: FactsQueries,
    private readonly index: MemoryIndex,
  ) {
    const rows = new ArrayBuffer(ROW_BYTES * index.end);
    [this.fractions, this.wholes] = [new Float64Array(rows), new Int32Array(rows)];
  }

  /** Makes sure that these are there; those that are gone are remembered as such. */
  async load(numbers: Iterable<number>): Promise<void> {
    const missing = new Map<string, number>();
    for (const number of numbers) if (this.wholes[WHOLES * number + WHOLE.state] === STATE.unknown) missing.set(this.index.idOf(number), number);
    const found = await this.facts.suppliesWithoutTerms([...missing.keys()], this.known);
    for (const number of missing.values()) this.wholes[WHOLES * number + WHOLE.state] = STATE.gone;
    for (const supply of found) this.put(missing.get(supply.offering.id)!, supply);
  }

  /**
   * Reads an offering into `into`, without its terms and its id, which few are asked for. False when it is gone.
   * @param into to be looked at before the next one is read
   */
  read(number: number, into: ReadSupply): boolean {
    const { fractions, wholes, lists } = this;
    const [fraction, whole] = [FRACTIONS * number, WHOLES * number];
    const state = wholes[whole + WHOLE.state]!;
    if ((state & STATES) < STATE.hidden) return false;
    const { offering } = into;
    offering.isPublished = (state & STATES) === STATE.published;
    offering.category = lists.at(wholes[whole + WHOLE.category]!);
    offering.industry = lists.at(wholes[whole + WHOLE.industry]!);
    offering.region = lists.at(wholes[whole + WHOLE.region]!);
    offering.serviceRegions = lists.at(wholes[whole + WHOLE.serviceRegions]!);
    offering.certificates = this.proofs.at(wholes[whole + WHOLE.certificates]!);
    offering.price.min = numberOrNull(fractions[fraction + FRACTION.priceMin]!);
    offering.price.max = numberOrNull(fractions[fraction + FRACTION.priceMax]!);
    const leadDays = wholes[whole + WHOLE.leadDays]!;
    offering.leadDays = leadDays === NO_DAYS ? null : leadDays;
    offering.updatedAt.setTime(fractions[fraction + FRACTION.updatedAt]!);
    const provider = this.providers[wholes[whole + WHOLE.provider]!]!;
    offering.enterpriseId = provider.enterpriseId;
    into.provider = provider;
    into.record = numberOrNull(fractions[fraction + FRACTION.record]!);
    into.hasWishes = (state & WISHES) !== 0;
    return true;
  }

  private put(number: number, supply: Supply): void {
    const { fractions, wholes } = this;
    const { offering } = supply;
    const { provider, record, hasWishes } = this.rated(supply);
    const [fraction, whole] = [FRACTIONS * number, WHOLES * number];
    fractions[fraction + FRACTION.priceMin] = offering.price.min ?? Number.NaN;
    fractions[fraction + FRACTION.priceMax] = offering.price.max ?? Number.NaN;
    fractions[fraction + FRACTION.updatedAt] = offering.updatedAt.getTime();
    fractions[fraction + FRACTION.record] = record ?? Number.NaN;
    wholes[whole + WHOLE.category] = this.placeOfPath(offering.category);
    wholes[whole + WHOLE.industry] = this.placeOfPath(offering.industry);
    wholes[whole + WHOLE.region] = this.placeOfPath(offering.region);
    wholes[whole + WHOLE.serviceRegions] = this.lists.placeOf(offering.serviceRegions);
    wholes[whole + WHOLE.certificates] = this.proofs.placeOf(offering.certificates);
    wholes[whole + WHOLE.leadDays] = offering.leadDays ?? NO_DAYS;
    wholes[whole + WHOLE.provider] = provider;
    wholes[whole + WHOLE.state] = (offering.isPublished ? STATE.published : STATE.hidden) | (hasWishes ? WISHES : 0);
  }

  private placeOfPath(path: readonly string[]): number {
    const known = this.paths.get(path);
    if (known !== undefined) return known;
    const place = this.lists.placeOf(path);
    // Unknown codes have empty paths of their own.
    if (path.length > 0) this.paths.set(path, place);
    return place;
  }

  /** What is the same for all offerings of a provider is worked out once. */
  private rated(supply: Supply): RatedProvider {
    const { enterpriseId } = supply.provider;
    const known = this.ratedProviders.get(enterpriseId);
    if (known !== undefined) return known;
    const { provider, record, hasWishes } = ratedSupply(supply);
    const rated = { provider: this.providers.push(provider) - 1, record, hasWishes };
    this.ratedProviders.set(enterpriseId, rated);
    return rated;
  }
}

interface RatedProvider {
  /** Its place among the providers. */
  readonly provider: number;
  readonly record: number | null;
  readonly hasWishes: boolean;
}

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

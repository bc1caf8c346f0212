import type { MemoryIndex } from '../../../platform/search/memory-index.js';
import type { OfferingFacts, Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { KnownProvider } from '../provider-records.queries.js';

/** Supplies without their terms take half a kilobyte each. */
const KEPT = 1_000_000;

/** Offerings and their enterprises as they were when the pass came to them first: the same ones are candidates of many demands. */
export class SupplyCache {
  /** By the offering's number in the index; null when it is gone. */
  private readonly kept: (Supply | null | undefined)[] = [];
  private count = 0;
  private readonly providers = new Map<string, KnownProvider>();
  /** One of each list of codes: few of them are different. */
  private readonly lists = new Map<string, readonly string[]>();

  constructor(
    private readonly facts: FactsQueries,
    private readonly index: MemoryIndex,
  ) {}

  get(number: number): Supply | null | undefined {
    return this.kept[number];
  }

  /** Makes sure that these are there; those that are gone are left out. */
  async load(numbers: Iterable<number>): Promise<void> {
    if (this.count > KEPT) this.forget();
    const missing = new Map<string, number>();
    for (const number of numbers) if (this.kept[number] === undefined) missing.set(this.index.idOf(number), number);
    const found = await this.facts.suppliesWithoutTerms([...missing.keys()], this.providers);
    for (const number of missing.values()) this.kept[number] = null;
    for (const { offering, provider } of found) this.kept[missing.get(offering.id)!] = { offering: this.compact(offering), provider };
    this.count += missing.size;
  }

  private forget(): void {
    this.kept.length = 0;
    this.count = 0;
  }

  private compact(offering: OfferingFacts): OfferingFacts {
    const { category, industry, region, serviceRegions } = offering;
    return { ...offering, category: this.one(category), industry: this.one(industry), region: this.one(region), serviceRegions: this.one(serviceRegions) };
  }

  private one(list: readonly string[]): readonly string[] {
    const name = list.join();
    const known = this.lists.get(name);
    if (known === undefined) this.lists.set(name, list);
    return known ?? list;
  }
}

import type { OfferingFacts, Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';
import type { KnownProvider } from '../provider-records.queries.js';

/** Supplies without their terms take half a kilobyte each. */
const KEPT = 1_000_000;

/** Offerings and their enterprises as they were when the pass came to them first: the same ones are candidates of many demands. */
export class SupplyCache {
  private readonly kept = new Map<string, Supply>();
  private readonly providers = new Map<string, KnownProvider>();
  /** One of each list of codes: few of them are different. */
  private readonly lists = new Map<string, readonly string[]>();

  constructor(private readonly facts: FactsQueries) {}

  get(offeringId: string): Supply | undefined {
    return this.kept.get(offeringId);
  }

  get size(): number {
    return this.kept.size;
  }

  /** Makes sure that these are there; those that are gone are left out. */
  async load(offeringIds: Iterable<string>): Promise<void> {
    if (this.kept.size > KEPT) this.kept.clear();
    const missing = [...new Set(offeringIds)].filter((id) => !this.kept.has(id));
    for (const { offering, provider } of await this.facts.suppliesWithoutTerms(missing, this.providers)) {
      this.kept.set(offering.id, { offering: this.compact(offering), provider });
    }
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

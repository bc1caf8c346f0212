import type { Supply } from '../facts.js';
import type { FactsQueries } from '../facts.queries.js';

/** Supplies without their terms take half a kilobyte each. */
const KEPT = 200_000;

/** Offerings and their enterprises as they were when the pass came to them first: the same ones are candidates of many demands. */
export class SupplyCache {
  private readonly kept = new Map<string, Supply>();

  constructor(private readonly facts: FactsQueries) {}

  get(offeringId: string): Supply | undefined {
    return this.kept.get(offeringId);
  }

  /** Makes sure that these are there; those that are gone are left out. */
  async load(offeringIds: readonly string[]): Promise<void> {
    if (this.kept.size > KEPT) this.kept.clear();
    const missing = [...new Set(offeringIds)].filter((id) => !this.kept.has(id));
    for (const supply of await this.facts.suppliesWithoutTerms(missing)) this.kept.set(supply.offering.id, supply);
  }
}

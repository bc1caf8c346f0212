import { SeatsService } from '../../src/features/matching/seats.service.js';
import { SuggestionsStore } from '../../src/features/matching/suggestions.store.js';
import type { TestApp } from '../support/app.js';
import type { CastEnterprise } from '../support/cast.js';
import { explanationOf } from '../support/market.js';
import { Shop } from '../support/shop.js';

/** A demand that one factory has just published, and the only provider that it invites. */
export async function inviteOnly(test: TestApp, factory: CastEnterprise, provider: CastEnterprise, title: string): Promise<void> {
  const shop = new Shop(test);
  const demand = await shop.put({ kind: 'demand', enterpriseId: factory.id, title });
  const offering = await shop.put({ kind: 'offering', enterpriseId: provider.id, title: `${title}，能做` });
  const pair = { demandId: demand.id, offeringId: offering.id, demandEnterpriseId: factory.id, offeringEnterpriseId: provider.id };
  await test.app.get(SuggestionsStore).replaceForDemand(demand.id, [{ ...pair, explanation: explanationOf(80) }]);
  await test.app.get(SeatsService).fill(demand.id);
}

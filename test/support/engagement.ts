import { EngagementsService } from '../../src/features/engagements/engagements.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from './app.js';
import type { Cast, CastEnterprise } from './cast.js';
import { explanationOf, Market } from './market.js';

export interface EngagedPair {
  readonly id: string;
  readonly factory: CastEnterprise;
  readonly provider: CastEnterprise;
}

/** Two enterprises that have just said yes to each other: an engagement as the factory's yes opens it, with its event. */
export async function engagedPair(test: TestApp, cast: Cast, more: { readonly title?: string } = {}): Promise<EngagedPair> {
  const database = test.app.get(Database);
  const now = test.clock.now();
  const market = new Market(database.manager, now);
  const [factory, provider] = [await cast.enterprise(), await cast.enterprise()];
  const demandId = await market.listing('demand', factory.id, more);
  const offeringId = await market.listing('offering', provider.id, more);
  const matchId = newId();
  await database.query(
    `insert into match (id, demand_id, offering_id, demand_enterprise_id, offering_enterprise_id, status, score, coverage, explanation, explanation_version,
       invited_at, answer_due_at, answered_at, interested_at, replied_at, passed_to, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, 'engaged', 80, 1, $6, 1, $7, $7, $7, $7, $7, '{}', $7, $7, 1)`,
    [matchId, demandId, offeringId, factory.id, provider.id, JSON.stringify(explanationOf(80)), now],
  );
  const pair = { matchId, demandId, offeringId, demandEnterpriseId: factory.id, offeringEnterpriseId: provider.id };
  const id = await database.transaction((manager) => test.app.get(EngagementsService, { strict: false }).open(manager, pair));
  return { id, factory, provider };
}

import { SeatsService } from '../../../src/features/matching/seats.service.js';
import { SuggestionsStore } from '../../../src/features/matching/suggestions.store.js';
import { LARGEST_SHARE, SHARE_DAYS, SHARE_LEAST } from '../../../src/features/matching/match.rules.js';
import { InvitationSharesQueries } from '../../../src/features/matching/fairness/invitation-shares.queries.js';
import { FiguresService } from '../../../src/features/figures/figures.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { explanationOf, Market } from '../../support/market.js';

let test: TestApp;
let database: Database;
let market: Market;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  market = new Market(database.manager, test.clock.now());
});
afterAll(() => test?.close());

interface Found {
  readonly enterpriseId: string;
  readonly score: number;
}

/** A demand of a seat each, for which these fit so well. */
async function demandFor(found: readonly Found[], seats = 1): Promise<string> {
  const factoryId = await market.enterprise();
  const demandId = await market.listing('demand', factoryId, { seats });
  const pairs = [];
  for (const { enterpriseId, score } of found) {
    pairs.push({ demandId, offeringId: await market.listing('offering', enterpriseId), demandEnterpriseId: factoryId, offeringEnterpriseId: enterpriseId, explanation: explanationOf(score) });
  }
  await test.app.get(SuggestionsStore).replaceForDemand(demandId, pairs);
  return demandId;
}

const invitedTo = async (demandId: string): Promise<string[]> => {
  await test.app.get(SeatsService).fill(demandId);
  const rows = await database.query<{ id: string }>(`select offering_enterprise_id as id from match where demand_id = $1 and status = 'invited' order by score desc`, [demandId]);
  return rows.map(({ id }) => id);
};

/** Invitations that were answered so many days ago: they count, and hold no seat. */
async function invitations(enterpriseId: string, count: number, daysAgo: number): Promise<void> {
  const [factoryId, offeringId] = [await market.enterprise(), await market.listing('offering', enterpriseId)];
  const at = new Date(test.clock.now().getTime() - daysAgo * 86_400_000);
  const demandId = await market.listing('demand', factoryId);
  const copy = `jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'code', 'D-13-' || gen_random_uuid()))`;
  await database.query(
    `with demand as (insert into listing select (${copy}).* from listing l, generate_series(1, $2) where l.id = $1 returning id)
     insert into match (id, demand_id, offering_id, demand_enterprise_id, offering_enterprise_id, status, score, coverage, explanation, explanation_version, invited_at, answer_due_at,
       reason, ended_at, created_at, updated_at, version)
     select gen_random_uuid(), demand.id, $3, $4, $5, 'declined', 60, 1, $6, 1, $7, $7, 'capacity', $7, $7, $7, 1 from demand`,
    [demandId, count, offeringId, factoryId, enterpriseId, JSON.stringify(explanationOf(60)), at],
  );
}

it('asks others first once an enterprise has had its share of the invitations, and it again where nobody else fits', async () => {
  const [busy, other] = [await market.enterprise(), await market.enterprise()];
  await invitations(busy, SHARE_LEAST - 1, 1);
  expect(await invitedTo(await demandFor([{ enterpriseId: busy, score: 90 }, { enterpriseId: other, score: 60 }]))).toEqual([busy]);
  // That was the twentieth, and there are far fewer than 400 in all.
  expect(await invitedTo(await demandFor([{ enterpriseId: busy, score: 90 }, { enterpriseId: other, score: 60 }]))).toEqual([other]);
  expect(await invitedTo(await demandFor([{ enterpriseId: busy, score: 90 }, { enterpriseId: other, score: 40 }]))).toEqual([busy]);
  expect(await invitedTo(await demandFor([{ enterpriseId: busy, score: 90 }, { enterpriseId: other, score: 60 }], 2))).toEqual([busy, other]);
});

it('counts the share of the last days only, against all that went out in them', async () => {
  const [old, busy] = [await market.enterprise(), await market.enterprise()];
  await invitations(old, SHARE_LEAST, SHARE_DAYS + 1);
  await invitations(busy, SHARE_LEAST, SHARE_DAYS - 1);
  const shares = new InvitationSharesQueries(database, test.clock);
  expect([...(await shares.overShare([old, busy]))]).toEqual([busy]);
  const [{ total }] = (await database.query<{ total: number }>('select count(*) as total from match where invited_at >= $1', [new Date(test.clock.now().getTime() - SHARE_DAYS * 86_400_000)])) as [{ total: number }];
  const crowd = await market.enterprise();
  await invitations(crowd, Math.ceil(SHARE_LEAST / LARGEST_SHARE) - total + 1, 2);
  // Twenty of more than four hundred are no longer one in twenty.
  expect([...(await new InvitationSharesQueries(database, test.clock).overShare([old, busy, crowd]))]).toEqual([crowd]);
});

it('keeps the two best offerings of an enterprise among a demand’s suggestions, in whatever order they are published', async () => {
  const factoryId = await market.enterprise();
  const demandId = await market.listing('demand', factoryId);
  const enterpriseId = await market.enterprise();
  const store = test.app.get(SuggestionsStore);
  const publish = async (score: number): Promise<void> => {
    const offeringId = await market.listing('offering', enterpriseId);
    await store.replaceForOffering(offeringId, [{ demandId, offeringId, demandEnterpriseId: factoryId, offeringEnterpriseId: enterpriseId, explanation: explanationOf(score) }]);
  };
  for (const score of [50, 70, 40, 60]) await publish(score);
  const scores = async (): Promise<number[]> => (await database.query<{ score: number }>('select score from match where demand_id = $1 order by score desc', [demandId])).map(({ score }) => score);
  expect(await scores()).toEqual([70, 60]);
  await Promise.all([80, 75, 90, 65].map(publish));
  await publish(10);
  expect((await scores()).slice(0, 2)).toEqual([90, 80]);
  expect(await scores()).toHaveLength(2);
});

it('publishes the shares of places and sizes, as JSON, as CSV and on a page', async () => {
  const before = await figures('exposure-regions');
  const beijing = await market.enterprise({ regionCode: '110101', size: 'micro' });
  await invitations(beijing, 7, 1);
  await invitations(await market.enterprise({ regionCode: '120101', size: 'large' }), 6, 1);
  await test.app.get(FiguresService).refresh();
  const regions = await figures('exposure-regions');
  expect(regions['11']!.values['invitations']! - (before['11']?.values['invitations'] ?? 0)).toBe(7);
  expect(regions['12']!.values).toMatchObject({ providers: 1, invitations: 6, suggestions: 0 });
  expect(regions['13']!.values['invitationsShare']!).toBeGreaterThan(0.9);
  const [{ total }] = (await database.query<{ total: number }>('select count(*) as total from match where invited_at is not null')) as [{ total: number }];
  expect(regions['total']!.values['invitations']).toBe(total);
  expect((await figures('exposure-sizes'))['large']!.values).toMatchObject({ providers: 1, invitations: 6 });
  const csv = await test.request().get('/api/v1/figures/exposure-sizes/csv?lang=zh').expect(200);
  expect(csv.text).toContain('"微型",1'.replaceAll('"', ''));
  for (const [language, word] of [['zh', '怎么防着只请几家'], ['en', 'What keeps a few from getting all']]) {
    const page = await test.request().get(`/${language}/figures/fairness?period=year`).expect(200);
    expect(page.text).toContain(word);
    expect(page.text).not.toMatch(/\{\w+\}/);
  }
});

async function figures(dataset: string): Promise<Record<string, { values: Record<string, number | null> }>> {
  const { body } = await test.request().get(`/api/v1/figures/${dataset}`).expect(200);
  return Object.fromEntries((body as { rows: { key: string; values: Record<string, number | null> }[] }).rows.map((row) => [row.key, row]));
}

import { explanationOf, Market } from '../../support/market.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Database } from '../../../src/platform/database/database.js';
import { MatchTimersService } from '../../../src/features/matching/match-timers.service.js';
import { MatchWithdrawalsService } from '../../../src/features/matching/match-withdrawals.service.js';
import { MatchingService } from '../../../src/features/matching/matching.service.js';
import { SeatsService } from '../../../src/features/matching/seats.service.js';
import { SuggestionsStore } from '../../../src/features/matching/suggestions.store.js';
import { EngagementsQueries } from '../../../src/features/engagements/engagements.queries.js';
import { EngagementsService } from '../../../src/features/engagements/engagements.service.js';
import { type ListingEvent, listingPublished } from '../../../src/features/listings/listing.events.js';
import { VolunteersService } from '../../../src/features/matching/volunteers.service.js';
import type { EventDefinition } from '../../../src/platform/events/event.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import type { PersonActor } from '../../../src/shared/actor.js';
import { newId } from '../../../src/shared/ids.js';

/** 17:00 in Beijing, so many calendar days after Monday 23 November 2026. */
const fiveOClock = (days: number): Date => new Date(Date.UTC(2026, 10, 23 + days, 9));

let test: TestApp;
let database: Database;
let market: Market;
let seats: SeatsService;
let matching: MatchingService;

beforeAll(async () => {
  // No worker runs: the tests do its work step by step.
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  market = new Market(database.manager, test.clock.now());
  seats = test.app.get(SeatsService);
  matching = test.app.get(MatchingService);
});

afterAll(() => test.close());

interface Story {
  demandId: string;
  factoryId: string;
  factory: PersonActor;
  providers: { enterpriseId: string; offeringId: string; actor: PersonActor }[];
}

/** A demand and providers whose offerings fit it with these scores. */
async function story(scores: readonly number[], more: { seats?: number; capacity?: number; size?: string } = {}): Promise<Story> {
  const factoryId = await market.enterprise();
  const factory = await market.person([{ enterpriseId: factoryId, role: 'owner' }]);
  const demandId = await market.listing('demand', factoryId, more);
  const providers = [];
  for (const _ of scores) {
    const enterpriseId = await market.enterprise(more);
    const actor = await market.person([{ enterpriseId, role: 'editor' }]);
    providers.push({ enterpriseId, offeringId: await market.listing('offering', enterpriseId), actor });
  }
  await suggest(demandId, factoryId, providers.map((provider, i) => ({ ...provider, score: scores[i]! })));
  return { demandId, factoryId, factory, providers };
}

async function suggest(demandId: string, factoryId: string, found: readonly { enterpriseId: string; offeringId: string; score: number }[]): Promise<void> {
  await test.app.get(SuggestionsStore).replaceForDemand(
    demandId,
    found.map(({ enterpriseId, offeringId, score }) => ({
      demandId,
      offeringId,
      demandEnterpriseId: factoryId,
      offeringEnterpriseId: enterpriseId,
      explanation: explanationOf(score),
    })),
  );
}

async function matches(demandId: string): Promise<{ id: string; status: string; score: number; isExploring: boolean; offeringEnterpriseId: string; version: number }[]> {
  return database.query(
    `select id, status, score, is_exploring as "isExploring", offering_enterprise_id as "offeringEnterpriseId", version from match where demand_id = $1 order by score desc, id`,
    [demandId],
  );
}

/** The match with the best score, or the one so many places after it. */
async function best(demandId: string, place = 0): Promise<{ id: string }> {
  return (await matches(demandId))[place]!;
}

async function statuses(demandId: string): Promise<string[]> {
  return (await matches(demandId)).map(({ status }) => status);
}

async function events(type: string, demandId: string): Promise<Record<string, unknown>[]> {
  const rows = await database.query<{ payload: Record<string, unknown> }>(`select payload from outbox_event where type = $1 and payload ->> 'demandId' = $2 order by id`, [type, demandId]);
  return rows.map(({ payload }) => payload);
}

describe('filling seats', () => {
  it('invites the best up to the number of seats, and nobody below the threshold', async () => {
    const { demandId } = await story([90, 80, 70, 10], { seats: 2 });
    expect(await seats.fill(demandId)).toBe(2);
    expect(await statuses(demandId)).toEqual(['invited', 'invited', 'suggested', 'suggested']);
    expect(await seats.fill(demandId)).toBe(0);
    expect(await events('match.invited', demandId)).toHaveLength(2);
  });

  it('never over-fills, whatever runs at once', async () => {
    const { demandId } = await story([90, 88, 86, 84, 82, 80, 78, 76], { seats: 3 });
    const filled = await Promise.all(Array.from({ length: 6 }, () => seats.fill(demandId)));
    expect(filled.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect((await statuses(demandId)).filter((status) => status === 'invited')).toHaveLength(3);
    expect(await events('match.invited', demandId)).toHaveLength(3);
  });

  it('never gives a provider more open invitations than he takes, also when many demands want him at once', async () => {
    const shared = await market.enterprise({ capacity: 2 });
    const demands: string[] = [];
    for (let i = 0; i < 6; i += 1) {
      const { demandId, factoryId } = await story([]);
      await suggest(demandId, factoryId, [{ enterpriseId: shared, offeringId: await market.listing('offering', shared), score: 90 }]);
      demands.push(demandId);
    }
    await Promise.all(demands.map((demandId) => seats.fill(demandId)));
    const held = (): Promise<unknown[]> => database.query(`select id from match where offering_enterprise_id = $1 and status = 'invited'`, [shared]);
    expect(await held()).toHaveLength(2);
    // Once he has room again, the round of refills finds the demands that wait for him.
    expect((await seats.demandsToFill()).filter((id) => demands.includes(id))).toEqual([]);
    await database.query(`update enterprise set capacity = 3 where id = $1`, [shared]);
    const waiting = (await seats.demandsToFill()).filter((id) => demands.includes(id));
    expect(waiting).toHaveLength(4);
    await Promise.all(waiting.map((demandId) => seats.fill(demandId)));
    expect(await held()).toHaveLength(3);
  });

  it('invites one offering of an enterprise, and none that is blocked, suspended or off the market', async () => {
    const { demandId, factoryId, providers } = await story([90, 80, 70, 60]);
    const [twice, blocked, suspended, closed] = providers as [Story['providers'][0], Story['providers'][0], Story['providers'][0], Story['providers'][0]];
    const second = await market.listing('offering', twice.enterpriseId);
    await suggest(demandId, factoryId, [...providers.map((p, i) => ({ ...p, score: 90 - i * 10 })), { enterpriseId: twice.enterpriseId, offeringId: second, score: 89 }]);
    await database.query(`insert into block (enterprise_id, blocked_enterprise_id, created_at) values ($1, $2, now())`, [blocked.enterpriseId, factoryId]);
    await database.query(`update enterprise set status = 'suspended' where id = $1`, [suspended.enterpriseId]);
    await database.query(`update listing set status = 'closed', closed_reason = 'withdrawn' where id = $1`, [closed.offeringId]);
    expect(await seats.fill(demandId)).toBe(1);
    expect((await matches(demandId)).filter(({ status }) => status === 'invited').map(({ score }) => score)).toEqual([90]);
  });

  it('gives none while an officer may take the publication of the demand or of the offering back, whoever asks: the night, the refills, a volunteer', async () => {
    const { demandId, factoryId, providers } = await story([90, 80]);
    const [first, second] = providers as [Story['providers'][0], Story['providers'][0]];
    const hold = (listingId: string, event: EventDefinition<ListingEvent>, kind: 'demand' | 'offering', enterpriseId: string): Promise<unknown> =>
      database.transaction((manager) => {
        const outbox = test.app.get(Outbox);
        return outbox.holding(manager, { key: newId(), seconds: 60 }, () => outbox.append(manager, event, { listingId, kind, enterpriseId }));
      });
    const heard = (listingId: string): Promise<unknown> => database.query(`update outbox_event set held_until = now() where payload ->> 'listingId' = $1`, [listingId]);
    const isToFill = async (): Promise<boolean> => (await seats.demandsToFill()).includes(demandId);
    await hold(demandId, listingPublished, 'demand', factoryId);
    await hold(first.offeringId, listingPublished, 'offering', first.enterpriseId);
    expect([await seats.fill(demandId), await isToFill()]).toEqual([0, false]);
    await test.app.get(VolunteersService).comeForward(second.actor, demandId, second.offeringId, null);
    expect(await statuses(demandId)).toEqual(['suggested', 'suggested']);
    expect(await events('match.interested', demandId)).toEqual([]);

    await heard(demandId);
    expect(await isToFill()).toBe(true);
    expect(await seats.fill(demandId)).toBe(1);
    expect((await matches(demandId)).filter(({ status }) => status !== 'suggested').map(({ status, offeringEnterpriseId }) => [status, offeringEnterpriseId])).toEqual([['interested', second.enterpriseId]]);
    expect(await isToFill()).toBe(false);
    await heard(first.offeringId);
    expect(await seats.fill(demandId)).toBe(1);
    expect(await events('match.invited', demandId)).toHaveLength(1);
  });

  it('keeps one seat for a newcomer, and says so', async () => {
    const { demandId, factoryId, providers } = await story([90, 88, 86, 84, 82, 80]);
    const enterpriseId = await market.enterprise({ size: 'micro' });
    const offeringId = await market.listing('offering', enterpriseId);
    await suggest(demandId, factoryId, [...providers.map((p, i) => ({ ...p, score: 90 - i * 2 })), { enterpriseId, offeringId, score: 36 }]);
    await seats.fill(demandId);
    const invited = (await matches(demandId)).filter(({ status }) => status === 'invited');
    expect(invited).toHaveLength(5);
    expect(invited.filter(({ isExploring }) => isExploring).map((m) => m.offeringEnterpriseId)).toEqual([enterpriseId]);
  });

  it('invites nobody to a demand that is closed, has expired or is past its day', async () => {
    for (const change of [`status = 'closed', closed_reason = 'fulfilled'`, `expires_at = '2026-11-01'`, `deadline = '2026-11-22'`]) {
      const { demandId } = await story([90]);
      await database.query(`update listing set ${change} where id = $1`, [demandId]);
      expect(await seats.fill(demandId)).toBe(0);
    }
  });
});

describe('keeping rankings', () => {
  it('never touches a match that somebody was told of, and drops suggestions that are no longer true', async () => {
    const { demandId, factoryId, providers } = await story([90, 80, 70], { seats: 1 });
    await seats.fill(demandId);
    await suggest(demandId, factoryId, [{ ...providers[0]!, score: 20 }, { ...providers[1]!, score: 85 }]);
    expect(await matches(demandId)).toMatchObject([
      { status: 'invited', score: 90 },
      { status: 'suggested', score: 85 },
    ]);
  });

  it('suggests a pair again whose invitation was withdrawn', async () => {
    const { demandId, factoryId, providers } = await story([90]);
    await seats.fill(demandId);
    await database.query(`update listing set status = 'suspended' where id = $1`, [demandId]);
    await test.app.get(MatchWithdrawalsService).withdraw({ demandId }, 'demand-suspended');
    expect(await statuses(demandId)).toEqual(['withdrawn']);
    expect(await events('match.withdrawn', demandId)).toMatchObject([{ from: 'invited' }]);
    await database.query(`update listing set status = 'published' where id = $1`, [demandId]);
    await suggest(demandId, factoryId, [{ ...providers[0]!, score: 91 }]);
    expect(await seats.fill(demandId)).toBe(1);
    expect(await statuses(demandId)).toEqual(['invited']);
  });

  it('takes nothing back when what a late job tells of was undone meanwhile', async () => {
    const { demandId, factoryId, providers } = await story([90, 80], { seats: 1 });
    await seats.fill(demandId);
    const withdrawals = test.app.get(MatchWithdrawalsService);
    await withdrawals.withdraw({ demandId }, 'demand-suspended');
    await withdrawals.forgetSuggestions({ demandId }, 'demand-suspended');
    await withdrawals.withdraw({ offeringEnterpriseId: providers[0]!.enterpriseId }, 'provider-suspended');
    await withdrawals.withdraw({ demandEnterpriseId: factoryId, offeringEnterpriseId: providers[0]!.enterpriseId }, 'unavailable');
    expect(await statuses(demandId)).toEqual(['invited', 'suggested']);
    expect(await events('match.withdrawn', demandId)).toEqual([]);
  });
});

describe('answers', () => {
  it('takes the first of two answers at once, and tells the other who answered what', async () => {
    const { demandId, providers } = await story([90]);
    await seats.fill(demandId);
    const { id } = await best(demandId);
    const colleague = await market.person([{ enterpriseId: providers[0]!.enterpriseId, role: 'owner' }], { name: '王同事' });
    const results = await Promise.allSettled([
      matching.answer(providers[0]!.actor, id, { choice: 'interested', message: '可以先做 2 台' }),
      matching.answer(colleague, id, { choice: 'declined', reason: 'capacity', message: null }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusal = results.find((result) => result.status === 'rejected')!.reason as { code: string; definition: { zh: string } };
    expect(refusal.code).toBe('match.already-answered');
    expect(refusal.definition.zh).toMatch(/^(王同事|示例\d+)已经答复了「(不合适|有意向)」/);
    expect((await events('match.interested', demandId)).length + (await events('match.declined', demandId)).length).toBe(1);
  });

  it('opens the engagement with the acceptance, shows contacts to both sides only, and frees the seat when it ends', async () => {
    const { demandId, factory, providers } = await story([90, 80], { seats: 1 });
    await seats.fill(demandId);
    const { id } = await best(demandId);
    await matching.answer(providers[0]!.actor, id, { choice: 'interested', message: null });
    await expect(matching.reply(providers[0]!.actor, id, { choice: 'accepted', message: null })).rejects.toMatchObject({ code: 'match.not-yours' });
    await Promise.allSettled([matching.reply(factory, id, { choice: 'accepted', message: null }), matching.reply(factory, id, { choice: 'accepted', message: null })]);
    expect(await events('engagement.opened', demandId)).toHaveLength(1);
    const engagements = test.app.get(EngagementsQueries);
    const engagementId = (await engagements.idOfMatch(id))!;
    for (const actor of [factory, providers[0]!.actor]) {
      expect(await engagements.one(actor, engagementId)).toMatchObject({ stage: 'contact', factory: { phone: '13800000000' }, provider: { phone: '13800000000' } });
      expect((await engagements.list(actor, { page: 1, pageSize: 20 })).items).toHaveLength(1);
    }
    await expect(engagements.one(providers[1]!.actor, engagementId)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await seats.fill(demandId)).toBe(0);
    await test.app.get(EngagementsService).end(factory, engagementId, 'no-agreement', '价格');
    await expect(test.app.get(EngagementsService).end(providers[0]!.actor, engagementId, 'other', null)).rejects.toMatchObject({ code: 'engagement.ended' });
    await matching.endEngagement(id);
    await matching.endEngagement(id);
    expect(await seats.fill(demandId)).toBe(1);
    expect(await statuses(demandId)).toEqual(['engaged', 'invited']);
  });

  it('hides a match from strangers and from a provider who was not invited', async () => {
    const { demandId, providers } = await story([90, 80], { seats: 1 });
    await seats.fill(demandId);
    const [first, second] = [await best(demandId), await best(demandId, 1)];
    const stranger = await market.person();
    for (const [actor, id] of [[stranger, first.id], [providers[1]!.actor, second.id], [providers[1]!.actor, first.id]] as const) {
      await expect(matching.answer(actor, id, { choice: 'interested', message: null })).rejects.toMatchObject({ kind: 'not-found' });
    }
    const viewer = await market.person([{ enterpriseId: providers[0]!.enterpriseId, role: 'viewer' }]);
    await expect(matching.answer(viewer, first.id, { choice: 'interested', message: null })).rejects.toMatchObject({ kind: 'forbidden' });
    await matching.pass(providers[0]!.actor, first.id, viewer.personId);
    await expect(matching.pass(providers[0]!.actor, first.id, viewer.personId)).rejects.toMatchObject({ code: 'match.already-passed' });
    await expect(matching.pass(providers[0]!.actor, first.id, stranger.personId)).rejects.toMatchObject({ code: 'match.no-such-colleague' });
    await matching.answer(viewer, first.id, { choice: 'interested', message: null });
  });
});

describe('time', () => {
  afterEach(() => test.clock.set(new Date('2026-11-23T02:00:00Z')));

  it('expires an invitation after three working days, and refuses an answer from that second on', async () => {
    const { demandId, providers } = await story([90, 80], { seats: 1 });
    await seats.fill(demandId);
    const { id } = await best(demandId);
    test.clock.set(new Date(fiveOClock(3).getTime() - 1));
    await test.app.get(MatchTimersService).run();
    expect(await statuses(demandId)).toEqual(['invited', 'suggested']);
    test.clock.set(fiveOClock(3));
    const [answer] = await Promise.allSettled([matching.answer(providers[0]!.actor, id, { choice: 'interested', message: null }), test.app.get(MatchTimersService).run()]);
    expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'match.expired' } });
    await test.app.get(MatchTimersService).run();
    expect(await events('match.expired', demandId)).toHaveLength(1);
    expect(await seats.fill(demandId)).toBe(1);
    expect(await statuses(demandId)).toEqual(['expired', 'invited']);
  });

  it('reminds a factory after one and three working days and lets the interest lapse after five', async () => {
    const { demandId, factory, providers } = await story([90], { seats: 1 });
    await seats.fill(demandId);
    const { id } = await best(demandId);
    await matching.answer(providers[0]!.actor, id, { choice: 'interested', message: null });
    // Monday plus five working days is Monday again.
    for (const [day, reminders] of [[1, 1], [2, 1], [3, 2], [4, 2]] as const) {
      test.clock.set(fiveOClock(day));
      await test.app.get(MatchTimersService).run();
      expect(await events('match.reminder-due', demandId)).toHaveLength(reminders);
    }
    test.clock.set(fiveOClock(7));
    await expect(matching.reply(factory, id, { choice: 'accepted', message: null })).rejects.toMatchObject({ code: 'match.lapsed' });
    await test.app.get(MatchTimersService).run();
    expect(await statuses(demandId)).toEqual(['lapsed']);
  });
});

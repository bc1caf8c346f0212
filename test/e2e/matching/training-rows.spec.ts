import { TrainingRowsStore } from '../../../src/features/matching/learning/training-rows.store.js';
import { MatchTimersService } from '../../../src/features/matching/match-timers.service.js';
import { MatchWithdrawalsService } from '../../../src/features/matching/match-withdrawals.service.js';
import { MatchingJobs } from '../../../src/features/matching/matching.jobs.js';
import { MatchingService } from '../../../src/features/matching/matching.service.js';
import { SeatsService } from '../../../src/features/matching/seats.service.js';
import { SuggestionsStore } from '../../../src/features/matching/suggestions.store.js';
import { EngagementStagesService } from '../../../src/features/engagements/engagement-stages.service.js';
import type { EngagementEvent } from '../../../src/features/engagements/engagements.events.js';
import { EngagementsService } from '../../../src/features/engagements/engagements.service.js';
import { Database } from '../../../src/platform/database/database.js';
import type { PersonActor } from '../../../src/shared/actor.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { explanationOf, Market } from '../../support/market.js';

let test: TestApp;
let database: Database;
let market: Market;
let matching: MatchingService;

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
  market = new Market(database.manager, test.clock.now());
  matching = test.app.get(MatchingService);
});
afterAll(() => test?.close());

interface Invited {
  demandId: string;
  factory: PersonActor;
  providers: { actor: PersonActor; matchId: string }[];
}

/** A demand with a seat for each of the best providers; the one after them waits. */
async function invite(scores: readonly number[], seats = scores.length): Promise<Invited> {
  const factoryId = await market.enterprise();
  const factory = await market.person([{ enterpriseId: factoryId, role: 'owner' }]);
  const demandId = await market.listing('demand', factoryId, { seats });
  const providers = [];
  for (const score of scores) {
    const enterpriseId = await market.enterprise();
    const pair = { demandId, offeringId: await market.listing('offering', enterpriseId), demandEnterpriseId: factoryId, offeringEnterpriseId: enterpriseId, explanation: explanationOf(score) };
    await database.transaction((manager) => test.app.get(SuggestionsStore).upsert(manager, [pair]));
    const [match] = await database.query<{ id: string }>('select id from match where offering_id = $1', [pair.offeringId]);
    providers.push({ actor: await market.person([{ enterpriseId, role: 'editor' }]), matchId: match!.id });
  }
  await test.app.get(SeatsService).fill(demandId);
  return { demandId, factory, providers };
}

const rowsOf = (matchId: string): Promise<{ answer: string; reason: string | null; seat: string; position: number; total: number; weights: string; parts: unknown }[]> =>
  database.query(`select answer, reason, seat, position, total, weights, parts from training_row where match_id = $1 order by array_position(array['shown', 'interested', 'declined', 'expired', 'accepted', 'refused', 'ended', 'signed', 'delivered'], answer)`, [matchId]);

const answersOf = async (matchId: string): Promise<(string | null)[][]> => (await rowsOf(matchId)).map(({ answer, reason }) => [answer, reason]);

it('keeps what was put before people, with its place and its parts, in the moment of the invitation', async () => {
  const { providers } = await invite([80, 90, 70], 2);
  expect(await rowsOf(providers[0]!.matchId)).toEqual([
    { answer: 'shown', reason: null, seat: 'regular', position: 2, total: 80, weights: 'test', parts: { factory: { text: 0.8 }, provider: null } },
  ]);
  expect(await rowsOf(providers[1]!.matchId)).toMatchObject([{ position: 1 }]);
  expect(await rowsOf(providers[2]!.matchId)).toEqual([]);
});

it('keeps every answer with its reason, and the numbers as they were shown', async () => {
  const { providers, factory } = await invite([90, 85, 80, 75]);
  const [one, two, three, four] = providers as [Invited['providers'][0], Invited['providers'][0], Invited['providers'][0], Invited['providers'][0]];
  await matching.answer(one.actor, one.matchId, { choice: 'declined', reason: 'budget', message: null });
  for (const { actor, matchId } of [two, three]) await matching.answer(actor, matchId, { choice: 'interested', message: null });
  await matching.reply(factory, two.matchId, { choice: 'refused', reason: 'evidence', message: null });
  await matching.reply(factory, three.matchId, { choice: 'accepted', message: null });
  const [engagement] = await database.query<{ id: string }>('select id from engagement where match_id = $1', [three.matchId]);
  await test.app.get(EngagementsService).end(factory, engagement!.id, 'no-agreement', null);
  for (let i = 0; i < 2; i += 1) await matching.endEngagement(three.matchId);
  expect(await answersOf(one.matchId)).toEqual([['shown', null], ['declined', 'budget']]);
  expect(await answersOf(two.matchId)).toEqual([['shown', null], ['interested', null], ['refused', 'evidence']]);
  expect(await answersOf(three.matchId)).toEqual([['shown', null], ['interested', null], ['accepted', null], ['ended', 'no-agreement']]);
  expect((await rowsOf(three.matchId)).every(({ position, total }) => position === 3 && total === 80)).toBe(true);
  // No answer is an answer too, when the time is over.
  const before = test.clock.now();
  test.clock.set(new Date(before.getTime() + 8 * 86_400_000));
  await test.app.get(MatchTimersService).run();
  test.clock.set(before);
  expect(await answersOf(four.matchId)).toEqual([['shown', null], ['expired', null]]);
});

it('keeps what both sides have confirmed of the engagement, each once, with the numbers that were shown', async () => {
  const { providers, factory } = await invite([90]);
  const { actor: provider, matchId } = providers[0]!;
  await matching.answer(provider, matchId, { choice: 'interested', message: null });
  await matching.reply(factory, matchId, { choice: 'accepted', message: null });
  const [engagement] = await database.query<{ id: string }>('select id from engagement where match_id = $1', [matchId]);
  const [stages, jobs] = [test.app.get(EngagementStagesService), test.app.get(MatchingJobs)];
  const day = '2026-11-23';
  for (const side of [factory, provider]) await stages.state(side, engagement!.id, 'signed', { amount: 128_000, day });
  await stages.state(factory, engagement!.id, 'accepted', { amount: null, day });
  const told = await database.query<{ type: string; payload: EngagementEvent }>(`select type, payload from outbox_event where payload ->> 'matchId' = $1 order by id`, [matchId]);
  const payloadOf = (type: string): EngagementEvent | undefined => told.find((event) => event.type === type)?.payload;
  expect(payloadOf('engagement.accepted')).toBeUndefined();
  await stages.state(provider, engagement!.id, 'accepted', { amount: null, day });
  for (let i = 0; i < 2; i += 1) {
    await jobs.learnOfContract(payloadOf('engagement.signed')!);
    await jobs.learnOfDelivery(payloadOf('engagement.signed')!);
  }
  expect(await answersOf(matchId)).toEqual([['shown', null], ['interested', null], ['accepted', null], ['signed', null], ['delivered', null]]);
  expect((await rowsOf(matchId)).every(({ position, total }) => position === 1 && total === 90)).toBe(true);
});

it('keeps nothing of an act that was undone, nor of what the platform took back', async () => {
  const { demandId, providers } = await invite([90, 80]);
  const [one, two] = providers as [Invited['providers'][0], Invited['providers'][0]];
  const broken = matching.answer(one.actor, one.matchId, { choice: 'interested', message: null }, () => Promise.reject(new Error('the link was used')));
  await expect(broken).rejects.toThrow('the link was used');
  await database.query(`update listing set status = 'suspended' where id = $1`, [demandId]);
  await test.app.get(MatchWithdrawalsService).withdraw({ demandId }, 'demand-suspended');
  expect(await answersOf(one.matchId)).toEqual([['shown', null]]);
  expect(await answersOf(two.matchId)).toEqual([['shown', null]]);
});

it('reads each showing once, with all that was said to it', async () => {
  const { demandId, providers } = await invite([88, 66]);
  await matching.answer(providers[0]!.actor, providers[0]!.matchId, { choice: 'declined', reason: 'scope', message: null });
  const showings = (await test.app.get(TrainingRowsStore).showings(365, 1_000)).filter((showing) => showing.demandId === demandId);
  expect(showings).toEqual([
    { demandId, shownAt: expect.any(Date), seat: 'regular', position: 1, total: 88, factory: { text: 0.88 }, provider: null, answers: [{ answer: 'shown', reason: null }, { answer: 'declined', reason: 'scope' }] },
    { demandId, shownAt: expect.any(Date), seat: 'regular', position: 2, total: 66, factory: { text: 0.66 }, provider: null, answers: [{ answer: 'shown', reason: null }] },
  ]);
  expect(await test.app.get(TrainingRowsStore).showings(365, 1)).toHaveLength(1);
});

it('keeps rows as they were written', async () => {
  await expect(database.query(`update training_row set answer = 'accepted'`)).rejects.toThrow('training_row is append-only');
  await expect(database.query('delete from training_row')).rejects.toThrow('training_row is append-only');
});

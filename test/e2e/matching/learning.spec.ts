import { CommandError } from '../../../src/command.error.js';
import { learnWeights } from '../../../src/learn.command.js';
import { WeightsStore } from '../../../src/features/matching/weights/weights.store.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../../support/app.js';

let test: TestApp;
let database: Database;
let told: string[];

beforeAll(async () => {
  test = await startTestApp({ APP_ROLE: 'web' });
  database = test.app.get(Database);
});
afterAll(() => test?.close());
beforeEach(() => {
  told = [];
});

const run = (options: { isJson?: boolean; installs?: boolean } = {}): Promise<string> => learnWeights(test.app, { isJson: false, installs: false, ...options }, (text) => void told.push(text));

/** Answers on a market where the region alone decides: near ones are wanted, far ones are not. */
async function answer(demands: number, wantedWhen: (region: number, i: number) => boolean): Promise<void> {
  const rows = Array.from({ length: demands }, (_, d) => {
    const demandId = newId();
    return Array.from({ length: 5 }, (_, i) => {
      // Deterministic and mixed: each value takes every level beside every other one.
      const [text, region] = [((d * 3 + i * 7) % 11) / 10, ((d * 5 + i * 4) % 11) / 10];
      const matchId = newId();
      const row = { matchId, demandId, position: i + 1, parts: { factory: { text, region, category: 0.5 }, provider: null } };
      return [{ ...row, answer: 'shown', reason: null }, wantedWhen(region, i) ? { ...row, answer: 'accepted', reason: null } : { ...row, answer: 'declined', reason: 'scope' }];
    }).flat();
  }).flat();
  await database.query(
    `insert into training_row (match_id, shown_at, answer, demand_id, answered_at, reason, seat, position, weights, total, parts)
     select "matchId", $2, answer, "demandId", $2, reason, 'regular', position, 'starting-1', 50, parts
       from jsonb_to_recordset($1::jsonb) as r ("matchId" uuid, "demandId" uuid, answer text, reason text, position int, parts jsonb)`,
    [JSON.stringify(rows), test.clock.now()],
  );
}

it('says how many answers it would need, and installs nothing, on a platform that has none', async () => {
  expect(await run()).toMatch(/lessons +0 +200\n/);
  expect(JSON.parse(await run({ isJson: true }))).toMatchObject({ decision: 'too-few', counts: { lessons: 0 }, present: 'starting-1', installed: null });
  await expect(run({ installs: true })).rejects.toThrow(CommandError);
  expect(told[0]).toContain('Too few answers');
});

it('shows what it has learnt as a table, and puts it in force only when it is asked to', async () => {
  await answer(60, (region, i) => region > 0.45 !== (i === 4));
  const text = await run();
  expect(text).toMatch(/factory\.region +7\.0 +\d\d\.\d/);
  expect(text).toMatch(/gain 0\.\d+, 95 % interval 0\.\d+ to 0\.\d+/);
  expect((await test.app.get(WeightsStore).inForce()).name).toBe('starting-1');
  const report = JSON.parse(await run({ isJson: true, installs: true }));
  expect(report).toMatchObject({ decision: 'better', installed: 'learnt-1', trial: { demands: 0 } });
  const inForce = await test.app.get(WeightsStore).inForce();
  expect(inForce).toMatchObject({ name: 'learnt-1', number: 1, factory: report.learnt.tables.factory });
  const acts = await database.query<{ action: string; actorName: string }>(`select action, actor_name as "actorName" from audit_entry where subject_kind = 'scoring-weights' order by seq`);
  expect(acts).toEqual([
    { action: 'scoring-weights.proposed', actorName: 'system' },
    { action: 'scoring-weights.put-in-force', actorName: 'system' },
  ]);
  expect((await test.app.get(WeightsStore).version('learnt-1'))!.note).toContain('300 answers to 60 demands');
});

it('refuses to install the same again: beside what is in force now it is no better', async () => {
  const message = await run({ installs: true }).catch((error: Error) => error.message);
  expect(message).toBe('Nothing was installed.');
  expect(told[0]).toContain('Not better for sure');
  expect((await test.app.get(WeightsStore).inForce()).number).toBe(1);
});

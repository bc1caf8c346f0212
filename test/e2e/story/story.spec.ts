import { jest } from '@jest/globals';
import { RankingService } from '../../../src/features/matching/ranking.service.js';
import { AuditLog } from '../../../src/platform/audit/audit-log.js';
import { Database } from '../../../src/platform/database/database.js';
import { StoryLoader } from '../../../src/seeds/story/story.loader.js';
import { ENTERPRISES } from '../../../src/seeds/story/story.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const planned = ENTERPRISES.flatMap(({ demands }) => demands ?? []).flatMap(({ title, answers }) => (answers ?? []).map((answer) => ({ title, answer })));
const offeringTitles = new Map(ENTERPRISES.flatMap(({ offerings }) => offerings ?? []).map(({ key, title }) => [key, title]));

describe('the demonstration story in a database', () => {
  let test: TestApp;
  let sql: Database;
  let seconds: number;

  beforeAll(async () => {
    // No jobs: the story is told before anybody works.
    test = await startTestApp({ APP_ROLE: 'web' });
    sql = test.app.get(Database);
    const begun = performance.now();
    await expect(new StoryLoader(test.app).tell()).resolves.toBe('told');
    seconds = (performance.now() - begun) / 1000;
  }, 60_000);

  afterAll(async () => {
    await test?.close();
  });

  const count = async (query: string): Promise<number> => (await sql.query<{ count: number }>(query))[0]?.count ?? -1;

  it('is told in seconds, once', async () => {
    // Three on a quiet machine; here other test files run at the same time.
    expect(seconds).toBeLessThan(20);
    await expect(new StoryLoader(test.app).tell()).resolves.toBe('known');
    expect(await count('select count(*) from enterprise')).toBe(ENTERPRISES.length);
  });

  it('has every planned invitation found by the real ranking, and every answer as planned', async () => {
    const rows = await sql.query<{ demand: string; offering: string; status: string; score: number }>(
      `select d.title as demand, o.title as offering, m.status, m.score from match m join listing d on d.id = m.demand_id join listing o on o.id = m.offering_id`,
    );
    const found = new Map(rows.map((row) => [`${row.demand} ← ${row.offering}`, row]));
    const wrong = planned
      .map(({ title, answer }) => ({ pair: `${title} ← ${offeringTitles.get(answer.offering)}`, became: answer.became === 'passed' ? 'invited' : answer.became }))
      .filter(({ pair, became }) => found.get(pair)?.status !== became)
      .map(({ pair, became }) => `${pair}: ${became}, not ${found.get(pair)?.status}`);
    expect(wrong).toEqual([]);
  });

  it('leaves nothing that contradicts itself', async () => {
    const none = [
      `select count(*) from match m join listing d on d.id = m.demand_id where m.status in ('invited', 'interested') and d.status <> 'published'`,
      `select count(*) from match where status = 'suggested' and demand_id not in (select id from listing where status = 'published')`,
      `select count(*) from match m where status = 'engaged' and not exists (select 1 from engagement e where e.match_id = m.id)`,
      `select count(*) from match where invited_at > answered_at or answered_at > replied_at or replied_at > '${test.clock.now().toISOString()}'`,
      `select count(*) from match where status = 'invited' and answer_due_at <= '${test.clock.now().toISOString()}'`,
      `select count(*) from match where status = 'interested' and (remind_at <= '${test.clock.now().toISOString()}' or reply_due_at <= '${test.clock.now().toISOString()}')`,
      `select count(*) from listing where status = 'published' and (expires_at <= '${test.clock.now().toISOString()}' or published_at is null)`,
      `select count(*) from listing where (status = 'in_review') <> (id in (select subject_id from review where status = 'open'))`,
      `select count(*) from enterprise where (status = 'pending') <> (id in (select subject_id from review where status = 'open'))`,
      `select count(*) from engagement where (disputed_at is not null) <> (id in (select subject_id from review where status = 'open'))`,
      `select count(*) from engagement g join match m on m.id = g.match_id where (g.ended_at is null) <> (m.ended_at is null)`,
      `select count(*) from engagement where opened_at > coalesce(signed_at, opened_at) or signed_at > coalesce(accepted_at, signed_at) or ask_at <= '${test.clock.now().toISOString()}'`,
      `select count(*) from engagement_report r join engagement g on g.id = r.engagement_id where r.told_at < g.opened_at or r.told_at > '${test.clock.now().toISOString()}'`,
      `select count(*) from listing_revision where status <> 'in_review' or id not in (select subject_id from review where status = 'open')`,
      `select count(*) from listing l join enterprise e on e.id = l.enterprise_id where l.status = 'published' and e.status <> 'verified'`,
      `select count(*) from (select demand_id from match where status in ('invited', 'interested', 'engaged') and ended_at is null group by demand_id having count(*) > 5) as crowded`,
    ];
    for (const query of none) expect([query, await count(query)]).toEqual([query, 0]);
    const hints = await sql.query<{ hints: { code: string }[] }>(`select hints from review where status = 'open' and hints <> '[]'`);
    expect(hints.flatMap((row) => row.hints).map(({ code }) => code).sort()).toEqual(['contact', 'contact', 'uscc-warning']);
    await expect(test.app.get(AuditLog).firstBrokenEntry()).resolves.toBeNull();
  });

  it('has engagements at every stage, some of which wait for somebody', async () => {
    const stages = await sql.query<{ stage: string; count: number }>(`select stage, count(*)::integer as count from engagement group by stage`);
    expect(new Set(stages.map(({ stage }) => stage))).toEqual(new Set(['contact', 'proposal', 'negotiation', 'signed', 'accepted', 'ended']));
    expect(await count('select count(*) from engagement_report where closed_at is null')).toBe(7);
    expect(await count('select count(*) from engagement where disputed_at is not null')).toBe(2);
  });

  it('fills the seats that are left by the rules of today, and announces nothing of the past', async () => {
    const events = await sql.query<{ type: string }>('select distinct type from outbox_event');
    expect(events.map(({ type }) => type)).toEqual(['match.invited']);
    const invitedNow = await count(`select count(*) from match where invited_at = '${test.clock.now().toISOString()}'`);
    expect(await count('select count(*) from outbox_event')).toBe(invitedNow);
  });

  it('leaves a database alone in which somebody else is', async () => {
    const other = await startTestApp({ APP_ROLE: 'web' });
    await other.app.get(Database).query(`insert into person (id, email, name, language, created_at) values (gen_random_uuid(), 'real@company.cn', '真人', 'zh', now())`);
    await expect(new StoryLoader(other.app).tell()).resolves.toBe('occupied');
    await other.close();
  });

  it('begins again where an earlier start was killed in the middle', async () => {
    const other = await startTestApp({ APP_ROLE: 'web' });
    const database = other.app.get(Database);
    const killed = new StoryLoader(other.app);
    const stop = new Error('killed');
    jest.spyOn(other.app.get(RankingService, { strict: false }), 'suggestForDemand').mockRejectedValueOnce(stop);
    await expect(killed.tell()).rejects.toBe(stop);
    await expect(new StoryLoader(other.app).tell()).resolves.toBe('told');
    const [row] = await database.query<{ enterprises: number; orphans: number }>(
      `select (select count(*) from enterprise) as enterprises,
              (select count(*) from search_document where id not in (select id from listing union all select id from enterprise)) as orphans`,
    );
    expect(row).toEqual({ enterprises: ENTERPRISES.length, orphans: 0 });
    await other.close();
  });
});

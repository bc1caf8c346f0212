import pg from 'pg';
import { ENTERPRISE_LIFECYCLE } from '../../src/features/enterprises/enterprise.states.js';
import { LISTING_LIFECYCLE } from '../../src/features/listings/listing.states.js';
import { HISTORY_TEXTS } from '../../src/features/moderation/review-pages.texts.js';
import { STARTING_WEIGHTS } from '../../src/features/matching/scoring/weights.js';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Database } from '../../src/platform/database/database.js';
import type { Route } from '../support/routes.js';
import { routesOf } from '../support/routes.js';
import { StoryLand } from '../support/story-land.js';

interface Act {
  /** What is done, and what the log calls it. */
  readonly action: string;
  readonly route: string;
  /** A statement that gives the id of what it is done to, in the officer's region, and what else the address or the body name in braces. */
  readonly target: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Who may; an officer of Hebei unless it says so. */
  readonly by?: 'administrator';
  /** Does the address carry the version that was seen? */
  readonly hasVersion?: true;
}

const openCase = (kind: string): string => `select id from review where status = 'open' and region_code like '13%' and subject_kind = '${kind}' limit 1`;
const openListing = (kind: string): string =>
  `select r.id from review r join listing l on l.id = r.subject_id where r.status = 'open' and r.region_code like '13%' and l.kind = '${kind}' limit 1`;
const published = `select id from listing where status = 'published' and region_code like '13%' order by id limit 1`;
const suspended = `select id from listing where status = 'suspended' and region_code like '13%' order by id limit 1`;
const verified = `select id from enterprise where status = 'verified' and region_code like '13%' order by id limit 1`;
const proof = `select ev.id from evidence ev join enterprise e on e.id = ev.enterprise_id where e.status = 'verified' and e.region_code like '13%' and ev.checked_at is null order by ev.id limit 1`;

const { factory, provider } = STARTING_WEIGHTS;
const asFields = (side: string, table: object): Record<string, string> => Object.fromEntries(Object.entries(table).map(([part, weight]) => [`${side}.${part}`, String(weight)]));
const base = `(select coalesce(max(number), 0) from scoring_weights_change)`;
const otherWeights = `select id, name, ${base} as base from scoring_weights where origin = 'edited' order by made_at desc limit 1`;
const startingWeights = `select id, name, ${base} as base from scoring_weights where origin = 'starting'`;

const newestGroup = `select id, version as base from dictionary_group order by id desc limit 1`;

/** Every act of officers, on the way of programs and on that of their pages. `{id}` in a body is the target. */
const ACTS: readonly Act[] = [
  { action: 'enterprise.verified', route: 'POST /api/v1/reviews/:id/decision', target: openCase('enterprise'), body: { decision: 'approve' } },
  { action: 'listing.published', route: 'POST /api/v1/reviews/bulk', target: openListing('demand'), body: { ids: ['{id}'], decision: 'approve', acknowledgeHints: true } },
  { action: 'listing.returned', route: 'POST /zh/review/:id/decision', target: openCase('listing'), body: { decision: 'return', reasonCodes: 'vague', note: '请补充数量', version: '1' } },
  { action: 'listing.returned', route: 'POST /zh/review', target: openCase('listing'), body: { do: 'return-now', case: '{id}', reasonCodes: 'vague' } },
  { action: 'review.taken-back', route: 'POST /zh/review/decisions/:key/undo', target: `select decision_id as id from review where decision_id is not null order by decided_at desc limit 1`, body: {} },
  { action: 'listing.suspended', route: 'POST /api/v1/listings/:id/suspension', target: published, body: { reasonCodes: ['contact'], note: '文中有电话' } },
  { action: 'listing.restored', route: 'DELETE /api/v1/listings/:id/suspension', target: suspended, body: {} },
  { action: 'listing.suspended', route: 'POST /zh/review/listings/:id', target: published, body: { do: 'suspend', reasonCodes: 'contact' } },
  { action: 'listing.restored', route: 'POST /zh/review/listings/:id/restoration', target: suspended, body: {} },
  { action: 'engagement.settled', route: 'POST /zh/review/:id/settlement', target: openCase('engagement'), body: { as: 'provider', note: '', version: '1' } },
  { action: 'engagement.settled', route: 'POST /api/v1/reviews/:id/settlement', target: openCase('engagement'), body: { as: 'neither' } },
  { action: 'evidence.checked', route: 'POST /api/v1/enterprises/:id/evidence/:evidenceId/check', target: proof, body: { validUntil: '2027-10-31' } },
  { action: 'evidence.checked', route: 'POST /zh/enterprises/:id/evidence/:evidenceId/check', target: proof, body: { validUntil: '2027-10-31' } },
  { action: 'enterprise.suspended', route: 'POST /api/v1/enterprises/:id/suspend', target: verified, body: { reasonCodes: ['disputed'], note: '已停业' } },
  { action: 'enterprise.suspended', route: 'POST /zh/review/enterprises/:id', target: verified, body: { do: 'suspend', reasonCodes: 'disputed', note: '' } },
  { action: 'enterprise.restored', route: 'POST /zh/review/enterprises/:id/restoration', target: `select id from enterprise where status = 'suspended' and region_code like '13%' limit 1`, body: {} },
  { action: 'enterprise.suspended', route: 'POST /zh/review/enterprises/:id', target: verified, body: { do: 'suspend', reasonCodes: 'disputed', note: '' } },
  { action: 'enterprise.restored', route: 'POST /api/v1/enterprises/:id/restore', target: `select id from enterprise where status = 'suspended' and region_code like '13%' limit 1`, body: {} },
  { action: 'scoring-weights.proposed', route: 'POST /zh/review/weights', target: `select ${base} as base`, body: { ...asFields('factory', { ...factory, region: 20 }), ...asFields('provider', provider), note: '', base: '{base}' }, by: 'administrator' },
  { action: 'scoring-weights.proposed', route: 'POST /api/v1/matching/weights', target: `select ${base} as base`, body: { factory: { ...factory, region: 30 }, provider, base: '{base}' }, by: 'administrator' },
  { action: 'scoring-weights.put-in-force', route: 'POST /zh/review/weights/:name', target: otherWeights, body: { base: '{base}' }, by: 'administrator' },
  { action: 'scoring-weights.put-in-force', route: 'POST /api/v1/matching/weights/:name/installation', target: startingWeights, body: { base: '{base}' }, by: 'administrator' },
  { action: 'dictionary.added', route: 'POST /api/v1/dictionary', target: 'select 1 as base', body: { words: ['审计词甲', '审计词乙'], note: '' }, by: 'administrator' },
  { action: 'dictionary.changed', route: 'PUT /api/v1/dictionary/:id', target: newestGroup, body: { words: ['审计词甲', '审计词戊'], note: '', version: '{base}' }, by: 'administrator' },
  { action: 'dictionary.removed', route: 'DELETE /api/v1/dictionary/:id', target: newestGroup, body: {}, by: 'administrator', hasVersion: true },
  { action: 'dictionary.restored', route: 'POST /api/v1/dictionary/:id/undo', target: newestGroup, body: { version: '{base}' }, by: 'administrator' },
  { action: 'dictionary.added', route: 'POST /zh/review/dictionary', target: 'select 1 as base', body: { words: '审计词丙、审计词丁', note: '' }, by: 'administrator' },
  { action: 'dictionary.changed', route: 'POST /zh/review/dictionary/:id', target: newestGroup, body: { words: '审计词丙、审计词己', note: '', version: '{base}' }, by: 'administrator' },
  { action: 'dictionary.removed', route: 'POST /zh/review/dictionary/:id/removal', target: newestGroup, body: { version: '{base}' }, by: 'administrator' },
  { action: 'dictionary.restored', route: 'POST /zh/review/dictionary/:id/undo', target: newestGroup, body: {}, by: 'administrator', hasVersion: true },
  { action: 'rematch.started', route: 'POST /zh/review/rematch', target: 'select 1 as base', body: {}, by: 'administrator' },
];

describe('the audit log', () => {
  let land: StoryLand;
  let db: Database;
  let log: AuditLog;

  beforeAll(async () => {
    land = await StoryLand.open({ UNDO_SECONDS: '60' });
    db = land.test.app.get(Database);
    log = land.test.app.get(AuditLog);
  }, 60_000);
  afterAll(() => land?.close());

  const entries = (after: number) =>
    db.query<{ seq: number; action: string; actorId: string; actorName: string }>(
      `select seq, action, actor_id as "actorId", actor_name as "actorName" from audit_entry where seq > $1 order by seq`,
      [after],
    );
  const lastSeq = async (): Promise<number> => (await db.query<{ seq: number }>('select max(seq) as seq from audit_entry'))[0]!.seq;

  it('is asked here about every act that officers have', () => {
    const isAct = ({ method, permission, path }: Route): boolean => method !== 'GET' && (permission === 'officer' || permission === 'administrator') && !path.startsWith('/en/');
    const routes = routesOf(land.test.app)
      .filter(isAct)
      .map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => !ACTS.some((act) => act.route === route))).toEqual([]);
  });

  it.each(ACTS)('gets one entry of $action by $route, with who did it', async ({ action, route, target, body, by = 'officer' as const, hasVersion = false }) => {
    const [found] = await db.query<{ id?: string; name?: string; base?: number }>(target);
    const { id = '', name = '', base: seen } = found!;
    const [owner] = await db.query<{ id: string }>(`select enterprise_id as id from evidence where id = nullif($1, '')::uuid`, [id]);
    const [method, path = ''] = route.split(' ') as ['POST' | 'PUT' | 'DELETE', string];
    const url = path.replace(':evidenceId', id).replace(':key', id).replace(':id', owner?.id ?? id).replace(':name', name) + (hasVersion ? `?version=${seen}` : '');
    const before = await lastSeq();
    const payload = JSON.parse(JSON.stringify(body).replaceAll('{id}', id).replaceAll('"{base}"', String(seen))) as Record<string, string>;
    const isPage = path.startsWith('/zh/');
    const answer = await land.send(by, {
      method,
      url,
      ...(isPage ? { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(payload).toString() } : method === 'DELETE' ? {} : { payload }),
    });
    expect(`${answer.statusCode} ${answer.statusCode < 400 ? '' : answer.body.slice(0, 300)}`).toMatch(isPage ? /^303 / : /^20[014] /);
    const [officer] = await db.query<{ id: string; name: string }>('select id, name from person where email = $1', [by === 'officer' ? 'officer.he@example.com' : 'admin@example.com']);
    expect(await entries(before)).toEqual([{ seq: expect.any(Number), action, actorId: officer!.id, actorName: officer!.name }]);
  });

  it('is told in words on the page of a case, whatever was done', async () => {
    const told = new Set(Object.keys(HISTORY_TEXTS));
    const logged = await db.query<{ action: string }>(`select distinct action from audit_entry where subject_kind in ('listing', 'enterprise', 'engagement')`);
    const ofLifecycles = [...LISTING_LIFECYCLE.transitions, ...ENTERPRISE_LIFECYCLE.transitions].flatMap(({ event }) => event ?? []);
    expect([...new Set([...logged.map(({ action }) => action), ...ofLifecycles])].filter((action) => !told.has(action))).toEqual([]);
    expect(logged.length).toBeGreaterThan(10);
  });

  it('gets nothing of an act that was refused', async () => {
    const before = await lastSeq();
    const [found] = await db.query<{ id: string }>(published);
    const answer = await land.send('officer', { method: 'DELETE', url: `/api/v1/listings/${found!.id}/suspension` });
    expect(answer.statusCode).toBe(409);
    expect(await entries(before)).toEqual([]);
  });

  it('is whole, and names the first entry that was changed, taken out or put in by who owns the database', async () => {
    expect(await log.firstBrokenEntry()).toBeNull();
    const last = await lastSeq();
    const owner = new pg.Client(land.test.urls.ownerUrl);
    await owner.connect();
    try {
      await owner.query('alter table audit_entry disable trigger user');
      for (const [tamper, broken] of [
        [`update audit_entry set data = data || '{"note": "x"}' where seq = ${last - 3}`, last - 3],
        [`update audit_entry set actor_name = actor_name || ' ' where seq = ${last - 1}`, last - 1],
        [`update audit_entry set at = at + interval '1 millisecond' where seq = ${last}`, last],
        [`delete from audit_entry where seq = ${last - 2}`, last - 1],
        [`insert into audit_entry (at, actor_name, action, subject_kind, subject_id, data, previous_hash, hash)
          select at, actor_name, action, subject_kind, subject_id, data, hash, md5('x') from audit_entry where seq = ${last}`, last + 1],
      ] as const) {
        await owner.query('begin');
        await owner.query('create temporary table kept as select * from audit_entry');
        await owner.query('commit');
        await owner.query(tamper);
        const found = await log.firstBrokenEntry();
        await owner.query('delete from audit_entry; insert into audit_entry overriding system value select * from kept; drop table kept');
        expect(found).toBeGreaterThanOrEqual(broken);
        expect(found).toBeLessThanOrEqual(broken + 20);
        expect(await log.firstBrokenEntry()).toBeNull();
      }
    } finally {
      await owner.end();
    }
  });
});

import { EngagementsQueries } from '../../../src/features/engagements/engagements.queries.js';
import { EngagementsService } from '../../../src/features/engagements/engagements.service.js';
import { personResetRequested } from '../../../src/features/identity/identity.events.js';
import { listingClosingSettled, listingExpiryNear, listingReturned, listingRevised, type RevisionEvent, revisionReturned } from '../../../src/features/listings/listing.events.js';
import { ListingTermsService } from '../../../src/features/listings/listing-terms.service.js';
import { ListingsService } from '../../../src/features/listings/listings.service.js';
import { MatchTimersService } from '../../../src/features/matching/match-timers.service.js';
import { MatchingService } from '../../../src/features/matching/matching.service.js';
import { SeatsService } from '../../../src/features/matching/seats.service.js';
import { SuggestionsStore } from '../../../src/features/matching/suggestions.store.js';
import { enterpriseRejected, enterpriseReturned, enterpriseSuspended, enterpriseVerified, memberInvited } from '../../../src/features/enterprises/enterprises.events.js';
import { MatchListeners } from '../../../src/features/notifications/match.listeners.js';
import { Database } from '../../../src/platform/database/database.js';
import type { EventDefinition } from '../../../src/platform/events/event.js';
import { Outbox } from '../../../src/platform/events/outbox.js';
import type { JobRun } from '../../../src/platform/queue/job.js';
import type { PersonActor } from '../../../src/shared/actor.js';
import { newId } from '../../../src/shared/ids.js';
import { startTestApp, TEST_NOW, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/cast.js';
import { openPage } from '../../support/link-page.js';
import type { ReceivedMail } from '../../support/mailbox.js';
import { explanationOf, Market } from '../../support/market.js';
import { formsOf } from '../../support/forms.js';
import { unseenLetters } from '../../support/sent-letters.js';
import { Visitor } from '../../support/visitor.js';

const DAY = 86_400_000;
/** 17:00 in Beijing, so many calendar days after Monday 23 November 2026. */
const fiveOClock = (days: number): Date => new Date(Date.UTC(2026, 10, 23 + days, 9));

let test: TestApp;
let market: Market;
let matching: MatchingService;

beforeAll(async () => {
  test = await startTestApp();
  market = new Market(test.app.get(Database).manager, test.clock.now());
  matching = test.app.get(MatchingService);
});

afterAll(() => test?.close());
afterEach(() => test.clock.set(TEST_NOW));

interface Pair {
  demandId: string;
  factoryId: string;
  factory: PersonActor;
  providerId: string;
  provider: PersonActor;
  colleague: PersonActor;
  matchId: string;
}

/** A demand whose only fitting provider has been invited; the provider's people read English where `language` says so. */
async function invited(language: 'zh' | 'en' = 'zh'): Promise<Pair> {
  const factoryId = await market.enterprise();
  const factory = await market.person([{ enterpriseId: factoryId, role: 'owner' }], { language });
  const providerId = await market.enterprise();
  const provider = await market.person([{ enterpriseId: providerId, role: 'owner' }], { language });
  const colleague = await market.person([{ enterpriseId: providerId, role: 'editor' }], { language });
  const demandId = await market.listing('demand', factoryId, { seats: 2 });
  const offeringId = await market.listing('offering', providerId);
  await test.app.get(SuggestionsStore).replaceForDemand(demandId, [
    { demandId, offeringId, demandEnterpriseId: factoryId, offeringEnterpriseId: providerId, explanation: explanationOf(80) },
  ]);
  await test.app.get(SeatsService).fill(demandId);
  const [match] = await test.app.get(Database).query<{ id: string }>('select id from match where demand_id = $1', [demandId]);
  return { demandId, factoryId, factory, providerId, provider, colleague, matchId: match!.id };
}

function mail(to: PersonActor | string, template: string): Promise<ReceivedMail> {
  const address = typeof to === 'string' ? to : to.email;
  return test.mailbox.waitFor((received) => received.to === address && received.headers.get('x-mail-template') === template);
}

function tell<Payload extends object>(event: EventDefinition<Payload>, payload: Payload): Promise<string> {
  return test.app.get(Database).transaction((manager) => test.app.get(Outbox).append(manager, event, payload));
}

function linkOf({ text }: ReceivedMail, label: string): string {
  return text.split('\n').find((line) => line.startsWith(label))?.match(/https?:\/\/\S+/)?.[0] ?? '';
}

/** A browser that has opened a mailed link, and has sent its form. */
async function answered(address: string, fields?: Record<string, string>): Promise<{ visitor: Visitor; path: string }> {
  const path = address.replace(test.settings.publicUrl, '');
  const visitor = new Visitor(test.url);
  await visitor.open(path, fields ? 200 : 410);
  if (fields) await visitor.send(path, fields);
  return { visitor, path };
}

describe('letters about a match', () => {
  it('go to each owner and editor, with links of their own, and tell the others who answered', async () => {
    const { provider, colleague, matchId } = await invited();
    const [his, hers] = [await mail(provider, 'match.invited'), await mail(colleague, 'match.invited')];
    expect(linkOf(his, '有意向')).not.toBe(linkOf(hers, '有意向'));
    await (await openPage(test, linkOf(his, '不合适'))).submit({ choice: 'declined', reason: 'scope' });
    expect((await mail(colleague, 'match.answered')).text).toContain(`${provider.name}已经代表`);
    const late = await openPage(test, linkOf(hers, '有意向'));
    expect(late.html).toContain(`${provider.name}已经答复了「不合适」`);
    expect((await late.submit({ choice: 'interested' })).status).toBe(403);
    await expect(matching.answer(colleague, matchId, { choice: 'interested', message: null })).rejects.toMatchObject({ code: 'match.already-answered' });
  });

  it('pass an invitation to a colleague, who answers it', async () => {
    const { provider, providerId, factory } = await invited();
    const reader = await market.person([{ enterpriseId: providerId, role: 'viewer' }]);
    const page = await openPage(test, linkOf(await mail(provider, 'match.invited'), '转给同事'));
    expect((await page.submit({ choice: 'passed' })).status).toBe(422);
    expect((await page.submit({ choice: 'passed', colleague: reader.personId })).status).toBe(303);
    const passed = await mail(reader, 'match.passed');
    expect(passed.text).toContain(`${provider.name}把这条邀请转给您`);
    expect((await (await openPage(test, linkOf(passed, '有意向'))).submit({ choice: 'interested', message: '' })).status).toBe(303);
    await mail(factory, 'match.interested');
  });

  it('remind a factory, and tell the provider when no answer came', async () => {
    const { provider, factory, matchId } = await invited();
    await matching.answer(provider, matchId, { choice: 'interested', message: null });
    await mail(factory, 'match.interested');
    test.clock.set(fiveOClock(1));
    await test.app.get(MatchTimersService).run();
    expect((await mail(factory, 'match.reminder')).subject).toContain('还等您答复');
    test.clock.set(fiveOClock(7));
    await test.app.get(MatchTimersService).run();
    expect((await mail(provider, 'match.lapsed')).text).toContain('五个工作日');
    const expired = await openPage(test, linkOf(await mail(factory, 'match.interested'), '同意对接'));
    expect(expired.status).toBe(410);
  });

  it('tell a provider why he was refused, and both sides when an interest is withdrawn', async () => {
    const refused = await invited();
    await matching.answer(refused.provider, refused.matchId, { choice: 'interested', message: null });
    await (await openPage(test, linkOf(await mail(refused.factory, 'match.interested'), '不合适'))).submit({ choice: 'refused', reason: 'price', message: '下次再谈' });
    const letter = await mail(refused.provider, 'match.refused');
    expect(letter.text).toContain('价格谈不拢');
    expect(letter.text).toContain('> 下次再谈');

    const closed = await invited();
    await mail(closed.provider, 'match.invited');
    await test.app.get(Database).query(`update listing set status = 'closed', closed_reason = 'withdrawn' where id = $1`, [closed.demandId]);
    await tell(listingClosingSettled, { listingId: closed.demandId, kind: 'demand', enterpriseId: closed.factoryId });
    expect((await mail(closed.provider, 'match.invitation-withdrawn')).text).toContain('需求方结束了这条需求');
    const late = await openPage(test, linkOf(await mail(closed.provider, 'match.invited'), '有意向'));
    expect(late.html).toContain('这次邀请已经收回：需求方结束了这条需求');

    const waiting = await invited();
    const [offered, yes] = [await market.enterprise(), await invited()];
    const owner = await market.person([{ enterpriseId: offered, role: 'owner' }]);
    const offeringId = await market.listing('offering', offered);
    await test.app.get(SuggestionsStore).replaceForDemand(waiting.demandId, [
      { demandId: waiting.demandId, offeringId, demandEnterpriseId: waiting.factoryId, offeringEnterpriseId: offered, explanation: explanationOf(20) },
    ]);
    await test.app.get(Database).query('update match set is_volunteer = true, answered_by = $2 where offering_id = $1', [offeringId, owner.personId]);
    await matching.answer(yes.provider, yes.matchId, { choice: 'interested', message: null });
    for (const { demandId, factoryId } of [waiting, yes]) {
      await test.app.get(Database).query(`update listing set status = 'closed', closed_reason = 'fulfilled' where id = $1`, [demandId]);
      await tell(listingClosingSettled, { listingId: demandId, kind: 'demand', enterpriseId: factoryId });
    }
    for (const person of [owner, yes.provider]) expect((await mail(person, 'match.invitation-withdrawn')).text).toContain('您说过能做的需求');

    const gone = await invited();
    await matching.answer(gone.provider, gone.matchId, { choice: 'interested', message: null });
    await test.app.get(Database).query(`update enterprise set status = 'suspended' where id = $1`, [gone.providerId]);
    await tell(enterpriseSuspended, { enterpriseId: gone.providerId });
    expect((await mail(gone.factory, 'match.interest-withdrawn')).text).toContain('服务商企业暂停了');
    await mail(gone.provider, 'enterprise.suspended');
  });

  it('say nothing of a demand that was put back in time, and once that it is over of one that was not', async () => {
    const { provider, demandId, factory, matchId } = await invited();
    await mail(provider, 'match.invited');
    const [listings, terms] = [test.app.get(ListingsService), test.app.get(ListingTermsService)];
    const status = async () => (await test.app.get(Database).query<{ status: string }>('select status from match where id = $1', [matchId]))[0]!.status;
    const later = (minutes: number) => test.clock.set(new Date(TEST_NOW.getTime() + minutes * 60_000));
    const told = () => test.mailbox.mails.filter(({ to, headers }) => to === provider.email && headers.get('x-mail-template') === 'match.invitation-withdrawn');
    await listings.close(factory, 'demand', demandId, 'withdrawn');
    later(9);
    expect(await terms.settleClosed()).toBe(0);
    // Both of two clicks; and an answer that comes meanwhile is not lost.
    await Promise.all([listings.reopen(factory, 'demand', demandId), listings.reopen(factory, 'demand', demandId)]);
    later(12);
    expect(await terms.settleClosed()).toBe(0);
    await matching.answer(provider, matchId, { choice: 'interested', message: null });
    await mail(factory, 'match.interested');
    expect([await status(), told()]).toEqual(['interested', []]);

    await listings.close(factory, 'demand', demandId, 'fulfilled');
    later(21);
    expect(await terms.settleClosed()).toBe(0);
    later(22);
    expect((await Promise.all([terms.settleClosed(), terms.settleClosed()])).sort()).toEqual([0, 1]);
    await mail(provider, 'match.invitation-withdrawn');
    expect(await status()).toBe('withdrawn');
    expect(await terms.settleClosed()).toBe(0);
    await listings.reopen(factory, 'demand', demandId);
    const events = await test.app.get(Database).query<{ type: string; n: number }>(
      `select type, count(*)::integer as n from outbox_event where payload ->> 'listingId' = $1 and type in ('listing.reopened', 'listing.closing-settled') group by 1 order by 1`,
      [demandId],
    );
    expect(events).toEqual([{ type: 'listing.closing-settled', n: 1 }, { type: 'listing.reopened', n: 2 }]);
    expect(told()).toHaveLength(1);
  });

  it('speak English to who reads English', async () => {
    const { provider, factory, matchId } = await invited('en');
    expect((await mail(provider, 'match.invited')).text).toContain('Why you');
    await matching.answer(provider, matchId, { choice: 'interested', message: 'We can' });
    await (await openPage(test, linkOf(await mail(factory, 'match.interested'), 'Accept'))).submit({ choice: 'accepted' });
    const id = (await test.app.get(EngagementsQueries).idOfMatch(matchId))!;
    expect((await mail(factory, 'engagement.opened')).text).toContain('Telephone: 138 0000 0000');
    await test.app.get(EngagementsService).end(factory, id, 'other-chosen', null);
    expect((await mail(provider, 'engagement.ended')).text).toContain('Another provider was chosen');
  });

  it('stop at once when the stream is stopped by the one click of a mail program', async () => {
    const { provider, colleague, matchId } = await invited();
    const { headers, text } = await mail(provider, 'match.invited');
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const path = /https?:\/\/\S+\/unsubscribe\/\S+/.exec(text)![0].replace(test.settings.publicUrl, '');
    expect((await test.request().post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
    // Of the same stream; it goes to the colleagues of who answers.
    await matching.answer(colleague, matchId, { choice: 'interested', message: null });
    const row = await eventually(async () => {
      const rows = await test.app.get(Database).query<{ status: string }>(
        `select status from mail_message where person_id = $1 and template = 'match.answered' and status not in ('pending', 'sending')`,
        [provider.personId],
      );
      return rows[0];
    });
    expect(row.status).toBe('suppressed');
  });
});

describe('letters about a demand that has changed', () => {
  const UNSAID = { body: '', materials: '', methods: '', effect: '', product: '', application: '', categoryCode: null, industryCode: null, regionCode: '1309', serviceRegions: [], quantity: null, deadline: null, leadDays: null };

  /** An officer has approved an edit, a minute later: dearer, another title, a certificate less. */
  async function revised({ demandId, factoryId }: Pair): Promise<{ event: RevisionEvent; eventId: string }> {
    test.clock.advance(60_000);
    const database = test.app.get(Database);
    const before = { ...UNSAID, title: '六台机床联网', budgetMin: 300_000, budgetMax: 500_000, certificates: ['ISO9001'] };
    const revisionId = newId();
    await database.query(
      `insert into listing_revision (id, listing_id, revision, content, status, return_reasons, created_at, decided_at) values ($1, $2, 2, $3, 'published', '{}', $4, $4)`,
      [revisionId, demandId, JSON.stringify(before), test.clock.now()],
    );
    await database.query(`update listing set budget_min = 400000, budget_max = 600000, quantity = '12 台', revision = 2 where id = $1`, [demandId]);
    const event = { listingId: demandId, kind: 'demand' as const, enterpriseId: factoryId, revisionId };
    const eventId = await tell(listingRevised, { ...event, revision: 2, changedFields: ['title', 'quantity', 'budgetMin', 'budgetMax', 'certificates'] });
    return { event, eventId };
  }
  const told = async (eventId: string): Promise<string[]> =>
    (await test.app.get(Database).query<{ template: string }>(`select template from mail_message where event_id = $1 and template like '%demand-revised' order by template`, [eventId])).map(({ template }) => template);

  it('say to each of an invited enterprise what changed, once', async () => {
    const pair = await invited();
    const { event, eventId } = await revised(pair);
    const letter = await mail(pair.provider, 'match.demand-revised');
    await mail(pair.colleague, 'match.demand-revised');
    expect(letter.subject).toBe('需求改了：减速机壳体线 12 台数控机床联网采集');
    expect(letter.text).toContain('标题：六台机床联网 → 减速机壳体线 12 台数控机床联网采集');
    expect(letter.text).toContain('预算：30–50 万元 → 40–60 万元');
    expect(letter.text).toContain('规模：新写：12 台');
    expect(letter.text).toContain('必备资质：不再要求，原来是：质量管理体系认证');
    expect(letter.text).toContain('邀请还在');
    expect(letter.text).toContain(`/zh/matches/${pair.matchId}`);
    // A job that runs twice tells nobody twice.
    await test.app.get(MatchListeners).demandRevised(event, { eventId } as JobRun);
    expect(await told(eventId)).toEqual(['match.demand-revised', 'match.demand-revised']);
  });

  it('say it in the words of who is further, in their language, and nothing to who said no', async () => {
    const engaged = await invited('en');
    await matching.answer(engaged.provider, engaged.matchId, { choice: 'interested', message: null });
    await matching.reply(engaged.factory, engaged.matchId, { choice: 'accepted', message: null });
    const { eventId } = await revised(engaged);
    const letter = await mail(engaged.provider, 'engagement.demand-revised');
    expect(letter.text).toContain('The demand of this engagement has changed');
    expect(letter.text).toContain('no longer; it was: ISO 9001 quality management');
    expect(new Set(await told(eventId))).toEqual(new Set(['engagement.demand-revised']));
    const gone = await invited();
    await matching.answer(gone.provider, gone.matchId, { choice: 'declined', reason: 'scope', message: null });
    const silent = await revised(gone);
    // The factory's own mail about the same event was made by then.
    await mail(gone.factory, 'listing.revised');
    await test.app.get(MatchListeners).demandRevised(silent.event, { eventId: silent.eventId } as JobRun);
    expect(await told(silent.eventId)).toEqual([]);
  });
});

describe('letters about listings and enterprises', () => {
  it('say what an officer decided, why, and what to do', async () => {
    const enterpriseId = await market.enterprise();
    const owner = await market.person([{ enterpriseId, role: 'owner' }]);
    const listingId = await market.listing('demand', enterpriseId);
    const event = { listingId, kind: 'demand' as const, enterpriseId };
    await tell(listingReturned, { ...event, reasonCodes: ['contact', 'vague'], note: '第二段里有电话' });
    const returned = await mail(owner, 'listing.returned');
    expect(returned.text).toContain('1. 文字里有电话');
    expect(returned.text).toContain('> 第二段里有电话');
    await tell(revisionReturned, { ...event, revisionId: newId(), reasonCodes: ['vague'], note: null });
    await mail(owner, 'listing.revision-returned');
    await tell(listingRevised, { ...event, revisionId: newId(), revision: 2, changedFields: ['title'] });
    await mail(owner, 'listing.revised');
    await tell(enterpriseVerified, { enterpriseId });
    await mail(owner, 'enterprise.verified');
    const database = test.app.get(Database);
    await database.query(`update enterprise set status = 'returned', reason_codes = '{name-and-code}', return_reason = '照片看不清' where id = $1`, [enterpriseId]);
    await tell(enterpriseReturned, { enterpriseId });
    expect((await mail(owner, 'enterprise.returned')).text).toContain('照片看不清');
    // By the time it is its turn it is no longer true: nothing is sent.
    await tell(enterpriseRejected, { enterpriseId });
    await database.query(`update enterprise set status = 'verified' where id = $1`, [enterpriseId]);
  });

  it('ask whether a listing is still needed, and renew it by the link', async () => {
    const enterpriseId = await market.enterprise();
    const owner = await market.person([{ enterpriseId, role: 'owner' }]);
    const database = test.app.get(Database);
    const listingId = await market.listing('demand', enterpriseId);
    const expiresAt = new Date(test.clock.now().getTime() + 3 * DAY);
    await database.query('update listing set expires_at = $2 where id = $1', [listingId, expiresAt]);
    await tell(listingExpiryNear, { listingId, kind: 'demand', enterpriseId, expiresAt: expiresAt.toISOString() });
    const asked = await mail(owner, 'listing.expiry-near');
    const page = await openPage(test, linkOf(asked, '还需要，续期'));
    expect((await page.submit({ choice: 'renewed' })).status).toBe(303);
    expect((await openPage(test, linkOf(asked, '不需要了'))).html).toContain('您答的是「还需要，续期」');
    const [listing] = await database.query<{ expires_at: Date }>('select expires_at from listing where id = $1', [listingId]);
    expect(listing!.expires_at.getTime()).toBe(test.clock.now().getTime() + 60 * DAY);
    expect((await page.submit({ choice: 'withdrawn' })).status).toBe(410);
    const { visitor, path } = await answered(linkOf(asked, '不需要了'));
    expect((await visitor.open(path, 410)).text).not.toContain('/undo"');
    await visitor.open('/zh/login');
    await visitor.send(`${path}/undo`, {});
    expect((await visitor.open(`${path}?done`)).text).toContain('这一步撤销不了');
  });

  it('close it by the link, and take that back where it was answered, with the invitations, for as long as nobody has acted since', async () => {
    const { demandId, factoryId, factory, matchId } = await invited();
    const database = test.app.get(Database);
    const one = async (sql: string, id: string): Promise<unknown> => (await database.query<{ is: unknown }>(sql, [id]))[0]!.is;
    const listing = (): Promise<unknown> => one(`select coalesce(closed_reason, status) as is from listing where id = $1`, demandId);
    await database.query('update listing set expires_at = $2 where id = $1', [demandId, new Date(test.clock.now().getTime() + 3 * DAY)]);
    await tell(listingExpiryNear, { listingId: demandId, kind: 'demand', enterpriseId: factoryId, expiresAt: new Date(test.clock.now().getTime() + 3 * DAY).toISOString() });
    const asked = await mail(factory, 'listing.expiry-near');
    const { visitor, path } = await answered(linkOf(asked, '不需要了'), { choice: 'withdrawn' });
    expect(await listing()).toBe('withdrawn');
    const ended = await visitor.open(`${path}?done`);
    expect(ended.text).toMatch(/您答的是「不需要了」[\s\S]*10 分钟内，收到邀请的服务商什么都不会知道[\s\S]*撤销，重新回答/);
    expect((await visitor.open(path.replace('/zh/', '/en/'), 410)).text).toContain('Undo and answer again');
    expect(formsOf(ended.text).map(({ action }) => action)).toContain(`${path}/undo`);
    // Without the proof of the form nothing happens, and a link that nobody made does nothing.
    expect((await test.request().post(`${path}/undo`).type('form').send({})).status).toBe(403);
    await visitor.send(`${path.slice(0, -4)}AAAA/undo`, {}, 404);
    expect(await listing()).toBe('withdrawn');

    await visitor.open(`${path}?done`);
    for (let times = 0; times < 2; times += 1) expect((await visitor.send(`${path}/undo`, {})).headers['location']).toBe(path);
    expect(await listing()).toBe('published');
    expect(await one('select status as is from match where id = $1', matchId)).toBe('invited');
    expect((await visitor.open(path)).text).toMatch(/撤销了，请重新回答[\s\S]*还需要，续期/);
    expect(await database.query(`select action from audit_entry where subject_id = $1 order by seq`, [demandId])).toEqual([{ action: 'listing.withdrawn' }, { action: 'listing.reopened' }]);

    // All links of the mail can be used again; and a colleague's act since wins.
    const other = await answered(linkOf(asked, '已经解决'), { choice: 'fulfilled' });
    expect(await listing()).toBe('fulfilled');
    test.clock.set(new Date(test.clock.now().getTime() + 60_000));
    await test.app.get(ListingsService).reopen(factory, 'demand', demandId);
    await test.app.get(ListingsService).close(factory, 'demand', demandId, 'withdrawn');
    expect((await other.visitor.open(`${other.path}?done`)).text).not.toContain('/undo"');
    await other.visitor.send(`${other.path}/undo`, {});
    expect((await other.visitor.open(`${other.path}?done`)).text).toContain('这一步撤销不了');
    expect(await listing()).toBe('withdrawn');
  });
});

describe('letters about accounts', () => {
  it('set a new password once, and only a good one', async () => {
    const person = await market.person();
    await tell(personResetRequested, { personId: person.personId });
    const page = await openPage(test, linkOf(await mail(person, 'account.reset-password'), '设新密码'));
    expect((await page.submit({ password: 'short' })).status).toBe(422);
    expect((await page.submit({ password: 'correct horse battery staple' })).status).toBe(303);
    expect((await page.submit({ password: 'another good long password' })).status).toBe(410);
    await mail(person, 'account.password-changed');
    const signedIn = await test.request().post('/api/v1/sessions').send({ email: person.email, password: 'correct horse battery staple' });
    expect(signedIn.status).toBeLessThan(300);
  });

  it('invite somebody who has no account yet', async () => {
    const enterpriseId = await market.enterprise({ name: '河北示例减速机有限公司' });
    const owner = await market.person([{ enterpriseId, role: 'owner' }]);
    const invitationId = newId();
    await test.app.get(Database).query(
      `insert into member_invitation (id, enterprise_id, email, role, invited_by, created_at) values ($1, $2, 'colleague@example.com', 'editor', $3, now())`,
      [invitationId, enterpriseId, owner.personId],
    );
    await tell(memberInvited, { enterpriseId, invitationId });
    const invitation = await mail('colleague@example.com', 'member.invited');
    expect(invitation.subject).toContain('河北示例减速机有限公司');
    const page = await openPage(test, invitation.links[0]!);
    expect([page.status, page.html.includes('value="colleague@example.com"')]).toEqual([200, true]);
  });
});

it('leaves no parameter unfilled and no mail unwritten in whatever was sent', () => {
  // Those of outcomes have a test of their own; the others differ from a seen one by their words only, or other tests see them.
  const unseen = ['account.confirm-address', 'enterprise.rejected', 'enterprise.restored', 'listing.published', 'listing.restored', 'listing.suspended', 'member.added', 'saved-searches.new'];
  expect(unseenLetters(test, (template) => !template.startsWith('outcome.'))).toEqual(unseen);
});

import { defineLinkPurpose } from '../../../src/platform/mail/link-purpose.js';
import type { MailLink } from '../../../src/platform/mail/mail-link.entity.js';
import { MailLinks, type NewMailLink } from '../../../src/platform/mail/mail-links.js';
import { MailPreferences } from '../../../src/platform/mail/mail-preferences.js';
import { newId } from '../../../src/shared/ids.js';
import { CONFIRM, type MailRig, startMailRig } from './mail-support.js';

const HOUR = 3600_000;
const ANSWER = defineLinkPurpose({
  name: 'test.answer',
  outcomes: { interested: { zh: '有意向', en: 'Interested' }, declined: { zh: '不合适', en: 'Not for us' } },
});

describe('links in mails', () => {
  let rig: MailRig;
  let links: MailLinks;

  beforeAll(async () => {
    rig = await startMailRig({ SMTP_URL: 'smtp://127.0.0.1:9' });
    links = rig.app.get(MailLinks, { strict: false });
  });

  afterAll(() => rig?.close());

  function create(change: Partial<NewMailLink<'interested' | 'declined'>> = {}): Promise<MailLink> {
    return rig.database.transaction((manager) =>
      links.create(manager, {
        purpose: ANSWER,
        personId: newId(),
        subjectId: newId(),
        choice: 'interested',
        messageId: null,
        expiresAt: new Date(rig.clock.now().getTime() + HOUR),
        ...change,
      }),
    );
  }

  function consume(link: MailLink, outcome: 'interested' | 'declined' = 'interested'): Promise<void> {
    return rig.database.transaction((manager) => links.consume(manager, link, ANSWER, outcome));
  }

  it('are addresses under the public address, in the language of the mail, that lead back to their row', async () => {
    const link = await create();
    const url = links.url(link, 'en');
    expect(url).toBe(`https://docking.example.org/en/a/${links.token(link)}`);
    expect(await links.read(links.token(link))).toMatchObject({ id: link.id, purpose: 'test.answer', choice: 'interested', usedAt: null });
  });

  it('can be opened as often as a scanner likes', async () => {
    const link = await create();
    for (let n = 0; n < 3; n++) await links.read(links.token(link));
    await consume(link);
  });

  it('are unknown when a character is changed, missing or added, or the row is not there', async () => {
    const token = links.token(await create());
    const flipped = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const bad of [flipped, token.slice(1), `${token}A`, '', '../..', links.token({ id: newId() })]) {
      await expect(links.read(bad)).rejects.toMatchObject({ code: 'mail-link.unknown', kind: 'not-found' });
    }
  });

  it('are used once, and a second use is told what the first one answered', async () => {
    const link = await create();
    await consume(link, 'interested');
    for (const again of [consume(link, 'declined'), links.read(links.token(link))]) {
      await expect(again).rejects.toMatchObject({ code: 'mail-link.used', kind: 'gone', definition: { zh: expect.stringContaining('「有意向」') as string } });
    }
    expect(await links.find(links.token(link))).toMatchObject({ outcome: 'interested', usedAt: rig.clock.now() });
  });

  it('of two uses at the same instant, let one win', async () => {
    const link = await create();
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => consume(link, n % 2 ? 'interested' : 'declined')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('are used up together with the other answers to the same question, also those of an earlier mail', async () => {
    const [personId, subjectId] = [newId(), newId()];
    const yes = await create({ personId, subjectId });
    const no = await create({ personId, subjectId, choice: 'declined' });
    const colleague = await create({ subjectId });
    const otherMatter = await create({ personId });
    const results = await Promise.allSettled([consume(yes, 'interested'), consume(no, 'declined')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(links.read(links.token(no))).rejects.toMatchObject({ code: 'mail-link.used' });
    await links.read(links.token(colleague));
    await links.read(links.token(otherMatter));
  });

  it('stay open when what they were to do was refused', async () => {
    const link = await create();
    const refused = rig.database.transaction(async (manager) => {
      await links.consume(manager, link, ANSWER, 'interested');
      throw new Error('the match was withdrawn');
    });
    await expect(refused).rejects.toThrow('withdrawn');
    await links.read(links.token(link));
  });

  it('expire', async () => {
    const link = await create({ expiresAt: new Date(rig.clock.now().getTime() + 1) });
    rig.clock.advance(1);
    await expect(links.read(links.token(link))).rejects.toMatchObject({ code: 'mail-link.expired', kind: 'gone' });
    await expect(consume(link)).rejects.toMatchObject({ code: 'mail-link.expired' });
  });

  it('are found again by the mail that carries them, in their order', async () => {
    const message = (await rig.queue())!;
    const first = await create({ messageId: message.id });
    const second = await create({ messageId: message.id, choice: 'declined' });
    expect((await links.ofMessage(message.id)).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('that stop a stream work again and again, and only for what can be stopped', async () => {
    const preferences = rig.app.get(MailPreferences, { strict: false });
    const message = (await rig.queue())!;
    const token = preferences.unsubscribeUrl(message)!.split('/').at(-1)!;
    expect(await preferences.readUnsubscribe(token)).toMatchObject({ personId: message.personId, stream: 'invitations' });
    expect(await preferences.readUnsubscribe(token)).toMatchObject({ id: message.id });
    await expect(links.read(token)).rejects.toMatchObject({ code: 'mail-link.unknown' });
    await expect(preferences.readUnsubscribe(links.token(message))).rejects.toMatchObject({ code: 'mail-link.unknown' });
    expect(preferences.unsubscribeUrl((await rig.queue({ mail: CONFIRM }))!)).toBeNull();
  });
});

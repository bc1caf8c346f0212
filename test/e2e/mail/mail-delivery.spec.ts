import { MailDelivery, MAX_ATTEMPTS } from '../../../src/platform/mail/mail-delivery.js';
import { MailPreferences } from '../../../src/platform/mail/mail-preferences.js';
import { MailQueue } from '../../../src/platform/mail/mail-queue.js';
import { newId } from '../../../src/shared/ids.js';
import { type Mailbox, startMailbox } from '../../support/mailbox.js';
import { CONFIRM, InvitedTemplate, type MailRig, startMailRig } from './mail-support.js';

describe('sending mail', () => {
  let mailbox: Mailbox;
  let rig: MailRig;
  let delivery: MailDelivery;
  let template: InvitedTemplate;

  beforeAll(async () => {
    mailbox = await startMailbox();
    rig = await startMailRig({ SMTP_URL: mailbox.url });
    delivery = rig.app.get(MailDelivery, { strict: false });
    template = rig.app.get(InvitedTemplate, { strict: false });
  });

  beforeEach(() => {
    mailbox.clear();
    mailbox.onRecipient = mailbox.onMessage = () => undefined;
    template.behaviour = 'render';
  });

  afterAll(async () => {
    await rig?.close();
    await mailbox?.close();
  });

  /** Another process: the same row, but none of this process's memory of what it is at. */
  function otherProcess(): MailDelivery {
    return Object.assign(Object.create(MailDelivery.prototype) as MailDelivery, delivery, { underway: new Set() });
  }

  it('sends a mail with what machines on its way read', async () => {
    const message = (await rig.queue())!;
    await delivery.deliver(message.id);
    const [mail] = mailbox.mails;
    expect(mail).toMatchObject({ to: 'wang@example.cn', subject: `邀请 ${message.subjectId}`, template: 'test.invited' });
    expect(mail?.messageId).toBe(`${message.id}@docking.example.org`);
    expect(mail?.headers.get('content-language')).toBe('zh');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('date')).toBe('Mon, 23 Nov 2026 02:00:00 +0000');
    expect(mail?.headers.get('list-unsubscribe')).toMatch(/^<https:\/\/docking\.example\.org\/zh\/unsubscribe\/[\w-]{43}>$/);
    expect(mail?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(`<${mail?.links[0]}>`).toBe(mail?.headers.get('list-unsubscribe'));
    expect(await rig.row(message.id)).toMatchObject({ status: 'sent', attempts: 1, error: null, sentAt: rig.clock.now() });
  });

  it('offers no way to stop the mails of an account', async () => {
    const message = (await rig.queue({ mail: CONFIRM, personId: null }))!;
    await delivery.deliver(message.id);
    expect(mailbox.mails[0]?.headers.has('list-unsubscribe')).toBe(false);
  });

  it('queues the same mail once, however often and however fast it is asked for', async () => {
    const eventId = newId();
    const rows = await Promise.all([1, 2, 3, 4].map(() => rig.queue({ eventId })));
    rows.push(await rig.queue({ eventId, address: ' WANG@example.cn' }));
    expect(rows.filter((row) => row !== null)).toHaveLength(1);
    expect(await rig.queue({ eventId, address: 'li@example.cn' })).not.toBeNull();
  });

  it('writes the event that sends it only with the row', async () => {
    const eventId = newId();
    await rig.queue({ eventId });
    await rig.queue({ eventId });
    const events = await rig.database.query(
      `select 1 from outbox_event where type = 'mail.queued' and payload->>'messageId' in (select id::text from mail_message where event_id = $1)`,
      [eventId],
    );
    expect(events).toHaveLength(1);
  });

  it('sends once when many are told to send it at once', async () => {
    const message = (await rig.queue())!;
    await Promise.all([delivery, otherProcess(), otherProcess(), delivery].map((process) => process.deliver(message.id)));
    await delivery.deliver(message.id);
    expect(mailbox.mails).toHaveLength(1);
  });

  it('tries again later after a passing refusal, with the same mail, and stops trying when it is out', async () => {
    const message = (await rig.queue())!;
    mailbox.onRecipient = () => ({ code: 451, text: 'greylisted, come back later' });
    await delivery.deliver(message.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'pending', attempts: 1, error: expect.stringContaining('greylisted') as string });
    mailbox.onRecipient = () => undefined;
    await delivery.deliver(message.id);
    expect(mailbox.mails).toHaveLength(0);
    const queue = rig.app.get(MailQueue, { strict: false });
    expect(await queue.overdue(10)).not.toContain(message.id);
    await rig.pass(16);
    expect(await queue.overdue(10)).toContain(message.id);
    await delivery.deliver(message.id);
    expect(mailbox.mails.map(({ messageId }) => messageId)).toEqual([`${message.id}@docking.example.org`]);
    expect(await rig.row(message.id)).toMatchObject({ status: 'sent', attempts: 2, error: null });
  });

  it('gives up at once where the server says never, and says why', async () => {
    const message = (await rig.queue())!;
    mailbox.onRecipient = () => ({ code: 550, text: 'no such mailbox' });
    await delivery.deliver(message.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'failed', error: expect.stringContaining('no such mailbox') as string });
  });

  it.each(['not an address', 'a@b\r\nBcc: all@b', '<a@b.cn>', `${'a'.repeat(300)}@b.cn`])(
    'gives up an address that no server could be told: %j',
    async (address) => {
      const message = (await rig.queue({ address }))!;
      await delivery.deliver(message.id);
      expect(await rig.row(message.id)).toMatchObject({ status: 'failed', attempts: 1 });
      expect(mailbox.mails).toHaveLength(0);
    },
  );

  it('sends nothing that is no longer true', async () => {
    const message = (await rig.queue())!;
    template.behaviour = 'irrelevant';
    await delivery.deliver(message.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'suppressed' });
    expect(mailbox.mails).toHaveLength(0);
  });

  it('keeps a mail that cannot be rendered, for the release that can', async () => {
    const message = (await rig.queue())!;
    template.behaviour = 'broken';
    await delivery.deliver(message.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'pending', error: 'cannot render' });
    template.behaviour = 'render';
    await rig.pass(16);
    await delivery.deliver(message.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'sent' });
  });

  it('does not try for ever', async () => {
    const message = (await rig.queue())!;
    await rig.database.query('update mail_message set attempts = $2 where id = $1', [message.id, MAX_ATTEMPTS]);
    template.behaviour = 'broken';
    await delivery.deliver(message.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'failed' });
  });

  it('respects who has stopped a stream, even after the mail was queued, and only that stream', async () => {
    const personId = newId();
    const message = (await rig.queue({ personId }))!;
    const confirm = (await rig.queue({ personId, mail: CONFIRM }))!;
    const preferences = rig.app.get(MailPreferences, { strict: false });
    await preferences.choose(personId, 'invitations', 'off');
    await delivery.deliver(message.id);
    await delivery.deliver(confirm.id);
    expect(await rig.row(message.id)).toMatchObject({ status: 'suppressed' });
    expect(await rig.row(confirm.id)).toMatchObject({ status: 'sent' });
    await preferences.choose(personId, 'invitations', 'instant');
    expect(await preferences.isOff(personId, 'invitations')).toBe(false);
  });

  describe('when a process dies on the way', () => {
    it('leaves its mail to others only after its lease', async () => {
      const message = (await rig.queue())!;
      const queue = rig.app.get(MailQueue, { strict: false });
      expect(await queue.claim(message.id)).toMatchObject({ attempts: 1 });
      await delivery.deliver(message.id);
      expect(mailbox.mails).toHaveLength(0);
      await rig.pass(21);
      expect(await queue.overdue(10)).toContain(message.id);
      await delivery.deliver(message.id);
      expect(mailbox.mails).toHaveLength(1);
    });

    it('does not let it write when it wakes up again', async () => {
      const message = (await rig.queue())!;
      const queue = rig.app.get(MailQueue, { strict: false });
      const sleeper = (await queue.claim(message.id))!;
      await rig.pass(21);
      await delivery.deliver(message.id);
      await queue.settle(sleeper, { status: 'pending', reason: 'connection lost' });
      expect(await rig.row(message.id)).toMatchObject({ status: 'sent', attempts: 2 });
    });

    it('keeps its claim while the server thinks longer than a lease', async () => {
      const message = (await rig.queue())!;
      let release = (): void => undefined;
      mailbox.onMessage = async () => {
        await new Promise<void>((resolve) => (release = resolve));
        return undefined;
      };
      const sending = delivery.deliver(message.id);
      await rig.pass(15);
      await new Promise((resolve) => setTimeout(resolve, 5_500));
      await rig.pass(15);
      await otherProcess().deliver(message.id);
      release();
      await sending;
      expect(mailbox.mails).toHaveLength(1);
      expect(await rig.row(message.id)).toMatchObject({ status: 'sent', attempts: 1 });
    });
  });
});

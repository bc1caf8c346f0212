import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailbox, type Mailbox } from '../../../test/support/mailbox.js';
import { HandoverJournal } from './handover-journal.js';
import { MailRefused, type OutgoingMail } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';

const MAIL: OutgoingMail = {
  messageId: 'one@example.org',
  to: 'wang@example.cn',
  subject: '标题\r\nBcc: all@example.cn',
  html: '<p>正文</p>',
  text: '正文',
  date: new Date('2026-05-18T09:00:00Z'),
  headers: {
    'List-Unsubscribe': `<https://docking.example.org/zh/unsubscribe/${'x'.repeat(43)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};

describe('SmtpTransport', () => {
  let mailbox: Mailbox;
  let transport: SmtpTransport;

  beforeEach(async () => {
    mailbox = await startMailbox();
    transport = new SmtpTransport(mailbox.url, '平台 <no-reply@example.org>');
  });

  afterEach(async () => {
    transport.onApplicationShutdown();
    await mailbox.close();
  });

  it('sends what it is given, to whom it is given, and nothing hides in a subject', async () => {
    await transport.send(MAIL);
    const [mail] = mailbox.mails;
    expect(mail).toMatchObject({ to: 'wang@example.cn', messageId: 'one@example.org', text: '正文', html: '<p>正文</p>' });
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.headers.get('list-unsubscribe')).toBe(MAIL.headers['List-Unsubscribe']);
    expect(mail?.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(mail?.headers.has('x-mailer')).toBe(false);
  });

  it.each([
    ['an unknown mailbox', 550],
    ['a full mailbox', 552],
  ])('takes a 5xx for the recipient as final: %s', async (_, code) => {
    mailbox.onRecipient = () => ({ code, text: 'no' });
    await expect(transport.send(MAIL)).rejects.toBeInstanceOf(MailRefused);
  });

  it('takes a 5xx for the message as final', async () => {
    mailbox.onMessage = () => ({ code: 554, text: 'looks like spam' });
    await expect(transport.send(MAIL)).rejects.toBeInstanceOf(MailRefused);
  });

  it.each([421, 450, 451, 503])('may try again after %d', async (code) => {
    mailbox.onRecipient = () => ({ code, text: 'later' });
    const failure = await transport.send(MAIL).catch((error: unknown) => error);
    expect(failure).toBeDefined();
    expect(failure).not.toBeInstanceOf(MailRefused);
  });

  it('may try again when nobody listens', async () => {
    await mailbox.close();
    const failure = await transport.send(MAIL).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'ESOCKET' });
    expect(failure).not.toBeInstanceOf(MailRefused);
  });

  it('goes on after a refusal', async () => {
    mailbox.onRecipient = (to) => (to.startsWith('nobody') ? { code: 550, text: 'no such mailbox' } : undefined);
    await expect(transport.send({ ...MAIL, to: 'nobody@example.cn' })).rejects.toThrow('no such mailbox');
    await transport.send(MAIL);
    expect(mailbox.mails).toHaveLength(1);
  });

  describe('to a server on this machine', () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'handover-'));
      transport = new SmtpTransport(mailbox.url, 'no-reply@example.org', new HandoverJournal(folder));
    });

    afterEach(() => rm(folder, { recursive: true }));

    /** What the next process knows after this one was killed. */
    const knownAfterDeath = (): Promise<boolean> => new SmtpTransport(mailbox.url, '', new HandoverJournal(folder)).holds(MAIL.messageId);

    it('knows that a mail is out before the server has said so', async () => {
      let answer = (): void => undefined;
      const arrived = new Promise<void>((resolve) => {
        mailbox.onMessage = async () => {
          resolve();
          await new Promise<void>((go) => (answer = go));
          return undefined;
        };
      });
      expect(await knownAfterDeath()).toBe(false);
      const sending = transport.send(MAIL);
      await arrived;
      expect(await knownAfterDeath()).toBe(true);
      answer();
      await sending;
      expect(await knownAfterDeath()).toBe(true);
    });

    it('knows that a mail is not out when the server did not want it', async () => {
      mailbox.onRecipient = () => ({ code: 451, text: 'later' });
      await expect(transport.send(MAIL)).rejects.toThrow();
      mailbox.onRecipient = () => undefined;
      mailbox.onMessage = () => ({ code: 451, text: 'later' });
      await expect(transport.send(MAIL)).rejects.toThrow();
      expect(await knownAfterDeath()).toBe(false);
      mailbox.onMessage = () => undefined;
      await transport.send(MAIL);
      expect(await knownAfterDeath()).toBe(true);
    });
  });
});

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.js';
import type { OutgoingMail } from '../mail-transport.js';
import { MailFolder } from './mail-folder.js';
import { Mailbox } from './mailbox.js';
import { SinkTransport } from './sink-transport.js';

const FIRST_PAGE = { page: 1, pageSize: 10 };

function mail(messageId: string, to = 'wang@example.cn'): OutgoingMail {
  return {
    messageId,
    to,
    subject: '新邀请：数控机床改造 🏭 <b>',
    html: '<p>您好</p><a href="http://127.0.0.1:3000/zh/a/x?b=1&amp;c=2">答复</a>',
    text: '您好。答复：http://127.0.0.1:3000/zh/a/y。',
    date: new Date('2026-05-18T09:00:00Z'),
    headers: { 'X-Mail-Template': 'match.invited', 'Content-Language': 'zh' },
  };
}

describe('the sink', () => {
  let path: string;
  let transport: SinkTransport;
  let mailbox: Mailbox;

  function start(limit = 100): void {
    const folder = new MailFolder(path, limit);
    transport = new SinkTransport(folder, '供需对接平台 <no-reply@example.org>');
    mailbox = new Mailbox(folder);
  }

  beforeEach(async () => {
    path = join(await mkdtemp(join(tmpdir(), 'sink-')), 'mail');
    start();
  });

  afterEach(async () => {
    await transport.onApplicationShutdown();
    await rm(path, { recursive: true, force: true });
  });

  it('keeps what was sent to it, as it was sent', async () => {
    await transport.send(mail('one@example.org'));
    const { items, total } = await mailbox.list(FIRST_PAGE);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      to: ['wang@example.cn'],
      from: '"供需对接平台" <no-reply@example.org>',
      subject: '新邀请：数控机床改造 🏭 <b>',
      messageId: 'one@example.org',
      template: 'match.invited',
      language: 'zh',
    });
    const message = await mailbox.read(items[0]!.id);
    expect(message).toMatchObject({ subject: items[0]!.subject, to: items[0]!.to });
    expect(message.html).toContain('<p>您好</p>');
    expect(message.text).toContain('您好。');
    expect(message.links).toEqual(['http://127.0.0.1:3000/zh/a/x?b=1&c=2', 'http://127.0.0.1:3000/zh/a/y']);
    expect(message.headers).toContainEqual({ name: 'date', value: 'Mon, 18 May 2026 09:00:00 +0000' });
  });

  it('takes a Message-ID once, however often and however fast it is sent', async () => {
    await Promise.all([1, 2, 3, 4].map(() => transport.send(mail('same@example.org'))));
    await transport.send(mail('same@example.org'));
    expect((await mailbox.list(FIRST_PAGE)).total).toBe(1);
    expect(await transport.holds('same@example.org')).toBe(true);
    expect(await transport.holds('other@example.org')).toBe(false);
  });

  it('survives a restart, and clears away half a mail', async () => {
    await transport.send(mail('one@example.org'));
    await transport.onApplicationShutdown();
    await writeFile(join(path, 'crashed.part'), 'Subject: half');
    start();
    await transport.send(mail('one@example.org'));
    await transport.send(mail('two@example.org', 'li@example.cn'));
    const { items } = await mailbox.list(FIRST_PAGE);
    expect(items.map(({ messageId }) => messageId)).toEqual(['two@example.org', 'one@example.org']);
    expect(await readdir(path)).toHaveLength(2);
  });

  it('finds the mails of one address, whatever its case', async () => {
    await transport.send(mail('one@example.org', 'Wang@example.cn'));
    await transport.send(mail('two@example.org', 'li@example.cn'));
    const { items, total } = await mailbox.list(FIRST_PAGE, 'WANG@example.cn');
    expect(total).toBe(1);
    expect(items[0]?.messageId).toBe('one@example.org');
  });

  it('pages, newest first', async () => {
    for (const n of [1, 2, 3]) await transport.send(mail(`${n}@example.org`));
    const second = await mailbox.list({ page: 2, pageSize: 2 });
    expect(second.items.map(({ messageId }) => messageId)).toEqual(['1@example.org']);
    expect(second.total).toBe(3);
  });

  it('keeps the newest only', async () => {
    await transport.onApplicationShutdown();
    start(2);
    for (const n of [1, 2, 3]) await transport.send(mail(`${n}@example.org`));
    const { items } = await mailbox.list(FIRST_PAGE);
    expect(items.map(({ messageId }) => messageId)).toEqual(['3@example.org', '2@example.org']);
    expect(await transport.holds('1@example.org')).toBe(false);
  });

  it.each(['../../../etc/passwd', '1764000000000-0001-0123456789abcdef', ''])('has no mail %p', async (id) => {
    await expect(mailbox.read(id)).rejects.toThrow(AppError);
  });

  it('is not there where mail leaves by SMTP', async () => {
    await expect(new Mailbox(null).list(FIRST_PAGE)).rejects.toMatchObject({ code: 'mailbox.none' });
  });
});

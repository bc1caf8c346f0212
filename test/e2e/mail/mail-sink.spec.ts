import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailDelivery } from '../../../src/platform/mail/mail-delivery.js';
import { MailQueue } from '../../../src/platform/mail/mail-queue.js';
import { Mailbox } from '../../../src/platform/mail/sink/mailbox.js';
import { newId } from '../../../src/shared/ids.js';
import { InvitedTemplate, type MailRig, startMailRig } from './mail-support.js';

const PAGE = { page: 1, pageSize: 50 };

describe('mail without a server elsewhere', () => {
  let dataDir: string;
  let rig: MailRig;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mail-'));
    rig = await startMailRig({ DATA_DIR: dataDir, APP_ROLE: 'all' });
  });

  afterAll(async () => {
    await rig?.close();
    await rm(dataDir, { recursive: true });
  });

  async function until(isTrue: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 20_000; !(await isTrue()); await new Promise((resolve) => setTimeout(resolve, 50)))
      if (Date.now() > end) throw new Error('It did not come to that in 20 s');
  }

  it('goes from the committed row into the mailbox by itself', async () => {
    const messages = await Promise.all(Array.from({ length: 20 }, (_, n) => rig.queue({ address: `p${n}@example.cn` })));
    const mailbox = rig.app.get(Mailbox, { strict: false });
    await until(async () => (await mailbox.list(PAGE)).total === 20);
    const { items } = await mailbox.list(PAGE, 'p7@example.cn');
    expect(items).toHaveLength(1);
    expect(items[0]?.messageId).toBe(`${messages[7]!.id}@docking.example.org`);
    await until(async () => (await rig.database.query(`select 1 from mail_message where status <> 'sent'`)).length === 0);
  });

  it('is not doubled by a process that died after the yes and before its note of it', async () => {
    const delivery = rig.app.get(MailDelivery, { strict: false });
    const queue = rig.app.get(MailQueue, { strict: false });
    const mailbox = rig.app.get(Mailbox, { strict: false });
    const { id } = (await rig.queue({ address: 'crash@example.cn' }))!;
    await until(async () => (await rig.row(id)).status === 'sent');
    // What the database would hold had the process been killed before its last statement.
    await rig.database.query(`update mail_message set status = 'sending', sent_at = null, claimed_until = now() - interval '1 s' where id = $1`, [id]);
    const template = rig.app.get(InvitedTemplate, { strict: false });
    const renderings = template.renderings;
    expect(await queue.overdue(10)).toEqual([id]);
    await delivery.deliver(id);
    expect(await rig.row(id)).toMatchObject({ status: 'sent', attempts: 2 });
    expect(template.renderings).toBe(renderings);
    expect((await mailbox.list(PAGE, 'crash@example.cn')).total).toBe(1);
  });

  it('is brought again by the sweep when its job was lost', async () => {
    const id = newId();
    await rig.database.query(
      `insert into mail_message (id, event_id, person_id, address, template, stream, language, subject_id, created_at)
       values ($1, $1, $1, 'lost@example.cn', 'test.invited', 'invitations', 'zh', $1, now())`,
      [id],
    );
    await rig.pass(121);
    await until(async () => (await rig.row(id)).status === 'sent');
  });
});

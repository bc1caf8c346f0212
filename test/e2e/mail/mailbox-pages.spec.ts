import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../../src/platform/database/database.js';
import { MailPreferences } from '../../../src/platform/mail/mail-preferences.js';
import { MailTransport } from '../../../src/platform/mail/mail-transport.js';
import { newId } from '../../../src/shared/ids.js';
import { startTestApp, type TestApp } from '../../support/app.js';

const HOSTILE = `标题 <script>alert(1)</script>`;

describe('the pages of mail', () => {
  let dataDir: string;
  let rig: TestApp;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mailbox-'));
    rig = await startTestApp({ SMTP_URL: '', DATA_DIR: dataDir, APP_ROLE: 'web' });
  });

  afterAll(async () => {
    await rig?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  describe('the mailbox', () => {
    let id: string;

    beforeAll(async () => {
      const transport = rig.app.get(MailTransport, { strict: false });
      for (const [n, to] of ['li@example.cn', 'wang@example.cn'].entries()) {
        await transport.send({
          messageId: `${n}@example.org`,
          to,
          subject: HOSTILE,
          html: '<html><head></head><body><script>alert(1)</script><a href="http://x.example/zh/a/token">答复</a></body></html>',
          text: '答复：http://x.example/zh/a/token',
          date: new Date(),
          headers: { 'X-Mail-Template': 'match.invited', 'Content-Language': 'zh' },
        });
      }
      const { body } = (await rig.request().get('/api/v1/mailbox').query({ to: 'wang@example.cn' }).expect(200)) as {
        body: { items: { id: string }[]; total: number };
      };
      expect(body.total).toBe(1);
      id = body.items[0]!.id;
    });

    it('is read by machine', async () => {
      const { body } = await rig.request().get(`/api/v1/mailbox/${id}`).expect(200);
      expect(body).toMatchObject({
        id,
        to: ['wang@example.cn'],
        subject: HOSTILE,
        template: 'match.invited',
        language: 'zh',
        links: ['http://x.example/zh/a/token'],
      });
      const page = await rig.request().get('/api/v1/mailbox?pageSize=1&page=2').expect(200);
      expect(page.body).toMatchObject({ total: 2, page: 2, items: [{ to: ['li@example.cn'] }] });
      await rig.request().get('/api/v1/mailbox?pageSize=0').expect(422);
      await rig.request().get('/api/v1/mailbox/..%2f..%2fsecret-key').expect(404);
    });

    it('is read by people, in both languages, and nothing in a mail runs', async () => {
      const list = await rig.request().get('/zh/mailbox').expect(200);
      expect(list.text).toContain(`<a href="/zh/mailbox/${id}">标题 &lt;script>`);
      expect(list.text).not.toContain('<script>alert');
      const letter = await rig.request().get(`/en/mailbox/${id}`).expect(200);
      expect(letter.text).toContain(`src="/en/mailbox/${id}/html"`);
      expect(letter.text).not.toContain('<script>alert');
      const frame = await rig.request().get(`/en/mailbox/${id}/html`).expect(200);
      expect(frame.text).toContain('<script>alert(1)</script>');
      expect(frame.headers['content-security-policy']).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'/);
      expect(frame.headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(frame.headers['content-type']).toBe('text/html; charset=utf-8');
    });

    it.each([
      ['what a proxy forwards', { 'x-forwarded-for': '203.0.113.7' }],
      ['a proxy that names itself', { via: '1.1 proxy' }],
      ['a site whose name was made to point here', { host: 'evil.example' }],
    ])('is closed to %s', async (_, headers) => {
      for (const path of ['/zh/mailbox', `/zh/mailbox/${id}/html`, `/api/v1/mailbox/${id}`]) expect(await status(path, headers)).toBe(404);
      expect(await status('/api/v1/mailbox', { host: 'localhost' })).toBe(200);
    });
  });

  describe('stopping a stream', () => {
    async function mailTo(personId: string | null, stream: string): Promise<string> {
      const id = newId();
      await rig.app
        .get(Database)
        .query(
          `insert into mail_message (id, event_id, person_id, address, template, stream, language, created_at) values ($1, $1, $2, 'a@b.cn', 't', $3, 'zh', now())`,
          [id, personId, stream],
        );
      const row = { id, personId, stream, language: 'zh' } as never;
      return (rig.app.get(MailPreferences, { strict: false }).unsubscribeUrl(row) ?? '').replace(rig.settings.publicUrl, '');
    }

    const isOff = (personId: string) => rig.app.get(MailPreferences, { strict: false }).isOff(personId, 'invitations');

    it('changes nothing when a scanner opens the link', async () => {
      const personId = newId();
      const path = await mailTo(personId, 'invitations');
      const { text } = await rig.request().get(path).expect(200);
      expect(text).toContain('不再收「邀请」邮件');
      await rig.request().head(path).expect(200);
      expect(await isOff(personId)).toBe(false);
    });

    it.each([
      ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
      ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'],
    ])('takes one click of a mail program, without cookie or redirect (%s)', async (type, body) => {
      const personId = newId();
      const path = await mailTo(personId, 'invitations');
      for (let n = 0; n < 2; n++) await rig.request().post(path).set('content-type', type).send(body).expect(200);
      expect(await isOff(personId)).toBe(true);
    });

    it('lets a person stop it and have it again', async () => {
      const personId = newId();
      const path = await mailTo(personId, 'invitations');
      await rig.request().post(path).type('form').send({ do: 'stop' }).expect(303).expect('location', path);
      expect(await isOff(personId)).toBe(true);
      expect((await rig.request().get(path).expect(200)).text).toContain('恢复接收');
      await rig.request().post(path).type('form').send({ do: 'resume' }).expect(303);
      expect(await isOff(personId)).toBe(false);
    });

    it('refuses a token that was tampered with', async () => {
      const path = await mailTo(newId(), 'invitations');
      await rig.request().get(`${path}A`).expect(404);
      await rig.request().post('/zh/unsubscribe/nonsense').type('form').send({ do: 'stop' }).expect(404);
    });

    it('has no link for the mails of an account', async () => {
      expect(await mailTo(newId(), 'account')).toBe('');
    });
  });

  /** By hand: a client library would put its own Host header in. */
  function status(path: string, headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      httpRequest(new URL(path, rig.url), { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  }
});

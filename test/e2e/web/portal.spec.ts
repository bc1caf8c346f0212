import { startTestApp, type TestApp } from '../../support/app.js';

let test: TestApp;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const get = (path: string) => test.request().get(path);

/** A browser's first page: its CSRF cookie and the token of its forms. */
async function firstPage(path = '/zh/_components'): Promise<{ cookie: string; token: string; html: string }> {
  const { headers, text } = await get(path).expect(200);
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  return { cookie, token, html: text };
}

describe('a page', () => {
  it('is HTML under a strict policy, for no shared cache', async () => {
    const { headers, text } = await get('/en/_components').expect(200);
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-cache' });
    expect(headers['content-security-policy']).toContain("style-src 'self'");
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  it('has its files under addresses that change with their content', async () => {
    const { html } = await firstPage();
    const paths = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const { headers } = await get(path).set('accept-encoding', 'br').expect(200);
      expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br', vary: 'accept-encoding' });
      await get(path).set('if-none-match', String(headers['etag'])).expect(304);
    }
    await get('/assets/style.old.css').expect(404);
  });
});

describe('what goes over the wire', () => {
  it('is packed as the browser likes it, the machine interface too', async () => {
    for (const [accepted, encoding] of [['br, gzip', 'br'], ['gzip', 'gzip'], ['identity', undefined]] as const) {
      for (const path of ['/zh/_components', '/api/v1/openapi.json']) {
        const { headers } = await get(path).set('accept-encoding', accepted).buffer(true).parse((res, done) => void res.on('data', () => undefined).on('end', () => done(null, ''))).expect(200);
        expect(headers['content-encoding']).toBe(encoding);
        if (encoding) expect(headers['vary']).toContain('accept-encoding');
      }
    }
  });

  it('is not sent again to a browser that has it', async () => {
    const { headers } = await get('/zh/how-it-works').expect(200);
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const { headers: known } = await get('/zh/how-it-works').set('cookie', cookie).expect(200);
    const etag = String(known['etag']);
    await get('/zh/how-it-works').set('cookie', cookie).set('if-none-match', `"x", ${etag}`).expect(304);
    await get('/en/how-it-works').set('cookie', cookie).set('if-none-match', etag).expect(200);
    await get('/zh/nowhere').set('cookie', cookie).set('if-none-match', '*').expect(404);
  });

  it('never holds a token twice in the same letters beside other words, and each of them is good', async () => {
    const { cookie, token } = await firstPage('/zh/how-it-works');
    const tokenBeside = async (words: string): Promise<string> => {
      const { text } = await get(`/zh/providers?q=${words}`).set('cookie', cookie).expect(200);
      return /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    };
    const tokens = [token, await tokenBeside('a'), await tokenBeside('b')];
    expect(new Set(tokens.flatMap((one) => one.split('.'))).size).toBe(6);
    for (const one of tokens) await test.request().post('/zh/theme').set('cookie', cookie).type('form').send({ _csrf: one, theme: 'dark', back: '/zh' }).expect(303);
    for (const bad of ['', '.', token.split('.')[1]!, `${token}x`, token.split('.').reverse().join('.'), `${tokens[0]!.split('.')[0]}.${tokens[1]!.split('.')[1]}`]) {
      await test.request().post('/zh/theme').set('cookie', cookie).type('form').send({ _csrf: bad, theme: 'dark', back: '/zh' }).expect(403);
    }
  });
});

describe('the reader’s zone', () => {
  it('shows instants by the clock that the browser names, and says so', async () => {
    const html = async (zone: string): Promise<string> => (await get('/zh/demands').set('cookie', `zone=${zone}`).expect(200)).text;
    expect(await html('Europe/Dublin')).toMatch(/data-zone="Europe\/Dublin"[^]*时间按您的时区显示：Europe\/Dublin/);
    for (const none of ['Asia/Shanghai', 'Mars/Olympus', 'x'.repeat(200), '%00', '<b>']) {
      const page = await html(none);
      expect(page).toContain('data-zone="Asia/Shanghai"');
      expect(page).not.toContain('时间按您的时区');
    }
  });
});

describe('the theme', () => {
  it('is a cookie that the root of the next page shows', async () => {
    const { cookie, token } = await firstPage();
    const answer = await test.request().post('/zh/theme').set('cookie', cookie).type('form').send({ _csrf: token, theme: 'dark', back: '/zh/_components?a=刀具' }).expect(303);
    expect(answer.headers['location']).toBe('/zh/_components?a=%E5%88%80%E5%85%B7');
    const theme = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    expect(theme).toBe('theme=dark');
    const { text } = await get('/zh/_components').set('cookie', `${cookie}; ${theme}`);
    expect(text).toContain('<html lang="zh-Hans" data-theme="dark">');
  });

  it('leads back to this site only', async () => {
    const { cookie, token } = await firstPage();
    const { headers } = await test.request().post('/en/theme').set('cookie', cookie).type('form').send({ _csrf: token, theme: 'light', back: '//evil.example' });
    expect(headers['location']).toBe('/en');
  });

  it('is not set by a form of another site', async () => {
    const { text } = await test.request().post('/zh/theme').type('form').send({ theme: 'dark' }).expect(403);
    expect(text).toContain('页面放得太久了');
  });
});

describe('a refusal', () => {
  it('is a page in the language of its address, with the words of the address in the search box', async () => {
    const { headers, text } = await get(`/zh/nowhere/${encodeURIComponent('刀具-寿命')}`).expect(404);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('value="nowhere 刀具 寿命"');
    const english = await get('/nowhere').set('accept-language', 'en-GB').expect(404);
    expect(english.text).toContain('<html lang="en">');
  });

  it('stays a problem document under /api', async () => {
    const { headers, body } = await get('/api/v1/nowhere').expect(404);
    expect(headers['content-type']).toContain('application/problem+json');
    expect(body.code).toBe('request.not-found');
  });

  it.each(['/zh/%E0%A4%A', '/zh/a%00b', '/zh/%F0%9F%8F%AD'])('answers %p with a 4xx, not with a fault', async (path) => {
    const { status } = await get(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});

import { connect } from 'node:net';
import { faultOf } from '../support/answers.js';
import { formsOf, type PageForm, withField } from '../support/forms.js';
import { HOSTILE_BODIES, HOSTILE_PARAMETERS, HOSTILE_VALUES, hostileQueries, sampleOf, STRANGE_BUT_FINE, UNSTORABLE } from '../support/hostile.js';
import { fieldsOf, type JsonSchema, type Route, routeName, routesOf } from '../support/routes.js';
import { StoryLand } from '../support/story-land.js';

/** Pages are the same in both languages: one of them is asked. */
const isAsked = ({ path }: Route): boolean => path !== '/en' && !path.startsWith('/en/');

describe('bad input', () => {
  let land: StoryLand;
  let routes: Route[];

  beforeAll(async () => {
    land = await StoryLand.open();
    routes = routesOf(land.test.app).filter(isAsked);
  }, 60_000);
  afterAll(() => land?.close());
  beforeEach(() => land.forgetRates());

  it('finds all routes', () => {
    expect(routes.length).toBeGreaterThan(150);
  });

  it('in an address is answered as an address where nothing is', async () => {
    const faults: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes(':'))) {
      await land.forgetRates();
      for (const value of HOSTILE_PARAMETERS) {
        const url = route.path.replaceAll(/:\w+/g, value);
        const answer = await land.send(land.senderFor(route), { method: route.method, url });
        const fault = faultOf(answer, route.isApi) ?? (answer.statusCode < 400 && !isKeepingNothing(route) ? `answers ${answer.statusCode}` : null);
        if (fault) faults.push(`${routeName(route)} with ${value.slice(0, 40)} ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('in a query is refused or left out of account, and never a fault of ours', async () => {
    const faults: string[] = [];
    for (const route of routes.filter(({ method, permission }) => method === 'GET' && permission !== 'loopback')) {
      await land.forgetRates();
      for (const name of Object.keys(route.query?.properties ?? { page: {} }))
        for (const query of hostileQueries(name)) {
          const answer = await land.send(land.senderFor(route), { method: 'GET', url: `${land.addressOf(route)}?${query}` });
          const fault = faultOf(answer, route.isApi);
          if (fault) faults.push(`${routeName(route)}?${query.slice(0, 60)} ${fault}`);
        }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('in one field of a body is refused by that field’s name, or taken as it is', async () => {
    const faults: string[] = [];
    const tried = new Set<string>();
    for (const route of routes.filter(({ body, isApi }) => fieldsOf(body) && isApi)) {
      await land.forgetRates();
      const whole = sampleOf(route.body!) as Record<string, unknown>;
      // Demands and offerings share most fields and all of the code behind them.
      const isNew = (name: string): boolean => tried.size < tried.add(`${routeName(route).replace('offerings', 'demands')} ${name}`).size;
      for (const name of Object.keys(fieldsOf(route.body)!).filter(isNew))
        for (const value of HOSTILE_VALUES) {
          const answer = await land.send(land.senderFor(route), { method: route.method, url: land.addressOf(route), payload: { ...whole, [name]: value } });
          const fault = faultOf(answer, true) ?? (isUnstorable(value) && answer.statusCode < 400 ? 'takes what cannot be stored' : null);
          if (fault) faults.push(`${routeName(route)} with ${name} = ${JSON.stringify(value)?.slice(0, 40)} ${fault}`);
        }
    }
    expect(tried.size).toBeGreaterThan(80);
    expect(faults).toEqual([]);
  }, 180_000);

  it('that leaves out what is needed, or brings what is not known, is named', async () => {
    const faults: string[] = [];
    for (const route of routes.filter(({ body, isApi }) => fieldsOf(body) && isApi)) {
      const whole = sampleOf(route.body!) as Record<string, unknown>;
      const send = (payload: object) => land.send(land.senderFor(route), { method: route.method, url: land.addressOf(route), payload });
      for (const name of missable(route.body!)) {
        const { [name]: _left, ...rest } = whole;
        const answer = await send(rest);
        if (answer.statusCode !== 422 || !answer.body.includes(`"${name}"`)) faults.push(`${routeName(route)} without ${name} answers ${answer.statusCode}: ${answer.body.slice(0, 100)}`);
      }
      const answer = await send({ ...whole, nonsense: 1 });
      if (answer.statusCode !== 422 || !answer.body.includes('nonsense')) faults.push(`${routeName(route)} with an unknown field answers ${answer.statusCode}: ${answer.body.slice(0, 100)}`);
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('as a whole body is refused', async () => {
    const faults: string[] = [];
    for (const route of routes.filter(({ method, isApi }) => isApi && method !== 'GET' && method !== 'DELETE')) {
      await land.forgetRates();
      for (const { what, type, body } of HOSTILE_BODIES.filter(({ body }) => body.length < 1_000_000)) {
        const answer = await land.send(land.senderFor(route), { method: route.method, url: land.addressOf(route), headers: { 'content-type': type }, payload: body });
        const fault = faultOf(answer, true) ?? (answer.statusCode < 400 && route.body ? `answers ${answer.statusCode}` : null);
        if (fault) faults.push(`${routeName(route)} with ${what} ${fault}`);
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it.each(HOSTILE_BODIES)('as $what has one clear refusal, for programs and for people', async ({ type, body }) => {
    for (const [url, isApi] of [['/api/v1/demands', true], ['/zh/demands', false]] as const) {
      const answer = await land.send('factory', { method: 'POST', url, headers: { 'content-type': type }, payload: body });
      expect(faultOf(answer, isApi)).toBeNull();
      expect([303, 400, 413, 415, 422]).toContain(answer.statusCode);
      if (body.length > 1_000_000) expect(answer.statusCode).toBe(413);
    }
  });

  it('in any form of a page brings the form back, or a page that says why not', async () => {
    const faults: string[] = [];
    const tried = new Set<string>();
    for (const route of routes.filter(({ method, isApi, path }) => method === 'GET' && !isApi && !path.includes('mailbox'))) {
      await land.forgetRates();
      const sender = land.senderFor(route);
      const page = await land.send(sender, { method: 'GET', url: land.addressOf(route) });
      // One row of a list stands for all of them.
      const isNew = (form: PageForm): boolean => tried.size < tried.add(`${sender} ${form.action.replaceAll(IDENTIFIER, '…')} ${form.names.join()}`).size;
      for (const form of formsOf(page.body).filter(isNew)) {
        for (const name of form.names)
          for (const value of HOSTILE_FIELDS) {
            const answer = await land.send(sender, {
              method: 'POST',
              url: form.action,
              headers: { 'content-type': 'application/x-www-form-urlencoded' },
              payload: withField(form, name, value),
            });
            const fault = faultOf(answer, false);
            if (fault) faults.push(`${form.action} with ${name} = ${JSON.stringify(value).slice(0, 40)} ${fault}`);
          }
      }
    }
    expect(tried.size).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  }, 240_000);

  it('that is no HTTP is answered and hung up on', async () => {
    const wholes = {
      'GET / HTTP/1.1\r\nhost: x\r\ncookie: ': 431,
      'BREW /coffee\r\n\r\n': 400,
      'GET / HTTP/1.1\r\nhost: x\r\nbad\0name: 1\r\n\r\n': 400,
      'POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n': 400,
      'POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n': 400,
    };
    for (const [head, status] of Object.entries(wholes)) {
      const text = await rawAnswer(land.test.url, status === 431 ? `${head}${'x'.repeat(100_000)}\r\n\r\n` : head);
      expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(text).toContain('application/problem+json');
      expect(text).toMatch(/"code":"request\.[a-z-]+"/);
    }
    await expect(rawAnswer(land.test.url, `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).resolves.toMatch(/^HTTP\/1.1 431 /);
  });

  it('in a header is nobody’s concern', async () => {
    const faults: string[] = [];
    for (const [name, values] of Object.entries(HOSTILE_HEADERS))
      for (const value of values)
        for (const url of ['/zh', '/', '/zh/login', '/api/v1/me', '/api/v1/demands', '/assets/nothing.css', '/zh/workspace']) {
          const answer = await land.send('guest', { method: 'GET', url, headers: { [name]: value } });
          const fault = faultOf(answer, url.startsWith('/api/'));
          if (fault) faults.push(`${url} with ${name}: ${value.slice(0, 40)} ${fault}`);
        }
    expect(faults).toEqual([]);
  });

  it('in an upload is refused, or kept under a name that can be shown', async () => {
    const { id } = JSON.parse((await land.send('factory', { method: 'POST', url: '/api/v1/demands', payload: { title: '附件' } })).body) as { id: string };
    const url = `/api/v1/demands/${id}/attachments`;
    for (const [name, bytes, status] of HOSTILE_UPLOADS) {
      const body = Buffer.concat([Buffer.from(`--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`), bytes, Buffer.from('\r\n--b--\r\n')]);
      const answer = await land.send('factory', { method: 'POST', url, headers: { 'content-type': 'multipart/form-data; boundary=b' }, payload: body });
      expect([faultOf(answer, true), `${name} ${answer.statusCode}`]).toEqual([null, `${name} ${status}`]);
      if (answer.statusCode !== 201) continue;
      const [file] = (JSON.parse(answer.body) as { items: { id: string; name: string }[] }).items;
      expect(file!.name).not.toMatch(/[/\\\0\r\n]/);
      expect(file!.name.isWellFormed()).toBe(true);
      const download = await land.send('factory', { method: 'GET', url: `${url}/${file!.id}` });
      expect(download.statusCode).toBe(200);
      expect(download.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'content-disposition': expect.stringMatching(/^attachment; /), 'x-content-type-options': 'nosniff' });
      await land.send('factory', { method: 'DELETE', url: `${url}/${file!.id}` });
    }
    expect((await land.send('guest', { method: 'GET', url: `${url}/${id}` })).statusCode).toBe(404);
  });

  it('by a method or to an address that is not there is a 404 of its kind', async () => {
    for (const [method, url] of [['PATCH', '/api/v1/demands'], ['DELETE', '/api/v1/nothing'], ['PUT', '/zh/demands'], ['GET', '/zh/%zz'], ['GET', '/%zz'], ['GET', '/api/v1/%c0%80'], ['OPTIONS', '/api/v1/demands'], ['GET', '/zh/demands/%ed%a0%80']] as const) {
      const answer = await land.send('factory', { method, url });
      expect(faultOf(answer, url.startsWith('/api/'))).toBeNull();
      expect(`${method} ${url} ${answer.statusCode}`).toBe(`${method} ${url} 404`);
    }
  });

  it('is told of in the language of who sent it', async () => {
    const refused = async (language: string) =>
      JSON.parse((await land.send('factory', { method: 'POST', url: '/api/v1/demands', headers: { 'accept-language': language }, payload: { title: 1 } })).body) as {
        title: string;
        errors: { field: string; message: string }[];
      };
    expect(await refused('zh-CN,zh;q=0.9')).toMatchObject({ title: expect.stringContaining('改'), errors: [{ field: 'title', message: '请按要求的格式填写。' }] });
    expect(await refused('en-US,en')).toMatchObject({ title: expect.stringContaining('Some fields'), errors: [{ field: 'title', message: 'Please give it in the expected form.' }] });
  });

  it('that is only strange is stored as typed and shown as plain text', async () => {
    const title = Object.values(STRANGE_BUT_FINE).join(' ').slice(0, 120);
    const body = Object.values(STRANGE_BUT_FINE).join('\n');
    const created = await land.send('factory', { method: 'POST', url: '/api/v1/demands', payload: { title, body } });
    expect(created.statusCode).toBe(201);
    const { id, code } = JSON.parse(created.body) as { id: string; code: string };
    const again = JSON.parse((await land.send('factory', { method: 'GET', url: `/api/v1/demands/${id}` })).body) as { title: string; body: string };
    expect(again).toMatchObject({ title: title.trim(), body });
    for (const url of [`/zh/demands/${code}`, `/zh/demands/${code}/edit`, '/zh/workspace/demands', '/zh/workspace']) {
      const page = await land.send('factory', { method: 'GET', url });
      expect(faultOf(page, false)).toBeNull();
      expect(page.body).toContain('&lt;script>alert(1)');
    }
  });
});

const HOSTILE_HEADERS: Readonly<Record<string, readonly string[]>> = {
  cookie: ['=', ';;;', 'notice=%zz', 'notice=eyJ0b25lIjoib2sifQ', 'sid=%00', `sid=${'x'.repeat(9_000)}`, 'csrf=x; csrf=y', '__proto__=1', 'lang=../..; theme=<script>alert(1)</script>'],
  authorization: ['Bearer', 'Bearer ', 'Bearer dk_', `Bearer ${'x'.repeat(9_000)}`, 'Bearer a b', 'Basic Og==', 'Basic %zz', 'bearer __proto__'],
  'accept-language': ['*', ';q=', 'zh;q=9,en;q=-1', `${'zh,'.repeat(3_000)}`, 'x-<script>alert(1)</script>'],
  'accept-encoding': ['', '*', ';;;', 'br;q=0,gzip;q=0'],
  accept: ['application/xml', ''],
  'if-none-match': ['x', '*', 'W/"'],
  host: ['', 'evil.example', '<script>alert(1)</script>'],
  range: ['bytes=9-1'],
  'content-type': ['application/json', 'x', 'multipart/form-data'],
};

const TEXT = Buffer.from('刀具寿命表\n');
const HOSTILE_UPLOADS: readonly (readonly [name: string, bytes: Buffer, status: number])[] = [
  ['..\\..\\清单.txt', TEXT, 201],
  ['../../etc/passwd.txt', TEXT, 201],
  ['a\u0000b.txt', TEXT, 201],
  ['\u202Etxt.exe.txt', TEXT, 201],
  [`${'长'.repeat(500)}.txt`, TEXT, 201],
  ['a.txt; x=%0d%0aset-cookie: x=1.txt', TEXT, 201],
  ['a.exe', Buffer.from('MZ\u0090\u0000', 'latin1'), 415],
  ['a.txt', Buffer.from('<script>alert(1)</script>\0\0', 'latin1'), 415],
  ['a.pdf', TEXT, 415],
  // Text that would like to be more is text, and is only ever saved.
  ['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 201],
  ['a.html', Buffer.from('<!doctype html><script>alert(1)</script>'), 201],
  ['a.txt', Buffer.alloc(0), 422],
];

const IDENTIFIER = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]-\d\d(-\d+)+/g;

const HOSTILE_FIELDS: readonly (string | readonly string[])[] = [
  '',
  'x'.repeat(50_000),
  UNSTORABLE.nul,
  `${STRANGE_BUT_FINE.sql}${STRANGE_BUT_FINE.markup}`,
  '-1',
  '99999999999999999999',
  '0000-00-00',
  ['a', 'b'],
];

/** The meter of a form that is being filled in answers for any form. */
function isKeepingNothing({ path }: Route): boolean {
  return path.endsWith('/five');
}

function isUnstorable(value: unknown): boolean {
  return value === UNSTORABLE.nul || value === UNSTORABLE.loneHigh;
}

/** What may not be left out: the required fields without a default. */
function missable(schema: JsonSchema): string[] {
  const { required = [], properties = {} } = schema.anyOf?.[0] ?? schema;
  return required.filter((name) => properties[name]?.default === undefined);
}

/** Everything that the server says to bytes that are sent as they are, until it hangs up. */
function rawAnswer(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8').setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${bytes.slice(0, 40)}; so far: ${text}`)));
    socket.on('data', (chunk: string) => (text += chunk));
    // The server may hang up on what we are still sending.
    socket.on('error', (error: NodeJS.ErrnoException) => (text && error.code ? done(text) : failed(error)));
    socket.on('close', () => done(text));
  });
}

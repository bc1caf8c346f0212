import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestApp, type TestApp } from '../support/app.js';
import { Cast, type CastPerson } from '../support/cast.js';

interface Content {
  content?: Record<string, { schema?: { $ref?: string } }>;
}

interface Operation {
  operationId?: string;
  parameters?: { name: string; in: string }[];
  requestBody?: Content;
  responses: Record<string, Content & { $ref?: string }>;
}

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

describe('the description of the machine interface', () => {
  let test: TestApp;
  let document: { paths: Record<string, Record<string, Operation>> };
  let operations: (Operation & { at: string })[];

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    const { body } = await test.request().get('/api/v1/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    document = body;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, at: `${method.toUpperCase()} ${path}` })),
    );
  });
  afterAll(() => test?.close());

  it('gives every operation a name of its own, so that a generated client can call it', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names.filter((name, i) => name === undefined || names.indexOf(name) !== i)).toEqual([]);
  });

  // A query schema with a `.meta({ id })` becomes a reference, which the generator cannot unfold into parameters.
  it('names the parameters of each list', () => {
    const paged = ['listDemands', 'listOfferings', 'listReviews', 'search', 'listEngagements'];
    const without = operations.filter(({ operationId, parameters }) => paged.includes(operationId ?? '') && !parameters?.some(({ name }) => name === 'page'));
    expect(without.map(({ at }) => at)).toEqual([]);
  });

  it('says what each operation answers', () => {
    const isSaid = ({ responses }: Operation): boolean =>
      Object.entries(responses).some(([status, { content }]) => status === '202' || status === '204' || (status.startsWith('2') && content));
    expect(operations.filter((operation) => !isSaid(operation)).map(({ at }) => at)).toEqual([]);
  });

  it('gives every JSON body a schema with a name', () => {
    const bodies = operations.flatMap(({ at, requestBody }) => ('application/json' in (requestBody?.content ?? {}) ? [{ at, schema: requestBody!.content!['application/json']!.schema }] : []));
    expect(bodies.length).toBeGreaterThan(25);
    expect(bodies.filter(({ schema }) => !schema?.$ref).map(({ at }) => at)).toEqual([]);
  });

  it('describes every refusal as the same problem document, and the real ones are such', async () => {
    expect(operations.filter(({ responses }) => responses['default']?.$ref !== '#/components/responses/Problem').map(({ at }) => at)).toEqual([]);
    const { components } = document as unknown as { components: { schemas: Record<string, { required: string[]; properties: object }>; responses: Record<string, Content> } };
    expect(Object.keys(components.responses['Problem']!.content!)).toEqual(['application/problem+json']);
    const { body } = await test.request().post('/api/v1/accounts').send({}).expect(422);
    const { required, properties } = components.schemas['Problem']!;
    expect(Object.keys(body)).toEqual(expect.arrayContaining(required));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(body)));
  });
});

describe('a client that is generated from it', () => {
  let test: TestApp;
  let factory: CastPerson;
  let folder: string;

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    factory = (await new Cast(test).enterprise()).owner;
    folder = mkdtempSync(join(tmpdir(), 'docking-client-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const { text } = await test.request().get('/api/v1/openapi.json').expect(200);
    for (const [name, content] of Object.entries({ 'openapi.json': text, 'package.json': '{"type":"module"}', 'client.ts': CLIENT, 'tsconfig.json': CLIENT_CONFIG }))
      writeFileSync(join(folder, name), content);
  });
  afterAll(async () => {
    await test?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('type-checks, posts a demand and hands it in', async () => {
    // Refuses a document that is no valid OpenAPI.
    await node('openapi-typescript/bin/cli.js', 'openapi.json', '-o', 'api.ts');
    await node('typescript-7/bin/tsc', '-p', '.');
    const { stdout } = await run(process.execPath, ['out/client.js', test.url, factory.token], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({ created: 201, again: 200, status: 'in_review', listed: 1, refused: 422, field: 'title' });
  }, 60_000);

  /** Runs a package's own program in the folder; what it printed is the failure's message. */
  async function node(program: string, ...parameters: string[]): Promise<void> {
    await run(process.execPath, [join(ROOT, 'node_modules', program), ...parameters], { cwd: folder }).catch((error: Error & { stdout: string; stderr: string }) => {
      throw new Error(`${program}: ${error.stdout}${error.stderr}`);
    });
  }
});

const CLIENT_CONFIG = JSON.stringify({
  compilerOptions: { strict: true, target: 'es2022', module: 'nodenext', lib: ['es2022', 'dom', 'dom.iterable'], types: ['node'], skipLibCheck: true, rootDir: '.', outDir: 'out' },
  files: ['client.ts'],
});

/** What somebody would write who has only the description. */
const CLIENT = `
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

const [, , baseUrl = '', token = ''] = process.argv;
const client = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${token}\` } });

const body: components['schemas']['NewDemand'] = {
  title: '减速机壳体线 12 台数控机床联网采集',
  body: '想采集 12 台数控机床的主轴负载与刀具寿命，按班次出报表，三个月内上线。',
  budgetMax: 300000,
  externalId: 'erp-1',
};
// @ts-expect-error: a title is a text
body.title = 1;
body.title = '减速机壳体线 12 台数控机床联网采集';

const first = await client.POST('/api/v1/demands', { body });
const second = await client.POST('/api/v1/demands', { body });
if (!first.data || !second.data) throw new Error(first.error?.title ?? second.error?.title);
const id: string = first.data.id;
if (second.data.id !== id) throw new Error('posted twice');

const submitted = await client.POST('/api/v1/demands/{id}/submission', { params: { path: { id } } });
if (submitted.error) throw new Error(submitted.error.title);
const list = await client.GET('/api/v1/demands', { params: { query: { scope: 'own', pageSize: 10 } } });
// @ts-expect-error: there is no such operation
await client.GET('/api/v1/nothing').catch(() => undefined);

const refused = await client.POST('/api/v1/demands', { body: { title: 'x'.repeat(500) } });
const code: string | undefined = refused.error?.code;
if (code !== 'request.invalid') throw new Error(\`refused with \${code}\`);

console.log(JSON.stringify({
  created: first.response.status,
  again: second.response.status,
  status: submitted.data.status,
  listed: list.data?.total,
  refused: refused.response.status,
  field: refused.error?.errors?.[0]?.field,
}));
`;

import { startTestApp, type TestApp } from '../support/app.js';

interface Operation {
  operationId?: string;
  parameters?: { name: string; in: string }[];
  responses: Record<string, unknown>;
}

describe('the description of the machine interface', () => {
  let test: TestApp;
  let operations: (Operation & { at: string })[];

  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
    const { body } = await test.request().get('/api/v1/openapi.json').expect(200);
    expect(body.openapi).toBe('3.1.0');
    operations = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
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
    expect(operations.filter(({ responses }) => Object.keys(responses).length === 0).map(({ at }) => at)).toEqual([]);
  });
});

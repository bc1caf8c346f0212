import type { ServerResponse } from 'node:http';
import { EmbedderError } from '../../src/platform/embedder/embedder.js';
import { RestEmbedder } from '../../src/platform/embedder/rest-embedder.js';
import { answerEmbeddings, answerJson as json, type AskedForEmbeddings, EmbeddingsServer, vectorOf } from '../support/embeddings-server.js';
import { embedderContract } from './embedder.contract.js';

type Answer = (response: ServerResponse, asked: AskedForEmbeddings) => void;

const server = new EmbeddingsServer();
let url: string;

beforeAll(async () => {
  url = await server.start();
});

beforeEach(() => {
  server.answer = answerEmbeddings;
  server.asked = [];
});

afterAll(() => server.close());

const embedder = (more: object = {}): RestEmbedder => new RestEmbedder({ url, model: 'a-model', key: 'a-key', timeoutMs: 2_000, pauseMs: 5, ...more });

describe('the embedder behind /v1/embeddings', () => {
  let one: RestEmbedder;
  beforeAll(() => (one = embedder()));
  embedderContract(() => one);

  it('asks as the API says, with the key', async () => {
    await embedder({ url: `${url}/` }).embed(['刀具', '寿命']);
    expect(server.asked).toEqual([{ path: '/v1/embeddings', key: 'Bearer a-key', body: { model: 'a-model', input: ['刀具', '寿命'], encoding_format: 'float' } }]);
    await embedder({ key: undefined }).embed(['刀具']);
    expect(server.asked.at(-1)!.key).toBeUndefined();
  });

  it('takes answers in any order, by their numbers', async () => {
    const expected = await embedder().embed(['刀具', '寿命预警']);
    server.answer = (response, { body }) => json(response, 200, { data: body.input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse() });
    expect(await embedder().embed(['刀具', '寿命预警'])).toEqual(expected);
  });

  it('tries again what is busy or broke down', async () => {
    server.answer = (response, one) => (server.asked.length === 1 ? json(response, 503, {}) : server.asked.length === 2 ? void response.destroy() : answerEmbeddings(response, one));
    expect(await embedder().embed(['刀具'])).toHaveLength(1);
    expect(server.asked).toHaveLength(3);
  });

  it.each<[string, Answer]>([
    ['a refusal', (response) => json(response, 401, { error: 'no' })],
    ['no JSON', (response) => void response.end('<html>')],
    ['something else', (response) => json(response, 200, { data: [{ index: 0 }] })],
    ['too few', (response) => json(response, 200, { data: [] })],
    ['one twice', (response) => json(response, 200, { data: [0, 0].map((index) => ({ index, embedding: [1] })) })],
    ['different lengths', (response) => json(response, 200, { data: [[1, 2], [1]].map((embedding, index) => ({ index, embedding })) })],
    ['zeros', (response) => json(response, 200, { data: [[0, 0], [0, 0]].map((embedding, index) => ({ index, embedding })) })],
    ['numbers as texts', (response) => json(response, 200, { data: [['1'], ['2']].map((embedding, index) => ({ index, embedding })) })],
    ['a redirect to somewhere else', (response) => void response.writeHead(307, { location: 'http://127.0.0.1:1/v1/embeddings' }).end()],
    ['a vector without end', (response) => json(response, 200, { data: [0, 1].map((index) => ({ index, embedding: Array.from({ length: 5_000 }, () => 1) })) })],
  ])('fails on %s', async (_, bad) => {
    server.answer = bad;
    await expect(embedder().embed(['刀具', '寿命'])).rejects.toThrow(EmbedderError);
  });

  it('does not read a flood to its end', async () => {
    server.answer = (response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
        response.once('drain', pour);
      };
      pour();
    };
    await expect(embedder({ timeoutMs: 20_000 }).embed(['刀具'])).rejects.toThrow('more than');
  });

  it('gives up on what does not answer, and then leaves it alone', async () => {
    server.answer = () => undefined;
    const slow = embedder({ timeoutMs: 30 });
    for (let i = 0; i < 3; i++) await expect(slow.embed(['刀具'])).rejects.toThrow('does not answer');
    expect(slow.health().state).toBe('resting');
    const before = server.asked.length;
    await expect(slow.embed(['刀具'])).rejects.toThrow('left alone');
    expect(server.asked).toHaveLength(before);
  });

  it('says whom to look at where nobody listens', async () => {
    await expect(embedder({ url: 'http://127.0.0.1:1/v1' }).embed(['刀具'])).rejects.toThrow(/does not answer/);
  });
});

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EmbedderError } from '../../src/platform/embedder/embedder.js';
import { RestEmbedder } from '../../src/platform/embedder/rest-embedder.js';
import { embedderContract } from './embedder.contract.js';

interface Asked {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly body: { readonly model: string; readonly input: string[]; readonly encoding_format: string };
}

type Answer = (response: ServerResponse, asked: Asked) => void;

/** A vector that depends on the text alone: how often each of 16 kinds of characters occurs, and one more that is never 0. */
function vectorOf(text: string): number[] {
  const vector = [1, ...Array.from({ length: 16 }, () => 0)];
  for (let i = 0; i < text.length; i++) vector[1 + (text.charCodeAt(i) % 16)]! += 1 + i / 100;
  return vector;
}

const json = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const embeddings: Answer = (response, { body }) => json(response, 200, { object: 'list', data: body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })) });

let server: Server;
let url: string;
let answer: Answer;
let asked: Asked[];

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const one: Asked = { path: request.url, key: request.headers.authorization, body: JSON.parse(text) as Asked['body'] };
      asked.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

beforeEach(() => {
  answer = embeddings;
  asked = [];
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const embedder = (more: object = {}): RestEmbedder => new RestEmbedder({ url, model: 'a-model', key: 'a-key', timeoutMs: 2_000, pauseMs: 5, ...more });

describe('the embedder behind /v1/embeddings', () => {
  let one: RestEmbedder;
  beforeAll(() => (one = embedder()));
  embedderContract(() => one);

  it('asks as the API says, with the key', async () => {
    await embedder({ url: `${url}/` }).embed(['刀具', '寿命']);
    expect(asked).toEqual([{ path: '/v1/embeddings', key: 'Bearer a-key', body: { model: 'a-model', input: ['刀具', '寿命'], encoding_format: 'float' } }]);
    await embedder({ key: undefined }).embed(['刀具']);
    expect(asked.at(-1)!.key).toBeUndefined();
  });

  it('takes answers in any order, by their numbers', async () => {
    const expected = await embedder().embed(['刀具', '寿命预警']);
    answer = (response, { body }) => json(response, 200, { data: body.input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse() });
    expect(await embedder().embed(['刀具', '寿命预警'])).toEqual(expected);
  });

  it('tries again what is busy or broke down', async () => {
    answer = (response, one) => (asked.length === 1 ? json(response, 503, {}) : asked.length === 2 ? void response.destroy() : embeddings(response, one));
    expect(await embedder().embed(['刀具'])).toHaveLength(1);
    expect(asked).toHaveLength(3);
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
    answer = bad;
    await expect(embedder().embed(['刀具', '寿命'])).rejects.toThrow(EmbedderError);
  });

  it('does not read a flood to its end', async () => {
    answer = (response) => {
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
    answer = () => undefined;
    const slow = embedder({ timeoutMs: 30 });
    for (let i = 0; i < 3; i++) await expect(slow.embed(['刀具'])).rejects.toThrow('does not answer');
    expect(slow.health().state).toBe('resting');
    const before = asked.length;
    await expect(slow.embed(['刀具'])).rejects.toThrow('left alone');
    expect(asked).toHaveLength(before);
  });

  it('says whom to look at where nobody listens', async () => {
    await expect(embedder({ url: 'http://127.0.0.1:1/v1' }).embed(['刀具'])).rejects.toThrow(/does not answer/);
  });
});

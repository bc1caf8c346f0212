import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedForEmbeddings {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly body: { readonly model: string; readonly input: string[]; readonly encoding_format: string };
}

type Answer = (response: ServerResponse, asked: AskedForEmbeddings) => void;

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Depends on the text alone: how often each of 32 kinds of characters occurs, and one more that is never 0. */
export function vectorOf(text: string): number[] {
  const vector = [1, ...Array.from({ length: 32 }, () => 0)];
  for (let i = 0; i < text.length; i++) vector[1 + (text.charCodeAt(i) % 32)]! += 1 + i / 100;
  return vector;
}

/** As a good server answers. */
export const answerEmbeddings: Answer = (response, { body }) =>
  answerJson(response, 200, { object: 'list', data: body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) })) });

/** A real server on this machine that speaks the embeddings call; a test says how it answers. */
export class EmbeddingsServer {
  answer: Answer = answerEmbeddings;
  asked: AskedForEmbeddings[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request: IncomingMessage, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        const asked = { path: request.url, key: request.headers.authorization, body: JSON.parse(text) as AskedForEmbeddings['body'] };
        this.asked.push(asked);
        this.answer(response, asked);
      });
    });
  }

  /** Resolves to the address, up to and with `/v1`. */
  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** The texts that were asked for since the last call. */
  takeTexts(): string[] {
    const texts = this.asked.flatMap(({ body }) => body.input);
    this.asked = [];
    return texts;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

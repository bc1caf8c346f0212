import { Agent, type IncomingMessage, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { MeilisearchApiError, type MeilisearchErrorResponse } from 'meilisearch';

/** Takes an answer while it comes in. */
export interface BytesReader {
  push(chunk: Buffer): void;
  /** It is all there. */
  end(): void;
}

/** Asks a Meilisearch over connections that are kept, past `fetch` and its streams, which take up to twice the processor time for a short answer. */
export class MeilisearchStream {
  private readonly root: URL;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly agent: Agent;

  constructor(
    url: string,
    key: string | undefined,
    private readonly timeoutMs: number,
  ) {
    this.root = new URL(url.endsWith('/') ? url : `${url}/`);
    // Not compressed: see `MeilisearchServer`.
    this.headers = { 'Accept-Encoding': 'identity', 'Content-Type': 'application/json', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) };
    this.agent = this.isTls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  }

  /**
   * @param path below the server's address
   * @throws MeilisearchApiError when the server says no, and whatever the connection fails with
   */
  post(path: string, body: unknown, reader: BytesReader): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(body));
    const options = { method: 'POST', agent: this.agent, headers: { ...this.headers, 'Content-Length': bytes.length } };
    return new Promise((resolve, reject) => {
      const sent = (this.isTls ? tlsRequest : request)(new URL(path, this.root), options);
      const late = setTimeout(() => {
        reject(new Error(`no answer within ${this.timeoutMs} ms`));
        sent.destroy();
      }, this.timeoutMs);
      sent.on('error', reject);
      sent.on('close', () => clearTimeout(late));
      sent.on('response', (answer) => {
        readAnswer(answer, reader).then(resolve, reject);
      });
      sent.end(bytes);
    });
  }

  private get isTls(): boolean {
    return this.root.protocol === 'https:';
  }
}

async function readAnswer(answer: IncomingMessage, reader: BytesReader): Promise<void> {
  if (answer.statusCode !== 200) throw await refusal(answer);
  await new Promise<void>((resolve, reject) => {
    answer.on('data', (chunk: Buffer) => reader.push(chunk));
    answer.on('end', resolve);
    answer.on('error', reject);
  });
  reader.end();
}

/** As the client would have it, so that both are understood in one place. */
async function refusal(answer: IncomingMessage): Promise<MeilisearchApiError> {
  const said = await text(answer);
  const response = new Response(said, { status: answer.statusCode ?? 500 });
  return new MeilisearchApiError(response, said === '' ? undefined : (JSON.parse(said) as MeilisearchErrorResponse));
}

import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it went over the wire. */
export interface SentRequest {
  readonly method: string;
  /** From the root of the server, with the query. */
  readonly path: string;
  /** Of the body. */
  readonly type: string;
  /** Empty when there is none. */
  readonly body: Buffer;
}

/** Stands between an adapter and its server and hears what is asked, so that the same can be asked without the adapter. */
export class RequestRecorder {
  private heard: SentRequest[] = [];
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('request', (asked: IncomingMessage, answer: ServerResponse) => {
      this.pass(asked, answer).catch((error: Error) => answer.destroy(error));
    });
  }

  /** Runs `work` with a recorder before the server at `url`. */
  static async before<T>(url: string, work: (recorder: RequestRecorder) => Promise<T>): Promise<T> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const recorder = new RequestRecorder(server, new URL(url));
    try {
      return await work(recorder);
    } finally {
      recorder.close();
    }
  }

  /** For the adapter, instead of the server's own. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The requests of one piece of work, in their order. */
  async during(work: () => Promise<unknown>): Promise<readonly SentRequest[]> {
    this.heard = [];
    await work();
    return this.heard;
  }

  private close(): void {
    this.server.closeAllConnections();
    this.server.close();
    this.agent.destroy();
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = asked;
    const body = await buffer(asked);
    this.heard.push({ method, path, type: headers['content-type'] ?? '', body });
    const passed = request({ host: this.target.hostname, port: this.target.port, method, path, headers: { ...headers, host: this.target.host, 'content-length': body.length }, agent: this.agent });
    passed.on('response', (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on('error', (error) => answer.destroy(error));
    passed.end(body);
  }
}

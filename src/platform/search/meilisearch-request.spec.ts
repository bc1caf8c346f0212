import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { AnswerReader } from './answer-reader.js';
import { AskedTerms } from './asked-terms.js';
import { MeilisearchServer } from './meilisearch-server.js';

/** One address of the server's, by what is asked of it. */
const ANSWERS: readonly (readonly [line: RegExp, answer: object])[] = [
  [/^GET \/version /, { pkgVersion: '1.50.0', commitSha: '', commitDate: '' }],
  [/^POST \/indexes\/kept\/documents /, { taskUid: 1 }],
  [/^POST \/indexes\/kept\/documents\/fetch /, { results: [{ id: 'a', weights: '' }], offset: 0, limit: 20, total: 7 }],
  [/^POST \/swap-indexes /, { taskUid: 2 }],
  [/^GET \/tasks\//, { status: 'succeeded' }],
];

/** A server that gives up silent connections just when somebody speaks again. */
class ClosingServer {
  readonly heard: string[] = [];
  /** So many of the next requests end their connections. */
  unheard = 0;
  /** So many of the next requests find a server that has stopped waiting for them. */
  tooLate = 0;
  /** So many of the next answers break off. */
  cutShort = 0;
  /** It knows of no index. */
  refuses = false;
  private readonly server: Server = createServer((socket) => this.serve(socket));
  private readonly sockets = new Set<Socket>();

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<unknown> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    let text = '';
    socket.on('error', () => undefined).on('data', (data) => {
      text += data.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      const line = text.slice(0, text.indexOf(' HTTP'));
      text = '';
      this.heard.push(line);
      if (this.unheard-- > 0) return void socket.destroy();
      if (this.tooLate-- > 0) return void socket.end('HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      if (this.refuses) {
        const refusal = JSON.stringify({ message: 'none', code: 'index_not_found', type: 'invalid_request', link: '' });
        return void socket.write(`HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: ${refusal.length}\r\n\r\n${refusal}`);
      }
      const answer = JSON.stringify(ANSWERS.find(([pattern]) => pattern.test(`${line} `))?.[1]);
      socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n`);
      if (this.cutShort-- > 0) socket.write(answer.slice(0, answer.length / 2), () => socket.destroy());
      else socket.write(answer);
    });
  }
}

describe('requests over connections that the server closes', () => {
  let closing: ClosingServer;
  let server: MeilisearchServer;

  beforeEach(async () => {
    closing = new ClosingServer();
    server = new MeilisearchServer(await closing.listen(), undefined);
    await server.version();
  });

  afterEach(() => closing.close());

  it('are sent once more, be it to read or to write', async () => {
    closing.unheard = 1;
    expect(await server.version()).toBe('1.50.0');
    closing.unheard = 1;
    await server.write('kept', [{ id: 'a', version: 1 }]);
    expect(closing.heard.filter((line) => line.startsWith('POST'))).toEqual(['POST /indexes/kept/documents', 'POST /indexes/kept/documents']);
  });

  it('are sent once more where the answer is read while it comes in, and nothing of it counts twice', async () => {
    const read = () => server.read('kept', 'kind = offering', ['id', 'weights'], 20, () => new AnswerReader(new AskedTerms([])));
    for (const bad of ['unheard', 'tooLate', 'cutShort'] as const) {
      closing[bad] = 1;
      expect(await read()).toMatchObject({ ids: ['a'], sums: [0], total: 7 });
      expect(closing.heard).toHaveLength(3);
      closing.heard.length = 1;
    }
    closing.tooLate = 2;
    await expect(read()).rejects.toMatchObject({ problem: 'unreachable' });
    closing.refuses = true;
    await expect(read()).rejects.toMatchObject({ problem: 'missing' });
  });

  it('are sent once more when the server has stopped waiting for them, and then it does not answer', async () => {
    closing.tooLate = 1;
    expect(await server.version()).toBe('1.50.0');
    closing.tooLate = 2;
    await expect(server.version()).rejects.toMatchObject({ problem: 'unreachable' });
  });

  it('are not sent twice where the second would undo the first', async () => {
    closing.unheard = 2;
    await expect(server.swap('one', 'other')).rejects.toMatchObject({ problem: 'unreachable' });
    expect(closing.heard.filter((line) => line.startsWith('POST'))).toEqual(['POST /swap-indexes']);
  });

  it('fail where nobody listens any more', async () => {
    await closing.close();
    await expect(server.version()).rejects.toMatchObject({ problem: 'unreachable' });
  });
});

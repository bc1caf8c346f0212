import { Agent, get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

/** An answer as it came over the wire. */
export interface Visit {
  readonly status: number;
  /** From the first byte sent to the last received, in milliseconds. */
  readonly milliseconds: number;
  /** The body as it was sent, without headers. */
  readonly bytes: number;
  readonly text: string;
}

/** Reads pages as somebody does who is not signed in, one after the other over one connection. */
export class PageVisitor {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /**
   * @param url of the server, which has to believe this machine about who asks: each visitor has an address of their own, so that
   * the bounds of the product, which hold for an address, are not what is measured
   */
  constructor(private readonly url: string) {}

  /** @param address whom the server is to take us for */
  async read(path: string, address: string): Promise<Visit> {
    const start = performance.now();
    const response = await this.request(path, address);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const milliseconds = performance.now() - start;
    const body = Buffer.concat(chunks);
    const text = (response.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString();
    return { status: response.statusCode ?? 0, milliseconds, bytes: body.length, text };
  }

  private request(path: string, address: string): Promise<IncomingMessage> {
    const headers = { 'accept-encoding': 'br', 'x-forwarded-for': address };
    return new Promise((resolve, reject) => get(new URL(path, this.url), { agent: this.agent, headers }, resolve).once('error', reject));
  }

  close(): void {
    this.agent.destroy();
  }
}

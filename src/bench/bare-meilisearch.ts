import { setTimeout as sleep } from 'node:timers/promises';
import { asked } from '../platform/search/meilisearch-request.js';
import type { SentRequest } from './request-recorder.js';

const POLL_MS = 10;
const JSON_TYPE = 'application/json';
export const NDJSON = 'application/x-ndjson';

interface Enqueued {
  readonly taskUid: number;
}

interface ServerStats {
  readonly databaseSize: number;
  readonly indexes: Readonly<Record<string, object>>;
}

/** Meilisearch without a client: `fetch`, without the compression that it would ask for by itself. */
export class BareMeilisearch {
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    private readonly url: string,
    key: string | undefined,
  ) {
    this.headers = { 'Accept-Encoding': 'identity', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) };
  }

  /** The same again, and all of the answer. @throws when the server does not say yes */
  async send<Answer>({ method, path, type, body }: SentRequest): Promise<Answer> {
    const sent = body.length > 0 ? { body: new Uint8Array(body) } : {};
    const headers = { ...this.headers, 'Content-Type': type };
    const answer = await asked(() => fetch(new URL(path, this.url), { method, headers, ...sent }));
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Meilisearch answers ${answer.status}: ${text.slice(0, 200)}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  }

  ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.send<Answer>(sent(method, path, body));
  }

  /** Hands all of it over at once and waits until it is done. */
  async doTasks(requests: readonly SentRequest[]): Promise<void> {
    const tasks: number[] = [];
    for (const each of requests) tasks.push((await this.send<Enqueued>(each)).taskUid);
    // Tasks are done in the order in which they come.
    for (const uid of tasks.reverse()) {
      for (;;) {
        const { status, error } = await this.ask<{ status: string; error: { message: string } | null }>('GET', `/tasks/${uid}`);
        if (status === 'failed' || status === 'canceled') throw new Error(`Meilisearch did not do a task: ${error?.message ?? status}`);
        if (status === 'succeeded') break;
        await sleep(POLL_MS);
      }
    }
  }

  /** An empty index with the settings of another one. */
  async copyIndex(uid: string, from: string): Promise<void> {
    const settings = await this.ask<object>('GET', `/indexes/${from}/settings`);
    await this.doTasks([sent('POST', '/indexes', { uid, primaryKey: 'id' }), sent('PATCH', `/indexes/${uid}/settings`, settings)]);
  }

  drop(uids: readonly string[]): Promise<void> {
    return this.doTasks(uids.map((uid) => sent('DELETE', `/indexes/${uid}`)));
  }

  stats(): Promise<ServerStats> {
    return this.ask('GET', '/stats');
  }
}

function sent(method: string, path: string, body?: unknown): SentRequest {
  return { method, path, type: JSON_TYPE, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) };
}

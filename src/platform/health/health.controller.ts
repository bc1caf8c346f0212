import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { Embedder, type EmbedderHealth } from '../embedder/embedder.js';
import { Permission } from '../http/permission.js';
import { Queues } from '../queue/queues.js';
import type { SearchHealth } from '../search/search-index.js';
import { SearchIndex } from '../search/search-index.js';

/** Whoever watches asks every few seconds: a store that has fallen silent is down for them, not a reason to wait. */
const ANSWER_WITHIN_MS = 3_000;

interface Readiness {
  readonly status: 'up' | 'down';
  readonly database: 'up' | 'down';
  readonly queue: { readonly engine: string; readonly jobs: Record<string, Record<string, number>> | null };
  readonly search: SearchHealth;
  /** With how many of the listings on the market have vectors; null where none are wanted, or when they cannot be counted. */
  readonly embedder: EmbedderHealth & { readonly vectors: Vectors | null };
  /** What has been promised and not yet done; null when it cannot be counted. */
  readonly waiting: { readonly events: number; readonly mails: number } | null;
}

interface Vectors {
  readonly done: number;
  readonly listings: number;
}

/** For whatever watches over the process: live says that it runs, ready that it can do its work. */
@Controller('health')
@Permission('public')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly search: SearchIndex,
    private readonly embedder: Embedder,
  ) {}

  @Get('live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [waiting, jobs, vectors] = await Promise.all([inTime(this.waiting()), inTime(this.queues.counts()), inTime(this.vectors())]);
    const isReady = waiting !== null && jobs !== null;
    reply.status(isReady ? 200 : 503);
    return { status: isReady ? 'up' : 'down', database: waiting ? 'up' : 'down', queue: { engine: this.queues.engine, jobs }, waiting, search: this.search.health(), embedder: { ...this.embedder.health(), vectors } };
  }

  /** As the process that makes them last wrote it down. */
  private async vectors(): Promise<Vectors | null> {
    const [row] = await this.database.query<Vectors>(`select done, listings from meaning_space where adapter is not null`);
    return row ?? null;
  }

  private async waiting(): Promise<Readiness['waiting']> {
    const [row] = await this.database.query<{ events: number; mails: number }>(
      `select (select count(*) from outbox_event where relayed_at is null and (held_until is null or held_until <= now())) as events,
              (select count(*) from mail_message where status in ('pending', 'sending')) as mails`,
    );
    return row ?? null;
  }
}

/** Null when it fails or takes too long. */
function inTime<T>(answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ANSWER_WITHIN_MS);
    void answer.then(resolve, () => resolve(null)).finally(() => clearTimeout(timer));
  });
}

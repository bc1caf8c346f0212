import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Database } from '../database/database.js';
import { DatabaseUrls } from '../database/database-urls.js';
import { OUTBOX_CHANNEL } from '../events/outbox.js';
import { RareWarnings } from '../observability/rare-warnings.js';
import { JobRegistry } from './job-registry.js';
import { Queues } from './queues.js';

const BATCH = 200;
/** Looked at this often even when no notification came: after a lost connection, or an event of a dead process. */
const POLL_MS = 1_000;
const KEEP_DAYS = 7;

interface OutboxRow {
  id: string;
  type: string;
  payload: object;
}

/**
 * Turns committed events into jobs. A job's id is made of the event's id and the job's name, so an event that is relayed
 * twice (the process died between the queue and the mark) starts each job once; the handlers are idempotent besides.
 */
@Injectable()
export class OutboxRelay implements BeforeApplicationShutdown {
  private readonly warnings = new RareWarnings(new Logger(OutboxRelay.name));
  private timer: NodeJS.Timeout | undefined;
  private listener: pg.Client | undefined;
  private running: Promise<void> | undefined;
  private isPoked = false;
  private isStopped = false;

  constructor(
    private readonly database: Database,
    private readonly urls: DatabaseUrls,
    private readonly registry: JobRegistry,
    private readonly queues: Queues,
  ) {}

  async start(): Promise<void> {
    this.timer = setInterval(() => {
      if (!this.listener) void this.listen();
      this.poke();
    }, POLL_MS);
    await this.listen();
    this.poke();
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ connectionString: this.urls.appUrl, keepAlive: true, application_name: 'docking-outbox' });
    this.listener = client;
    const drop = (): void => {
      if (this.listener === client) this.listener = undefined;
      void client.end().catch(() => undefined);
    };
    client.on('error', drop);
    client.on('notification', () => this.poke());
    try {
      await client.connect();
      await client.query(`listen ${OUTBOX_CHANNEL}`);
    } catch {
      drop();
    }
  }

  /** Relays what is there, once at a time; a poke during a run makes it look again. */
  private poke(): void {
    this.isPoked = true;
    this.running ??= this.drain().finally(() => {
      this.running = undefined;
    });
  }

  private async drain(): Promise<void> {
    while (this.isPoked && !this.isStopped) {
      this.isPoked = false;
      try {
        while ((await this.relayBatch()) === BATCH && !this.isStopped);
      } catch (error) {
        this.warnings.warn(`Events wait to be relayed: ${(error as Error).message}`);
        return;
      }
    }
  }

  private relayBatch(): Promise<number> {
    return this.database.transaction(async (manager) => {
      const rows = await manager.query<OutboxRow[]>(
        `select id, type, payload from outbox_event where relayed_at is null and (held_until is null or held_until <= now()) order by id limit ${BATCH} for update skip locked`,
      );
      if (rows.length === 0) return 0;
      await this.queues.addAll(
        rows.flatMap((row) =>
          this.registry.startedBy(row.type).map((job) => ({
            job,
            envelope: { payload: row.payload, eventId: row.id },
            id: `${job.name}-${row.id}`,
          })),
        ),
      );
      await manager.query('update outbox_event set relayed_at = now() where id = any($1::uuid[])', [rows.map((row) => row.id)]);
      return rows.length;
    });
  }

  /** Forgets what was relayed long ago. */
  async prune(): Promise<void> {
    await this.database.query(`delete from outbox_event where relayed_at < now() - interval '${KEEP_DAYS} days'`);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
    const client = this.listener;
    this.listener = undefined;
    await client?.end().catch(() => undefined);
  }
}

import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../database/database.js';
import { Permission } from '../http/permission.js';
import { Queues } from '../queue/queues.js';

/** For whatever watches over the process: live says that it runs, ready that it can do its work. */
@Controller('health')
@Permission('public')
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
  ) {}

  @Get('live')
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const [database, jobs] = await Promise.all([this.database.isUp(), this.queues.counts().catch(() => null)]);
    const isReady = database && jobs !== null;
    reply.status(isReady ? 200 : 503);
    return { status: isReady ? 'up' : 'down', database: database ? 'up' : 'down', queue: { engine: this.queues.engine, jobs } };
  }
}

interface Readiness {
  readonly status: 'up' | 'down';
  readonly database: 'up' | 'down';
  readonly queue: { readonly engine: string; readonly jobs: Record<string, Record<string, number>> | null };
}

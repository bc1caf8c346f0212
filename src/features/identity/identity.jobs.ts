import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { defineJob, Handles } from '../../platform/queue/job.js';
import { Clock } from '../../shared/clock.js';
import { DAY_MS } from '../../shared/durations.js';

/** What has ended is kept this long, for somebody who asks what happened. */
const KEPT_MS = 90 * DAY_MS;

const forgetCredentials = defineJob<object>({ name: 'identity.forget-credentials', everyMs: DAY_MS });

@Injectable()
export class IdentityJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Sessions and tokens that ended long ago. */
  @Handles(forgetCredentials)
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (const table of ['session', 'api_token']) await this.database.query(`delete from ${table} where least(expires_at, revoked_at) < $1`, [before]);
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { Outbox } from '../../platform/events/outbox.js';
import { Clock } from '../../shared/clock.js';
import { lockEngagement } from './engagement-rows.js';
import { engagementAskDue } from './engagements.events.js';

const BATCH = 200;

/** Sees to it that both sides are asked how it stands when it is time to: once for each time, whatever dies in between. */
@Injectable()
export class EngagementAskingService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Says of every engagement whose time has come that it has. Everything is read anew under its lock: what ended this second is not asked about. */
  async askDue(): Promise<void> {
    const now = this.clock.now();
    for (;;) {
      const rows = await this.database.query<{ id: string }>(`select id from engagement where ask_at <= $1 order by ask_at, id limit ${BATCH}`, [now]);
      for (const { id } of rows) await this.database.transaction((manager) => this.ask(manager, id, now));
      if (rows.length < BATCH) return;
    }
  }

  private async ask(manager: EntityManager, id: string, now: Date): Promise<void> {
    const engagement = await lockEngagement(manager, id);
    if (!engagement?.askAt || engagement.askAt > now) return;
    const days = engagement.askedBy(now);
    await manager.save(engagement);
    // Where an officer is settling what they say, they are not asked besides.
    if (!engagement.disputedAt) await this.outbox.append(manager, engagementAskDue, { ...engagement.facts, days });
  }
}

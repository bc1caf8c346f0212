import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { OutboxRelay } from './outbox-relay.js';
import { Workers } from './workers.js';

/** The work behind the pages: relay and workers. Whoever starts the application says when; the command line never does. */
@Injectable()
export class Work {
  constructor(
    private readonly settings: Settings,
    private readonly relay: OutboxRelay,
    private readonly workers: Workers,
  ) {}

  /** Does nothing in a process that only serves pages. */
  async start(): Promise<void> {
    if (this.settings.role === 'web') return;
    await this.workers.start();
    await this.relay.start();
  }
}

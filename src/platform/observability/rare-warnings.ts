import type { LoggerService } from '@nestjs/common';

const EVERY_MS = 30_000;
/** Texts are few; should they not be, forgetting them costs a line and not the memory. */
const MOST_TEXTS = 200;

/** Warns of the same thing once in a while: a store that is away fails many times a second. */
export class RareWarnings {
  private readonly saidAt = new Map<string, number>();

  constructor(
    private readonly logger: Pick<LoggerService, 'warn'>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  warn(text: string): void {
    const now = this.now();
    const last = this.saidAt.get(text);
    if (last !== undefined && now - last < EVERY_MS) return;
    if (this.saidAt.size >= MOST_TEXTS) this.saidAt.clear();
    this.saidAt.set(text, now);
    this.logger.warn(text);
  }
}

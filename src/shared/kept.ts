/**
 * Answers from memory: what is fresh is given at once, what is stale is given too while it is made anew, and only the very first
 * reader waits. For answers that are the same for everybody and may be some seconds old. Holds a bounded number of them, the longest unused goes first.
 */
export class Kept<Value> {
  private readonly entries = new Map<string, { madeAt: number; value: Promise<Value>; isRenewing: boolean }>();

  /**
   * @param freshMs how old an answer may be before it is made anew
   * @param most how many answers are held
   */
  constructor(
    private readonly freshMs: number,
    private readonly most: number,
  ) {}

  /** @throws what `make` throws, while there is no earlier answer; a failure is not kept */
  async get(key: string, now: Date, make: () => Promise<Value>): Promise<Value> {
    const entry = this.entries.get(key);
    if (entry === undefined) return this.first(key, now, make);
    // To the end of the queue: it was used just now.
    this.entries.delete(key);
    this.entries.set(key, entry);
    const isStale = Math.abs(now.getTime() - entry.madeAt) >= this.freshMs;
    if (isStale && !entry.isRenewing) void this.renew(entry, now, make);
    return entry.value;
  }

  private async first(key: string, now: Date, make: () => Promise<Value>): Promise<Value> {
    const entry = { madeAt: now.getTime(), value: make(), isRenewing: false };
    this.entries.set(key, entry);
    if (this.entries.size > this.most) this.entries.delete(this.entries.keys().next().value!);
    try {
      return await entry.value;
    } catch (error) {
      if (this.entries.get(key) === entry) this.entries.delete(key);
      throw error;
    }
  }

  /** A failure leaves the earlier answer: the next reader tries again. */
  private async renew(entry: { madeAt: number; value: Promise<Value>; isRenewing: boolean }, now: Date, make: () => Promise<Value>): Promise<void> {
    entry.isRenewing = true;
    try {
      entry.value = Promise.resolve(await make());
      entry.madeAt = now.getTime();
    } catch {
      // Nobody waits for it.
    } finally {
      entry.isRenewing = false;
    }
  }
}

interface Entry<Value> {
  madeAt: number;
  value: Promise<Value>;
  isRenewing: boolean;
}

/** From so many times as old as a fresh answer may be, an answer is nobody's: after a quiet night a market is another one. */
const TOO_OLD = 10;

/**
 * Answers from memory: what is fresh is given at once, what is stale is given too while it is made anew, and only the first
 * reader waits, or the first after a long while. For answers that are the same for everybody and may be some seconds old. Holds a bounded number of them, the longest unused goes first.
 */
export class Kept<Value> {
  private readonly entries = new Map<string, Entry<Value>>();

  /**
   * @param freshMs how old an answer may be before it is made anew
   * @param most how many answers are held
   * @param isWorth which answers are held at all: one that is made quickly can be made for each reader
   */
  constructor(
    private readonly freshMs: number,
    private readonly most: number,
    private readonly isWorth: (value: Value) => boolean = () => true,
  ) {}

  /** @throws what `make` throws, while there is no earlier answer; a failure is not kept */
  async get(key: string, now: Date, make: () => Promise<Value>): Promise<Value> {
    const entry = this.entries.get(key);
    const age = entry === undefined ? Infinity : Math.abs(now.getTime() - entry.madeAt);
    this.entries.delete(key);
    if (entry === undefined || age >= TOO_OLD * this.freshMs) return this.first(key, now, make);
    // To the end of the queue: it was used just now.
    this.entries.set(key, entry);
    if (age >= this.freshMs && !entry.isRenewing) void this.renew(key, entry, now, make);
    return entry.value;
  }

  private async first(key: string, now: Date, make: () => Promise<Value>): Promise<Value> {
    const entry = { madeAt: now.getTime(), value: make(), isRenewing: false };
    this.entries.set(key, entry);
    if (this.entries.size > this.most) this.entries.delete(this.entries.keys().next().value!);
    try {
      const value = await entry.value;
      if (!this.isWorth(value)) this.drop(key, entry);
      return value;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  /** A failure leaves the earlier answer: the next reader tries again. */
  private async renew(key: string, entry: Entry<Value>, now: Date, make: () => Promise<Value>): Promise<void> {
    entry.isRenewing = true;
    try {
      const value = await make();
      entry.value = Promise.resolve(value);
      entry.madeAt = now.getTime();
      if (!this.isWorth(value)) this.drop(key, entry);
    } catch {
      // Nobody waits for it.
    } finally {
      entry.isRenewing = false;
    }
  }

  private drop(key: string, entry: Entry<Value>): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }
}

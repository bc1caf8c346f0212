const WIDTH = 24;
const REDRAW_MS = 100;
/** Where nobody watches a terminal, a line now and then. */
const LINE_MS = 30_000;

/** One line that shows how far a step is and how fast: `offerings ████████──── 6,100 / 12,199  412/s`. */
export class Progress {
  private readonly started = Date.now();
  private done = 0;
  private drawn = Date.now();

  constructor(
    private readonly label: string,
    private readonly total: number,
  ) {}

  add(count = 1): void {
    this.set(this.done + count);
  }

  set(done: number): void {
    this.done = done;
    if (Date.now() - this.drawn < (process.stderr.isTTY ? REDRAW_MS : LINE_MS)) return;
    this.draw(process.stderr.isTTY ? '\r' : '');
    if (!process.stderr.isTTY) process.stderr.write('\n');
  }

  /** Leaves the line as it ended. */
  end(): void {
    this.draw(process.stderr.isTTY ? '\r' : '');
    process.stderr.write('\n');
  }

  private draw(before: string): void {
    this.drawn = Date.now();
    const seconds = Math.max(0.001, (this.drawn - this.started) / 1000);
    const filled = this.total > 0 ? Math.round((WIDTH * Math.min(this.done, this.total)) / this.total) : WIDTH;
    const rate = this.done / seconds;
    const bar = '█'.repeat(filled) + '─'.repeat(WIDTH - filled);
    const count = `${this.done.toLocaleString('en')} / ${this.total.toLocaleString('en')}`;
    process.stderr.write(`${before}${this.label.padEnd(22)} ${bar} ${count}  ${rate.toFixed(rate < 10 ? 1 : 0)}/s  ${seconds.toFixed(0)} s  `);
  }
}


/** Runs the work for each item, a bounded number at once, in the order of the list. */
export async function forEachOf<T>(items: readonly T[], atOnce: number, work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}

import { EmbedderError } from './embedder.js';

/** So many failures in a row, and it is left alone. */
const FAILURES = 3;
const REST_MS = 30_000;

/**
 * Keeps work from waiting, again and again, for something that is broken: after three failures in a row everything fails at once for half
 * a minute, then one call may try.
 */
export class Circuit {
  private failures = 0;
  private restsUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get isResting(): boolean {
    return this.now() < this.restsUntil;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.isResting) throw new EmbedderError('The embedder has failed repeatedly and is left alone for a while');
    try {
      const result = await work();
      this.failures = 0;
      return result;
    } catch (error) {
      this.failures += 1;
      if (this.failures >= FAILURES) this.restsUntil = this.now() + REST_MS;
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { HTTP_ERRORS } from './http.errors.js';

/** More than anybody reads, even many behind one address; less than what would keep a process busy. */
export const GENERAL_BOUND = { points: 1_200, perSeconds: 60 } as const;
/** Callers whose requests are counted at a time; with more all counts begin anew, and nobody is turned away for it. */
const MOST_COUNTED = 100_000;

/**
 * The bound of a route that names none of its own. Counted by each process for itself, in memory: a page should not wait for a count of how often it
 * was read.
 */
@Injectable()
export class GeneralBound {
  private counts = new Map<string, number>();
  /** In milliseconds since 1970. */
  private beganAt = 0;

  constructor(private readonly clock: Clock) {}

  /** @throws AppError (too-many) with the seconds to wait */
  consume(route: string, caller: string): void {
    const now = this.clock.now().getTime();
    const length = GENERAL_BOUND.perSeconds * 1_000;
    // A clock that is set back begins anew, too.
    if (now < this.beganAt || now >= this.beganAt + length || this.counts.size >= MOST_COUNTED) {
      this.counts = new Map();
      this.beganAt = now;
    }
    const key = `${route} ${caller}`;
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    if (count > GENERAL_BOUND.points) throw new AppError(HTTP_ERRORS.tooMany, { seconds: Math.ceil((this.beganAt + length - now) / 1_000) });
  }
}

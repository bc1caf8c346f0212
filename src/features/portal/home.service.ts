import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { HomeQueries, type Market } from './home.queries.js';

/** Nobody sees the difference of half a minute, and a thousand readers a second ask the database once. */
const KEPT_MS = 30_000;
const NEWEST = 5;

/** The market for the front page, from memory while it is fresh. */
@Injectable()
export class HomeService {
  private kept: { readonly at: number; readonly market: Promise<Market> } | null = null;

  constructor(
    private readonly queries: HomeQueries,
    private readonly clock: Clock,
  ) {}

  async market(): Promise<Market> {
    const now = this.clock.now().getTime();
    if (this.kept && now - this.kept.at < KEPT_MS) return this.kept.market;
    const kept = { at: now, market: this.queries.market(NEWEST) };
    this.kept = kept;
    try {
      return await kept.market;
    } catch (error) {
      // A failure is nobody's figure: the next reader asks again.
      if (this.kept === kept) this.kept = null;
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Kept } from '../../shared/kept.js';
import { HomeQueries, type Market } from './home.queries.js';

/** Nobody sees the difference of half a minute, and a thousand readers a second ask the database once. */
const KEPT_MS = 30_000;
const NEWEST = 5;

/** The market for the front page, from memory. */
@Injectable()
export class HomeService {
  private readonly kept = new Kept<Market>(KEPT_MS, 1);

  constructor(
    private readonly queries: HomeQueries,
    private readonly clock: Clock,
  ) {}

  market(): Promise<Market> {
    return this.kept.get('market', this.clock.now(), () => this.queries.market(NEWEST));
  }
}

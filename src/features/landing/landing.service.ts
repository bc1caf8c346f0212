import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { Kept } from '../../shared/kept.js';
import { ListingsQueries, type ListingSummary } from '../listings/listings.queries.js';
import type { ListingKind } from '../listings/listing.types.js';
import { LandingQueries, type MarketCounts } from './landing.queries.js';
import { FILTER_NAMES, type Landing } from './landing.types.js';

const FRESH_MS = 60_000;
/** Pages of codes that are read again and again; the code lists have some 2,300. */
const MOST_PAGES = 500;
const NEWEST = 6;

const ANYBODY: Actor = { kind: 'anonymous', language: 'zh' };

export type Newest = Readonly<Record<ListingKind, readonly ListingSummary[]>>;

/** What landing pages show, from memory: the same for everybody, at most a minute old. */
@Injectable()
export class LandingService {
  private readonly keptCounts = new Kept<MarketCounts>(FRESH_MS, 1);
  private readonly keptNewest = new Kept<Newest>(FRESH_MS, MOST_PAGES);

  constructor(
    private readonly queries: LandingQueries,
    private readonly listings: ListingsQueries,
    private readonly clock: Clock,
  ) {}

  counts(): Promise<MarketCounts> {
    return this.keptCounts.get('', this.clock.now(), () => this.queries.counts());
  }

  /** The newest of each kind under a code that exists. */
  newest(landing: Landing, code: string): Promise<Newest> {
    return this.keptNewest.get(`${landing}/${code}`, this.clock.now(), async () => {
      const [demand, offering] = await Promise.all([this.ofKind('demand', landing, code), this.ofKind('offering', landing, code)]);
      return { demand, offering };
    });
  }

  private async ofKind(kind: ListingKind, landing: Landing, code: string): Promise<readonly ListingSummary[]> {
    const { items } = await this.listings.list(ANYBODY, kind, { scope: 'public', page: 1, pageSize: NEWEST, [FILTER_NAMES[landing]]: code });
    return items;
  }
}

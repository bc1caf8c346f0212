import { Inject, Injectable, Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Settings } from '../../config/settings.js';
import { AppError } from '../../shared/errors.js';
import { Database } from '../database/database.js';
import { RareWarnings } from '../observability/rare-warnings.js';
import { HTTP_ERRORS } from './http.errors.js';
import type { RateLimitRule } from './permission.js';

type Bound = Pick<RateLimitRule, 'points' | 'perSeconds'>;

/** Counts in Redis when there is one, else in Postgres, so that the bound holds over all web processes together. */
@Injectable()
export class RateLimiter {
  private readonly limiters = new Map<string, RateLimiterAbstract>();
  private readonly warnings = new RareWarnings(new Logger(RateLimiter.name));
  private redis: Redis | undefined;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    private readonly database: Database,
  ) {}

  /** @throws AppError (too-many) with the seconds to wait */
  async consume(rule: Bound, route: string, key: string): Promise<void> {
    try {
      await this.limiter(rule, route).consume(key);
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      throw new AppError(HTTP_ERRORS.tooMany, { seconds: Math.ceil(rejection.msBeforeNext / 1000) });
    }
  }

  /** Starts the count of a key anew: an attempt has turned out to be a good one. */
  async forget(rule: Bound, route: string, key: string): Promise<void> {
    await this.limiter(rule, route).delete(key);
  }

  private limiter(rule: Bound, route: string): RateLimiterAbstract {
    let limiter = this.limiters.get(route);
    if (!limiter) {
      const options = { keyPrefix: route, points: rule.points, duration: rule.perSeconds };
      limiter = this.settings.redisUrl
        ? // While Redis is away each process counts for itself: nobody is turned away for it, and nobody tries without end.
          new RateLimiterRedis({ ...options, storeClient: this.connection(this.settings.redisUrl), insuranceLimiter: new RateLimiterMemory(options) })
        : new RateLimiterPostgres({
            ...options,
            storeClient: this.database.dataSource,
            storeType: 'typeorm',
            tableName: 'rate_limit',
            tableCreated: true,
            clearExpiredByTimeout: false,
          });
      this.limiters.set(route, limiter);
    }
    return limiter;
  }

  private connection(url: string): Redis {
    if (!this.redis) {
      this.redis = new Redis(url, { enableOfflineQueue: false });
      this.redis.on('error', (error: Error) => this.warnings.warn(`Counting requests without Redis: ${error.message}`));
    }
    return this.redis;
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  /** Forgets counters that have run out. */
  async prune(): Promise<void> {
    if (!this.settings.redisUrl) await this.database.query('delete from rate_limit where expire < $1', [Date.now()]);
  }
}

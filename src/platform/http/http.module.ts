import { Global, Injectable, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { HOUR_MS } from '../../shared/durations.js';
import { defineJob, Handles } from '../queue/job.js';
import { AccessGuard } from './access.guard.js';
import { GeneralBound } from './general-bound.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimiter } from './rate-limiter.js';
import { validationPipe } from './validation.js';

const pruneRateLimits = defineJob<object>({ name: 'http.prune-rate-limits', everyMs: HOUR_MS });

@Injectable()
class RateLimitJobs {
  constructor(private readonly rateLimiter: RateLimiter) {}

  @Handles(pruneRateLimits)
  async prune(): Promise<void> {
    await this.rateLimiter.prune();
  }
}

@Global()
@Module({
  providers: [
    RateLimiter,
    GeneralBound,
    RateLimitJobs,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_PIPE, useValue: validationPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [RateLimiter],
})
export class HttpModule {}

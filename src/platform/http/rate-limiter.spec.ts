import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { loadSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../database/data-source-options.js';
import { Database } from '../database/database.js';
import { RateLimiter } from './rate-limiter.js';

describe('the bound on requests while Redis is away', () => {
  let limiter: RateLimiter;

  beforeAll(() => {
    Logger.overrideLogger(false);
    // Nothing listens on port 1 of either.
    const settings = loadSettings({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing', REDIS_URL: 'redis://127.0.0.1:1', SECRET_KEY: 'x'.repeat(40) });
    limiter = new RateLimiter(settings, new Database(new DataSource(dataSourceOptions('postgres://nobody@127.0.0.1:1/nothing'))));
  });
  afterAll(() => limiter.onApplicationShutdown());

  it('is kept by the process alone, and is no fault', async () => {
    const rule = { points: 3, perSeconds: 60 };
    for (let i = 0; i < rule.points; i += 1) await limiter.consume(rule, 'test', 'caller');
    await expect(limiter.consume(rule, 'test', 'caller')).rejects.toMatchObject({ code: 'request.too-many', params: { seconds: 60 } });
    await limiter.consume(rule, 'test', 'another');
    await limiter.forget(rule, 'test', 'caller');
    await limiter.consume(rule, 'test', 'caller');
  });
});

import type { DiscoveryService } from '@nestjs/core';
import { defineJob, Handles } from './job.js';
import { JobRegistry } from './job-registry.js';

const job = defineJob<object>({ name: 'spec.work' });

class Worker {
  @Handles(job)
  async work(): Promise<void> {}
}

class Rival {
  @Handles(job)
  async work(): Promise<void> {}
}

function boot(...instances: object[]): JobRegistry {
  const registry = new JobRegistry({ getProviders: () => instances.map((instance) => ({ instance })) } as unknown as DiscoveryService);
  registry.onModuleInit();
  return registry;
}

it('boots with one handler for each job, and with nothing else', () => {
  expect(boot(new Worker()).all()).toEqual([job]);
  expect(() => boot()).toThrow('The job spec.work has no handler.');
  expect(() => boot(new Worker(), new Rival())).toThrow('The job spec.work has two handlers.');
  expect(() => defineJob({ name: 'spec.work' })).toThrow('defined twice');
});

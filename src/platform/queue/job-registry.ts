import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { definedJobs, handledJobs, type JobDefinition, type JobHandler } from './job.js';

interface Registration {
  readonly job: JobDefinition<object>;
  readonly handle: JobHandler<object>;
}

/** Every job of the application with its one handler; boot fails when one has none, which would lose its events, or two. */
@Injectable()
export class JobRegistry implements OnModuleInit {
  private readonly byName = new Map<string, Registration>();
  private readonly byEvent = new Map<string, JobDefinition<object>[]>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      for (const [method, job] of handledJobs(Object.getPrototypeOf(instance) as object)) {
        this.register(job, (instance as Record<string, JobHandler<object>>)[method]!.bind(instance));
      }
    }
    for (const { name } of definedJobs()) this.require(name);
  }

  private register(job: JobDefinition<object>, handle: JobHandler<object>): void {
    if (this.byName.has(job.name)) throw new Error(`The job ${job.name} has two handlers.`);
    this.byName.set(job.name, { job, handle });
    for (const event of job.on) this.byEvent.set(event.type, [...(this.byEvent.get(event.type) ?? []), job]);
  }

  /** The registration of a job, which must have one. */
  require(name: string): Registration {
    const registration = this.byName.get(name);
    if (!registration) throw new Error(`The job ${name} has no handler.`);
    return registration;
  }

  /** The jobs that an event starts; none is a fair answer. */
  startedBy(eventType: string): readonly JobDefinition<object>[] {
    return this.byEvent.get(eventType) ?? [];
  }

  all(): JobDefinition<object>[] {
    return [...this.byName.values()].map((registration) => registration.job);
  }
}

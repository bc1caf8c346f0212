import type { EventDefinition } from '../events/event.js';

/** Two queues: mail waits for a server elsewhere and must not hold up the rest. */
export type QueueName = 'work' | 'mail';

/** A piece of work to do later, imperative, dotted: `matching.rank-demand`. Its payload is ids; the handler reloads state. */
export interface JobDefinition<Payload extends object> {
  readonly name: string;
  readonly queue: QueueName;
  /** Events that start it. The payload is then the event's, with `eventId`. */
  readonly on: readonly EventDefinition<Payload>[];
  /** How often it is tried in all. */
  readonly attempts: number;
  /** The first pause after a failure in milliseconds; it doubles each time. */
  readonly backoffMs: number;
  /** Can this one wait until nothing else does? Then a flood of it holds up nobody. */
  canWait(payload: Payload): boolean;
  /** Runs again and again, this many milliseconds apart, once in all processes together. */
  readonly everyMs: number | null;
}

const defined = new Map<string, JobDefinition<object>>();

/** @throws when the name is taken: the queue would give one's payload to the other's handler */
export function defineJob<Payload extends object>(
  job: Pick<JobDefinition<Payload>, 'name'> & Partial<JobDefinition<Payload>>,
): JobDefinition<Payload> {
  if (defined.has(job.name)) throw new Error(`The job ${job.name} is defined twice.`);
  const definition: JobDefinition<Payload> = { queue: 'work', on: [], attempts: 10, backoffMs: 1_000, canWait: () => false, everyMs: null, ...job };
  defined.set(job.name, definition as JobDefinition<object>);
  return definition;
}

export function definedJobs(): readonly JobDefinition<object>[] {
  return [...defined.values()];
}

/** What a handler knows of the run besides its payload. */
export interface JobRun {
  /** The event that started it, or null for a schedule or a direct request. */
  readonly eventId: string | null;
  /** From 1. */
  readonly attempt: number;
}

export type JobHandler<Payload extends object> = (payload: Payload, run: JobRun) => Promise<void>;

const HANDLES = Symbol('handles');

/** What `@Handles` leaves on a class: method name → job. */
export function handledJobs(prototype: object): ReadonlyMap<string, JobDefinition<object>> {
  return (Reflect.getMetadata(HANDLES, prototype) as Map<string, JobDefinition<object>> | undefined) ?? new Map();
}

/** Marks the provider's method that does the job. It must be idempotent: a job runs again when its process died. */
export function Handles<Payload extends object>(job: JobDefinition<Payload>) {
  return (prototype: object, method: string, _descriptor: { value?: JobHandler<Payload> }): void => {
    const jobs = new Map(handledJobs(prototype));
    jobs.set(method, job as JobDefinition<object>);
    Reflect.defineMetadata(HANDLES, jobs, prototype);
  };
}

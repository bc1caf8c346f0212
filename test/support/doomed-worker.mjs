// A worker that takes a job and never finishes it; the test kills it with SIGKILL.
import { createPostgresBackend, createRedisBackend, setDefaultBackendFactory, Worker } from 'bullmq';

const [, , engine, connection] = process.argv;
setDefaultBackendFactory(engine === 'redis' ? createRedisBackend : createPostgresBackend);
new Worker(
  'work',
  async () => {
    process.stdout.write('taken\n');
    await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  },
  { connection: JSON.parse(connection), prefix: 'docking', lockDuration: 3_000, stalledInterval: 1_000 },
);

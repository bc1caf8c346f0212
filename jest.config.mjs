import { availableParallelism } from 'node:os';

/** One Jest for everything: unit tests beside the code, the rest under test/. */
export default {
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testEnvironment: 'node',
  globalSetup: './test/support/global-setup.mjs',
  globalTeardown: './test/support/global-teardown.mjs',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  // Jest leaves one core to itself, so that two cores would run one file after another; half of a file's time is waiting.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Each e2e file boots a whole application: give back what it took.
  workerIdleMemoryLimit: '700MB',
  // For a machine that is busy with other things; a test that hangs still ends.
  testTimeout: 60_000,
};

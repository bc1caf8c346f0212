// npm test: installs, type-checks and builds, then runs Jest with the arguments it was given.
// Ends with one line: N passed, N failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAdapters } from './adapters.mjs';
import { checkNode, ensureBuilt, ensureInstalled, run } from './prepare.mjs';

checkNode();
await ensureInstalled();
const typeCheck = run(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.check.json']);
ensureBuilt();
await typeCheck.catch(() => giveUp('The type check failed: see above', 1));

const adapters = await findAdapters(process.env);
const required = (process.env.REQUIRE_ADAPTERS ?? '').split(',').map((name) => name.trim()).filter(Boolean);
const lacking = adapters.missing.filter((name) => required.includes(name.toLowerCase()));
if (lacking.length > 0) {
  adapters.close();
  giveUp(`REQUIRE_ADAPTERS asks for what this machine lacks: ${lacking.join(', ')}`, lacking.length);
}
if (adapters.missing.length > 0) console.log(`Not on this machine, so skipped: ${adapters.missing.join(', ')}`);

// Ctrl+C reaches Jest too; it is waited for, so that what was started for it is ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
const folder = mkdtempSync(join(tmpdir(), 'docking-results-'));
const results = join(folder, 'results.json');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const exitCode = await run(process.execPath, ['node_modules/jest/bin/jest.js', ...process.argv.slice(2), '--json', `--outputFile=${results}`], {
  env: { ...process.env, ...adapters.environment, NODE_OPTIONS: [process.env.NODE_OPTIONS, ...flags].filter(Boolean).join(' ') },
  stdio: ['ignore', 'ignore', 'inherit'],
}).then(
  () => 0,
  (error) => error.code ?? 1,
);
adapters.close();
console.log(summary());
rmSync(folder, { recursive: true });
process.exitCode = exitCode;

function giveUp(reason, failures) {
  console.log(`${reason}\n0 passed, ${failures} failed`);
  process.exit(1);
}

function summary() {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(results, 'utf8'));
    return `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
  } catch {
    return '0 passed, 1 failed (Jest did not finish)';
  }
}

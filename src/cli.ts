import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { openDatabase } from './app.database.js';
import { createApp } from './app.setup.js';
import { readEnvironment } from './config/env.js';
import { loadSettings } from './config/settings.js';
import { CommandError, createOfficer, OFFICER_USAGE, type OfficerOptions } from './officer.command.js';
import { explainStartupError } from './startup-errors.js';

const USAGE = `Usage: npm run cli -- COMMAND
${OFFICER_USAGE}`;

/** The command line for whoever runs the platform. Nothing is worked on meanwhile: that is the server's. */
async function main(): Promise<void> {
  const [group, command, ...words] = process.argv.slice(2);
  if (group !== 'officer' || command !== 'create') throw new CommandError(USAGE);
  const options = officerOptions(words);
  const password = options.readsPassword ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const settings = loadSettings(readEnvironment());
  const database = await openDatabase(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const app = await createApp(settings, database.urls);
    try {
      await app.init();
      process.stdout.write(`${await createOfficer(app, { ...options, password })}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

function officerOptions(words: string[]): OfficerOptions & { readsPassword: boolean } {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        region: { type: 'string' },
        role: { type: 'string', default: 'administrator' },
        'password-stdin': { type: 'boolean', default: false },
      },
    });
    const { email, name, region, role } = values;
    if (!email || !name || !region) throw new CommandError(USAGE);
    return { email, name, region, role, readsPassword: values['password-stdin'] };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${(error as Error).message}\n${USAGE}`);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    const lines = error instanceof CommandError ? [error.message] : explainStartupError(error);
    if (lines) process.stderr.write(`${lines.join('\n')}\n`);
    else console.error(error);
    process.exit(1);
  },
);

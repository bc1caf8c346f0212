import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { openDatabase } from './app.database.js';
import { createApp } from './app.setup.js';
import { readEnvironment } from './config/env.js';
import { loadSettings } from './config/settings.js';
import { CommandError } from './command.error.js';
import { EMBEDDER_USAGE, runEmbedderCommand } from './embedder.command.js';
import { LEARN_USAGE, learnWeights } from './learn.command.js';
import { MATCHING_USAGE, rematchAll } from './matching.command.js';
import { createOfficer, OFFICER_USAGE, type OfficerOptions } from './officer.command.js';
import { rebuildSearch, SEARCH_USAGE } from './search.command.js';
import { explainStartupError } from './startup-errors.js';

const USAGE = `Usage: npm run cli -- COMMAND
${OFFICER_USAGE}
${SEARCH_USAGE}
${LEARN_USAGE}
${MATCHING_USAGE}
${EMBEDDER_USAGE}`;

/** A command on the wired application; returns the line to print at the end. */
type Command = (app: INestApplicationContext) => Promise<string>;

/** The command line for whoever runs the platform. Nothing is worked on meanwhile: that is the server's. */
async function main(): Promise<void> {
  const [group, ...rest] = process.argv.slice(2);
  if (group === 'embedder') {
    process.stdout.write(`${await runEmbedderCommand(rest, loadSettings(readEnvironment()), (line) => void process.stdout.write(`${line}\n`))}\n`);
    return;
  }
  const run = await commandOf(process.argv.slice(2));
  const settings = loadSettings(readEnvironment());
  const database = await openDatabase(settings, (line) => process.stderr.write(`${line}\n`));
  try {
    const app = await createApp(settings, database.urls);
    try {
      await app.init();
      process.stdout.write(`${await run(app)}\n`);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

async function commandOf([group, command, ...words]: string[]): Promise<Command> {
  if (group === 'search' && command === 'rebuild' && words.length === 0) return (app) => rebuildSearch(app, (line) => void process.stderr.write(`${line}\n`));
  if (group === 'learn') return learnCommand(command === undefined ? [] : [command, ...words]);
  if (group === 'matching' && command === 'rematch' && words.length === 0) {
    const stopping = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
    return (app) => rematchAll(app, (line) => void process.stderr.write(`${line}\n`), stopping.signal);
  }
  if (group !== 'officer' || command !== 'create') throw new CommandError(USAGE);
  const options = officerOptions(words);
  const password = options.readsPassword ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  return (app) => createOfficer(app, { ...options, password });
}

function learnCommand(words: string[]): Command {
  const options = ['--json', '--install'];
  if (words.some((word) => !options.includes(word))) throw new CommandError(USAGE);
  return (app) => learnWeights(app, { isJson: words.includes('--json'), installs: words.includes('--install') }, (text) => void process.stdout.write(`${text}\n`));
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

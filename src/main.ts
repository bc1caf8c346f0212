import type { INestApplicationContext } from '@nestjs/common';
import { announcement } from './announcement.js';
import { openDatabase } from './app.database.js';
import { createApp } from './app.setup.js';
import { readEnvironment } from './config/env.js';
import { withFreePort } from './config/free-port.js';
import { loadSettings, type Settings } from './config/settings.js';
import { currentRequestId } from './platform/http/request-context.js';
import { Embedder } from './platform/embedder/embedder.js';
import { AppLogger } from './platform/observability/app-logger.js';
import { Queues } from './platform/queue/queues.js';
import { Work } from './platform/queue/work.js';
import { SearchIndex } from './platform/search/search-index.js';
import { StoryLoader } from './seeds/story/story.loader.js';
import { STORY_LOGINS } from './seeds/story/story.js';
import { checkSurroundings } from './startup-checks.js';
import { explainStartupError } from './startup-errors.js';

/** A job that does not end must not keep the rest alive: it runs again after the next start. */
const STOP_TIMEOUT_MS = 20_000;

/** Starts everything in order and stops it in the reverse one; a failed start leaves one clear line and no orphan. */
async function main(): Promise<void> {
  const settings = loadSettings(await withFreePort(readEnvironment()));
  const closing: (() => Promise<void>)[] = [];
  const stop = stopper(closing);
  try {
    await start(settings, closing);
  } catch (error) {
    tell(error, settings);
    await stop(1);
  }
}

async function start(settings: Settings, closing: (() => Promise<void>)[]): Promise<void> {
  await checkSurroundings(settings);
  const logger = new AppLogger({ level: settings.logLevel, moment: () => ({ requestId: currentRequestId() }) });
  const database = await openDatabase(settings, (line) => logger.log(line));
  closing.push(() => database.close());
  const app = await createApp(settings, database.urls, { logger });
  closing.push(() => app.close());
  await app.init();
  const hasStory = settings.isDemo && (await tellStory(app, logger));
  await app.get(Work).start();
  await app.listen({ host: settings.host, port: settings.port });
  process.stdout.write(announcement(settings, { queue: app.get(Queues).engine, search: app.get(SearchIndex).health(), embedder: app.get(Embedder).health() }, hasStory ? STORY_LOGINS : []));
}

/** Before any work begins: the timers must not act on a story that is half told. False where real people are at home. */
async function tellStory(app: INestApplicationContext, logger: AppLogger): Promise<boolean> {
  const started = Date.now();
  const outcome = await new StoryLoader(app).tell();
  if (outcome === 'told') logger.log(`Told the demonstration story in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return outcome !== 'occupied';
}

/** The signals are ours: the database may end only after the application has let go of it. */
function stopper(closing: readonly (() => Promise<void>)[]): (code: number) => Promise<void> {
  let isStopping = false;
  const stop = async (code: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    for (const close of [...closing].reverse()) await close().catch((error: unknown) => console.error(error));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  return stop;
}

function tell(error: unknown, services?: Settings): void {
  const lines = explainStartupError(error, services);
  if (!lines) return console.error(error);
  for (const line of lines) process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
  tell(error);
  process.exit(1);
});

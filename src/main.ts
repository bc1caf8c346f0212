import { announcement } from './announcement.js';
import { openDatabase } from './app.database.js';
import { createApp } from './app.setup.js';
import { withFreePort } from './config/free-port.js';
import { loadSettings, type Settings } from './config/settings.js';
import { currentRequestId } from './platform/http/request-context.js';
import { AppLogger } from './platform/observability/app-logger.js';
import { Queues } from './platform/queue/queues.js';
import { explainStartupError } from './startup-errors.js';

/** Starts everything in order and stops it in the reverse one; a failed start leaves one clear line and no orphan. */
async function main(): Promise<void> {
  const settings = loadSettings(await withFreePort(process.env));
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
  const logger = new AppLogger({ level: settings.logLevel, moment: () => ({ requestId: currentRequestId() }) });
  const database = await openDatabase(settings, (line) => logger.log(line));
  closing.push(() => database.close());
  const app = await createApp(settings, database.urls, { logger });
  closing.push(() => app.close());
  await app.listen({ host: settings.host, port: settings.port });
  process.stdout.write(announcement(settings, { queue: app.get(Queues).engine }, []));
}

/** The signals are ours: the database may end only after the application has let go of it. */
function stopper(closing: readonly (() => Promise<void>)[]): (code: number) => Promise<void> {
  let isStopping = false;
  const stop = async (code: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    for (const close of [...closing].reverse()) await close().catch((error: unknown) => console.error(error));
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
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

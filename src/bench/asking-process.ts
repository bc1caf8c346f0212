import { once } from 'node:events';
import { UnderstandingService } from '../features/vocabulary/understanding.service.js';
import { createApp } from '../app.setup.js';
import { loadSettings } from '../config/settings.js';
import { DatabaseUrls } from '../platform/database/database-urls.js';
import { type CandidateQuery, SearchIndex, type SearchQuery } from '../platform/search/search-index.js';
import { forEachOf } from '../trial/progress.js';

/** What a process is given to ask, over and over. */
export interface AskingWork {
  readonly environment: NodeJS.ProcessEnv;
  readonly searches: readonly SearchQuery[];
  readonly candidates: readonly CandidateQuery[];
  /** What people type: read as words first. */
  readonly typed: readonly string[];
}

/** Of a process, in bytes. */
export interface MemoryUse {
  /** What is reachable, after the garbage was collected. */
  readonly heap: number;
  /** Outside of the heap: buffers. */
  readonly buffers: number;
  /** All that the process has of the machine's memory. */
  readonly resident: number;
}

export interface MemoryFigures {
  readonly answeredBy: string;
  /** Started, and asked nothing. */
  readonly before: MemoryUse;
  readonly after: MemoryUse;
  readonly asked: number;
}

/** So long it is asked: a sample that is taken in the background is there by then. */
const ASKED_MS = 20_000;
const CONNECTIONS = 20;
/** For a Meilisearch to be found in line. */
const PATIENCE_MS = 60_000;

/** The wired product as a process that serves pages has it, measured in a process of its own: nothing of the benchmark is in its memory. */
async function measure({ environment, searches, candidates, typed }: AskingWork): Promise<MemoryFigures> {
  const settings = loadSettings(environment);
  const app = await createApp(settings, new DatabaseUrls(settings.databaseUrl!, settings.databaseUrl!));
  try {
    await app.init();
    const [index, understanding] = [app.get(SearchIndex, { strict: false }), app.get(UnderstandingService, { strict: false })];
    for (const end = Date.now() + PATIENCE_MS; index.health().state !== 'up' && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 100));
    const asks = [
      ...searches.map((query) => () => index.search(query)),
      ...candidates.map((query) => () => index.candidates(query)),
      ...typed.map((text) => () => understanding.understand(text)),
    ];
    const before = memoryUse();
    let asked = 0;
    for (const end = Date.now() + ASKED_MS; Date.now() < end; asked += asks.length) await forEachOf(asks, CONNECTIONS, async (ask) => void (await ask()));
    return { answeredBy: index.health().answersFrom, before, after: memoryUse(), asked };
  } finally {
    await app.close();
  }
}

function memoryUse(): MemoryUse {
  if (globalThis.gc === undefined) throw new Error('This process is started with --expose-gc.');
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed, buffers: external, resident: rss };
}

const [work] = (await once(process, 'message')) as [AskingWork];
const figures = await measure(work);
process.send!(figures, () => process.disconnect());

import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { createApp } from '../app.setup.js';
import { loadSettings } from '../config/settings.js';
import { SuggestionsQueries } from '../features/vocabulary/suggestions.queries.js';
import { UnderstandingService } from '../features/vocabulary/understanding.service.js';
import { VocabularyService } from '../features/vocabulary/vocabulary.service.js';
import { DatabaseUrls } from '../platform/database/database-urls.js';
import type { Ask } from './measured.js';
import { replay, type Statement, StatementRecorder } from './statement-recorder.js';

/** What is asked while somebody types, and when the typing ends: both of Postgres, whichever engine searches then. */
export interface TypingBench {
  /** Suggestions for what was typed so far, ours and the same SQL. */
  suggestions(typed: readonly string[]): Promise<{ readonly ours: Ask; readonly bare: Ask }>;
  /** What was typed read as words with all that counts as them. */
  understanding(typed: readonly string[]): Promise<{ readonly ours: Ask; readonly bare: Ask }>;
}

/** A million listings have some millions of words: what is not read by then is said, and read on by the next run of a kept collection. */
const READING_MS = 180_000;

/** How many of the words and titles of the index have been looked at, from 0 to 1. */
const SHARE_READ = `select (terms_read + documents_read)::float8
  / greatest(1, (select coalesce(max(number), 0) from search_term) + (select coalesce(max(number), 0) from search_document)) as share from vocabulary_state`;

/** Brings the vocabulary of a loaded collection up to date, as far as there is time. Says what share of the index it has read. @param tell hears the same on the way */
export function readWords(ownerUrl: string, folder: string, tell: (share: number) => void, stop: AbortSignal): Promise<number> {
  return withApplication(ownerUrl, folder, async (app) => {
    for (const end = Date.now() + READING_MS; Date.now() < end && !stop.aborted; ) {
      if (!(await app.get(VocabularyService).keepUp())) return 1;
      tell(await shareRead(app));
    }
    return shareRead(app);
  });
}

async function shareRead(app: INestApplicationContext): Promise<number> {
  const [{ share }] = await app.get(DataSource).query<[{ share: number }]>(SHARE_READ);
  return share;
}

/** Runs `work` with the wired application over a loaded collection. */
export function withTyping<T>(ownerUrl: string, folder: string, work: (bench: TypingBench) => Promise<T>): Promise<T> {
  return withApplication(ownerUrl, folder, async (app) => {
    const pool = new pg.Pool({ connectionString: ownerUrl, max: 20 });
    try {
      const [suggestions, understanding] = [app.get(SuggestionsQueries), app.get(UnderstandingService)];
      return await work({
        suggestions: (typed) => beside(app, pool, typed, (text) => suggestions.of(text, 'zh')),
        understanding: (typed) => beside(app, pool, typed, (text) => understanding.understand(text)),
      });
    } finally {
      await pool.end();
    }
  });
}

/** One that serves pages and leaves the work of the background alone. */
async function withApplication<T>(ownerUrl: string, folder: string, work: (app: INestApplicationContext) => Promise<T>): Promise<T> {
  const settings = loadSettings({ DATABASE_URL: ownerUrl, DATA_DIR: folder, SECRET_KEY: 'a-secret-of-a-benchmark-that-guards-nothing', LOG_LEVEL: 'silent', APP_ROLE: 'web' });
  const app = await createApp(settings, new DatabaseUrls(ownerUrl, ownerUrl));
  try {
    await app.init();
    return await work(app);
  } finally {
    await app.close();
  }
}

async function beside(app: INestApplicationContext, pool: pg.Pool, typed: readonly string[], ask: (text: string) => Promise<unknown>): Promise<{ ours: Ask; bare: Ask }> {
  const dataSource = app.get(DataSource);
  const { logger } = dataSource;
  const recorder = new StatementRecorder();
  const statements: (readonly Statement[])[] = [];
  dataSource.logger = recorder;
  for (const text of typed) statements.push(await recorder.during(() => ask(text)));
  dataSource.logger = logger;
  return { ours: (question) => ask(typed[question]!), bare: (question) => replay(pool, statements[question]!) };
}

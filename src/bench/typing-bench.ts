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

/** Runs `work` with the wired application over a loaded collection, its vocabulary brought up to date first. @param tell hears of each portion that is read */
export async function withTyping<T>(ownerUrl: string, folder: string, tell: () => void, work: (bench: TypingBench) => Promise<T>): Promise<T> {
  const settings = loadSettings({ DATABASE_URL: ownerUrl, DATA_DIR: folder, SECRET_KEY: 'a-secret-of-a-benchmark-that-guards-nothing', LOG_LEVEL: 'silent' });
  const app = await createApp(settings, new DatabaseUrls(ownerUrl, ownerUrl));
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 20 });
  try {
    await app.init();
    while (await app.get(VocabularyService).keepUp()) tell();
    const [suggestions, understanding] = [app.get(SuggestionsQueries), app.get(UnderstandingService)];
    return await work({
      suggestions: (typed) => beside(app, pool, typed, (text) => suggestions.of(text, 'zh')),
      understanding: (typed) => beside(app, pool, typed, (text) => understanding.understand(text)),
    });
  } finally {
    await pool.end();
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

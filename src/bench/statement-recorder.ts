import type pg from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';

/** A statement as it went to the server. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Hears what an adapter says to Postgres, so that the same can be said without it. */
export class StatementRecorder implements Logger {
  private heard: Statement[] = [];

  /** A pool whose statements are heard. Not for measuring: to hear takes time. */
  async connect(url: string): Promise<DataSource> {
    return new DataSource({ ...dataSourceOptions(url, 1), logging: ['query'], logger: this }).initialize();
  }

  /** The statements of one piece of work, in their order. */
  async during(work: () => Promise<unknown>): Promise<readonly Statement[]> {
    this.heard = [];
    await work();
    return this.heard;
  }

  logQuery(text: string, values: unknown[] = []): void {
    this.heard.push({ text, values });
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** Says the same on one connection, one after the other, and takes every row. */
export async function replay(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { text, values } of statements) await client.query(text, [...values]);
  } finally {
    client.release();
  }
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import type { CandidateQuery } from '../platform/search/search-index.js';
import { Progress } from '../trial/progress.js';
import { exactBest } from './exact-candidates.js';

const BEST = 50;

/** The exact best of each query; kept in a file beside the collection, since to add up a million documents takes a minute or more. */
export async function exactTruth(folder: string, listings: number, ownerUrl: string, queries: readonly CandidateQuery[], stop: AbortSignal): Promise<string[][]> {
  const asked = createHash('sha256').update(JSON.stringify(queries)).digest('hex').slice(0, 16);
  const file = join(folder, `exact-${listings}-${asked}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as string[][];
  const dataSource = await new DataSource(dataSourceOptions(ownerUrl, 1)).initialize();
  try {
    let progress: Progress | undefined;
    const tell = (done: number, all: number): void => (progress ??= new Progress('exact best', all)).set(done);
    const best = await exactBest(dataSource, queries, BEST, tell, stop);
    progress?.end();
    writeFileSync(file, JSON.stringify(best));
    return best;
  } finally {
    await dataSource.destroy();
  }
}

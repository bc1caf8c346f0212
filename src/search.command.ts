import type { INestApplicationContext } from '@nestjs/common';
import { CommandError } from './command.error.js';
import { MirroredSearchIndex } from './platform/search/mirrored-search-index.js';
import { SearchEngineError } from './platform/search/search-engine.error.js';
import { SearchIndex } from './platform/search/search-index.js';

export const SEARCH_USAGE = `  search rebuild
    fills a new index on Meilisearch beside the live one and swaps it in. May be stopped; the next run, or the server, goes on from there.`;

/** Rebuilds the index; returns the line to print at the end. @throws CommandError when there is nothing to rebuild, or no server */
export async function rebuildSearch(app: INestApplicationContext, tell: (line: string) => void): Promise<string> {
  const index = app.get(SearchIndex, { strict: false });
  if (!(index instanceof MirroredSearchIndex)) throw new CommandError('MEILI_URL is not set: the index in Postgres is written with each listing and needs no rebuild');
  try {
    await index.rebuild(tell);
  } catch (error) {
    if (error instanceof SearchEngineError) throw new CommandError(error.message);
    throw error;
  }
  return 'The search index is rebuilt';
}

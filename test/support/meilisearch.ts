import { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';

/** The server that the tests may use: `MEILI_TEST_URL`, with `MEILI_TEST_KEY` where it asks for one. */
export const MEILI_TEST_URL = process.env['MEILI_TEST_URL'];
export const MEILI_TEST_KEY = process.env['MEILI_TEST_KEY'];

/** Skipped, by name, where there is no server. */
export const describeOnMeilisearch = MEILI_TEST_URL ? describe : describe.skip;

export function testMeilisearch(): MeilisearchServer {
  return new MeilisearchServer(MEILI_TEST_URL!, MEILI_TEST_KEY);
}

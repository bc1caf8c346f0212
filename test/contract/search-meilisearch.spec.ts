import { MeilisearchSearchIndex } from '../../src/platform/search/meilisearch-search-index.js';
import { MeilisearchServer } from '../../src/platform/search/meilisearch-server.js';
import { MATCHING_INDEX_SETTINGS } from '../../src/platform/search/meilisearch-settings.js';
import { newId } from '../../src/shared/ids.js';
import { searchContract } from './search.contract.js';

const url = process.env['MEILI_TEST_URL'];
const describeOnMeilisearch = url ? describe : describe.skip;

describeOnMeilisearch('search on Meilisearch', () => {
  const uid = `test_${newId().replaceAll('-', '')}`;
  let server: MeilisearchServer;

  beforeAll(async () => {
    server = new MeilisearchServer(url!, process.env['MEILI_TEST_KEY']);
    await server.create(uid, MATCHING_INDEX_SETTINGS);
  });

  afterAll(() => server.drop(uid));

  searchContract(async () => {
    const left = await server.versions(uid, 0, 2_000);
    await server.remove(uid, left.map(({ id }) => id));
    return new MeilisearchSearchIndex(server, uid);
  });
});

import { searchDocument } from '../../../test/support/search-documents.js';
import { type MatchingRecord, signed, toMatchingRecord, tokenOf } from './meilisearch-record.js';
import { IndexSamples } from './meilisearch-sample.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { SearchEngineError } from './search-engine.error.js';
import { EVERYTHING } from './search-filter.js';

/** A server with these records of one kind, each of which stands for so many. */
function serverWith(records: readonly MatchingRecord[], fails: () => boolean = () => false): MeilisearchServer {
  const answer = (_uid: string, _filter: string, _fields: unknown, limit: number, offset = 0): Promise<object> =>
    fails() ? Promise.reject(new SearchEngineError('away', 'unreachable')) : Promise.resolve({ records: records.slice(offset, offset + limit), total: records.length });
  return { records: answer } as unknown as MeilisearchServer;
}

const group = (worth: number, ...terms: string[]) => ({ worth, tokens: terms.map(tokenOf) });

const documents = [
  searchDocument({ 轴承: 0.5, 磨损: 0.4 }, { certificates: ['ISO9001'] }),
  searchDocument({ 轴承: 0.5 }),
  ...Array.from({ length: 1_998 }, () => searchDocument({ 注塑: 0.5, 模具: 0.3 })),
];

it('tells how many documents a filter will find, for each need', async () => {
  const sample = (await new IndexSamples(serverWith(documents.map((document) => toMatchingRecord(signed(document, 0)))), 'x').of('offering'))!;
  const groups = [group(3, '轴承'), group(2, '磨损', '没有'), group(1, '模具', '注塑')];
  const many = Number.POSITIVE_INFINITY;
  expect([...sample.expectedCounts(groups, EVERYTHING)]).toEqual([many, 2_000, 2, 2, 1, 1, 0]);
  expect([...sample.expectedCounts(groups, EVERYTHING, 1)]).toEqual([many, many, many, 2, 1, 1, 0]);
  expect([...sample.expectedCounts(groups, { field: 'certificates', hasAny: ['ISO9001'] })]).toEqual([many, 1, 1, 1, 1, 1, 0]);
});

it('is no sample while the server is away, and one as soon as it is back', async () => {
  let isAway = true;
  const samples = new IndexSamples(serverWith([toMatchingRecord(signed(documents[0]!, 0))], () => isAway), 'x', 0);
  expect(await samples.of('demand')).toBeNull();
  isAway = false;
  expect(await samples.of('demand')).not.toBeNull();
  isAway = true;
  expect(await samples.of('demand')).not.toBeNull();
});

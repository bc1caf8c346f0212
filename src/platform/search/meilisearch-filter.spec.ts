import { compileMeilisearchFilter } from './meilisearch-filter.js';
import { encodeCode } from './meilisearch-record.js';
import { EVERYTHING } from './search-filter.js';

const [hebei, tianjin] = [encodeCode('13'), encodeCode('12')];

it('compiles a tree of conditions, and drops what says nothing', () => {
  expect(
    compileMeilisearchFilter({
      all: [
        EVERYTHING,
        { not: { field: 'enterpriseId', in: ['a', 'b'] } },
        { any: [{ field: 'serviceRegions', isEmpty: true }, { field: 'serviceRegions', hasAny: ['13', '12'] }] },
        { field: 'regions', hasAll: ['13', '12'] },
      ],
    }),
  ).toBe(
    `(NOT (enterpriseId IN ["a", "b"]) AND (serviceRegions IS EMPTY OR serviceRegions IN [${hebei}, ${tianjin}]) AND (regions = ${hebei} AND regions = ${tianjin}))`,
  );
});

it('knows what is always and never true', () => {
  expect(compileMeilisearchFilter(EVERYTHING)).toBe(true);
  expect(compileMeilisearchFilter({ any: [] })).toBe(false);
  expect(compileMeilisearchFilter({ not: { field: 'id', in: [] } })).toBe(true);
  expect(compileMeilisearchFilter({ all: [{ field: 'regions', hasAny: [] }, { field: 'regions', hasAny: ['13'] }] })).toBe(false);
});

it('lets no value end its list', () => {
  expect(compileMeilisearchFilter({ field: 'id', in: ['x"] OR id EXISTS', 'back\\slash'] })).toBe('id IN ["x\\"] OR id EXISTS", "back\\\\slash"]');
  expect(compileMeilisearchFilter({ field: 'regions', hasAny: ['] OR kind = demand'] })).toMatch(/^regions IN \[x[0-9a-f]+\]$/);
});

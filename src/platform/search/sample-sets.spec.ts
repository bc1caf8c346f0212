import * as fc from 'fast-check';
import { searchDocument } from '../../../test/support/search-documents.js';
import { compileForMemory } from './memory-filter.js';
import { SampleSets } from './sample-sets.js';
import { CODE_FIELDS, type CodeField } from './search-document.js';
import type { SearchFilter } from './search-filter.js';

const CODES = ['13', '1309', '12', 'ISO9001'];
const ENTERPRISES = ['one', 'two', 'three'];
const code = fc.constantFrom(...CODES);
const field = fc.constantFrom<CodeField>(...CODE_FIELDS);
const codes = fc.uniqueArray(code, { maxLength: 3 });

const documents = fc.array(
  fc.record({ enterpriseId: fc.constantFrom(...ENTERPRISES), regions: codes, serviceRegions: codes, categories: codes, industries: codes, certificates: codes, budgets: codes }),
  { maxLength: 80 },
);

const { filter } = fc.letrec<{ filter: SearchFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ field, isEmpty: fc.constant<true>(true) }),
    fc.record({ field, hasAny: codes }),
    fc.record({ field, hasAll: codes }),
    fc.record({ field: fc.constant<'enterpriseId'>('enterpriseId'), in: fc.uniqueArray(fc.constantFrom(...ENTERPRISES, 'none')) }),
    fc.record({ field: fc.constant<'id'>('id'), in: fc.uniqueArray(fc.constantFrom('0', '7', '40', 'none')) }),
    fc.record({ all: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ not: tie('filter') }),
  ),
}));

it('lets those pass that pass one by one', () => {
  fc.assert(
    fc.property(documents, filter, (rows, asked) => {
      const sets = new SampleSets();
      const filtered = rows.map((row, i) => ({ id: String(i), enterpriseId: row.enterpriseId, codes: searchDocument({}, row).fields }));
      for (const { id, codes: fields } of filtered) sets.add({ ...fields, id });
      // Asked twice: what was kept of the first time is the same.
      sets.passing(asked);
      const passing = sets.passing(asked);
      const passes = compileForMemory(asked);
      expect(filtered.map((_, place) => ((passing[place >>> 5]! >>> (place & 31)) & 1) === 1)).toEqual(filtered.map((document) => passes(document)));
    }),
  );
});

it('says what it cannot know', () => {
  expect(() => new SampleSets().passing({ field: 'deadline', atLeast: 1 })).toThrow(RangeError);
  expect(() => new SampleSets().passing({ not: { field: 'budgetMin', isEmpty: true } })).toThrow(RangeError);
});

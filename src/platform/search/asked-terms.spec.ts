import * as fc from 'fast-check';
import { searchDocument } from '../../../test/support/search-documents.js';
import { AskedTerms } from './asked-terms.js';
import { signed } from './meilisearch-record.js';
import { askedWeight, keptWeight } from './weight-scale.js';

const packed = (terms: Readonly<Record<string, number>>): Buffer => Buffer.from(signed(searchDocument(terms), 1).weights);
const sumOf = (asked: AskedTerms, bytes: Buffer): number => asked.sumOf(bytes, 0, bytes.length);

it('adds up what a query and a document have in common, in thousandths', () => {
  const asked = new AskedTerms([{ term: '轴承', weight: 2 }, { term: '轴承', weight: 1 }, { term: '磨损', weight: 0.5 }, { term: '很轻', weight: 1 }, { term: '没有', weight: 9 }]);
  expect(sumOf(asked, packed({ 轴承: 0.5, 磨损: 0.333_5, 很轻: 0.000_01, '6205-2RS': 1 }))).toBe(3_000 * 500 + 500 * 334 + 1_000 * 1);
  expect(sumOf(asked, packed({}))).toBe(0);
});

it('finds each asked term wherever it stands among others, and no other', () => {
  const word = fc.nat(400).map((n) => `词${n}`);
  const weight = fc.double({ min: 0.001, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.dictionary(word, weight, { maxKeys: 40 }), fc.dictionary(word, weight, { minKeys: 1, maxKeys: 200 }), fc.string({ maxLength: 60 }), (document, query, around) => {
      const asked = new AskedTerms(Object.entries(query).map(([term, share]) => ({ term, weight: 100 * share })));
      const expected = Object.entries(document).reduce((sum, [term, kept]) => sum + (term in query ? askedWeight(100 * query[term]!) * keptWeight(kept) : 0), 0);
      // What lies around it in the answer says nothing.
      const [before, bytes] = [Buffer.from(around), packed(document)];
      expect(asked.sumOf(Buffer.concat([before, bytes, before]), before.length, before.length + bytes.length)).toBe(expected);
    }),
  );
});

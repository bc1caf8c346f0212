import * as fc from 'fast-check';
import { searchDocument } from '../../../test/support/search-documents.js';
import { AnswerReader } from './answer-reader.js';
import { AskedTerms } from './asked-terms.js';
import { signed } from './meilisearch-record.js';

const WORDS = ['轴承', '磨损', '注塑', '模具'];
const asked = new AskedTerms(WORDS.slice(0, 3).map((term, i) => ({ term, weight: i + 1 })));

interface Written {
  readonly id: string;
  readonly weights: string;
}

const records = fc.array(
  fc.record({ id: fc.uuid(), weights: fc.dictionary(fc.constantFrom(...WORDS), fc.double({ min: 0.001, max: 1, noNaN: true })).map((terms) => signed(searchDocument(terms), 1).weights) }),
  { maxLength: 12 },
);

/** Ways to write the same answer: as the server does, with the fields in the other order, and as somebody in between might. */
const WAYS: Readonly<Record<string, (results: readonly Written[], total: number) => string>> = {
  'as the server writes': (results, total) => JSON.stringify({ results, offset: 0, limit: 20, total }),
  'with weights before ids': (results, total) => JSON.stringify({ results: results.map(({ id, weights }) => ({ weights, id })), offset: 0, limit: 20, total }),
  'with spaces': (results, total) => JSON.stringify({ results, total }, null, 2),
  'with the count first': (results, total) => JSON.stringify({ total, results }),
  'with a space between records': (results, total) => JSON.stringify({ results, total }).replaceAll('},{', '}, {'),
  'with a space behind records': (results, total) => JSON.stringify({ results, total }).replaceAll('},{', '} ,{'),
  'with escapes': (results, total) => JSON.stringify({ results, total }).replaceAll('/', '\\/'),
  'with a field more': (results, total) => JSON.stringify({ results: results.map((record) => ({ ...record, kind: 'offering' })), total }),
  'with a bracket in a string': (results, total) => JSON.stringify({ results: results.map((record) => ({ note: '}],{', ...record })), total }),
};

function readAll(bytes: Buffer, cuts: readonly number[]): AnswerReader {
  const reader = new AnswerReader(asked);
  const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  for (const [i, place] of places.slice(1).entries()) reader.push(bytes.subarray(places[i]!, place));
  reader.end();
  return reader;
}

it.each(Object.entries(WAYS))('reads an answer %s, wherever it is cut', (_, write) => {
  fc.assert(
    fc.property(records, fc.nat(5_000), fc.array(fc.nat(100_000), { maxLength: 8 }), (results, total, cuts) => {
      const { ids, sums, total: read } = readAll(Buffer.from(write(results, total)), cuts);
      const expected = results.map(({ weights }) => asked.sumOf(Buffer.from(weights), 0, weights.length));
      expect({ ids, sums, read }).toEqual({ ids: results.map(({ id }) => id), sums: expected, read: total });
    }),
  );
});

it('says that what broke off is no answer', () => {
  const whole = Buffer.from(WAYS['as the server writes']!([{ id: 'a', weights: '' }, { id: 'b', weights: '' }], 2));
  for (let length = 0; length < whole.length; length++) expect(() => readAll(whole.subarray(0, length), [])).toThrow(SyntaxError);
});

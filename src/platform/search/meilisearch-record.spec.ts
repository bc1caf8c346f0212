import { searchDocument } from '../../../test/support/search-documents.js';
import { AskedTerms, decodeCode, encodeCode, EVERYONE, signed, toBoxRecord, toMatchingRecord, tokenOf } from './meilisearch-record.js';

const document = searchDocument(
  { 轴承: 0.5, 磨损: 0.333_5, 很轻: 0.000_01, '6205-2RS': 1 },
  { certificates: ['ISO9001'], publishedAt: new Date(1_700_000_000_000) },
);

it('keeps of a document only signs that an engine cannot bend', () => {
  const record = toMatchingRecord(signed(document, 7));
  expect(record.terms).toEqual([...document.terms.keys()].map(tokenOf));
  expect(record.terms.every((token) => /^t[0-9a-z]+$/.test(token))).toBe(true);
  expect(record.regions.map(decodeCode)).toEqual(['13', '1309']);
  expect(record).toMatchObject({ publishedAt: 1_700_000_000_000, version: 7, certificates: [encodeCode('ISO9001')] });
  expect(encodeCode('ISO9001')).not.toBe(encodeCode('iso9001'));
});

it('adds up what a query and a document have in common, in thousandths', () => {
  const { weights } = toMatchingRecord(signed(document, 1));
  const asked = new AskedTerms([{ term: '轴承', weight: 2 }, { term: '轴承', weight: 1 }, { term: '磨损', weight: 0.5 }, { term: '很轻', weight: 1 }, { term: '没有', weight: 9 }]);
  expect(asked.sumOf(weights)).toBe(3_000 * 500 + 500 * 334 + 1_000 * 1);
  expect(asked.sumOf('')).toBe(0);
});

it('keeps for the search box the same signs, and the text with a word that every record has', () => {
  const { weights: _, ...signs } = toMatchingRecord(signed(document, 7));
  expect(toBoxRecord(signed(document, 7))).toEqual({ ...signs, ...document.text, everyone: EVERYONE });
});

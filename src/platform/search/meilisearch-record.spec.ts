import { searchDocument } from '../../../test/support/search-documents.js';
import { decodeCode, encodeCode, EVERYONE, signed, toBoxRecord, toMatchingRecord, tokenOf } from './meilisearch-record.js';

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

it('keeps for the search box the same signs, and the text with a word that every record has', () => {
  const { weights: _, ...signs } = toMatchingRecord(signed(document, 7));
  expect(toBoxRecord(signed(document, 7))).toEqual({ ...signs, ...document.text, everyone: EVERYONE });
});

import { parse } from 'csv-parse/sync';
import { figureCsv } from './figure-csv.js';
import type { FigureTable } from './figure-table.js';
import type { Cell } from './withhold.js';

const text = (words: string) => ({ zh: words, en: words });
const tableOf = (rows: readonly (readonly [string, Cell])[]): FigureTable => ({
  dataset: 'searches',
  title: text('词'),
  definition: text(''),
  period: 'all',
  asOf: '2026-11-23T02:00:00.000Z',
  heads: [text('词')],
  columns: [{ key: 'times', name: text('次数'), unit: 'count' }],
  rows: rows.map(([words, cell]) => ({ key: words, names: [text(words)], cells: [cell] })),
});
const read = (csv: string): string[][] => parse(csv, { bom: true }) as string[][];

describe('figures as CSV', () => {
  it('keep what people type: quotes, commas, line ends, emoji, apostrophes', () => {
    for (const words of ['a "b", c', '两\n行', "O'Neil 🙂", '；，', ' 空 格 ']) expect(read(figureCsv(tableOf([[words, 7]]), 'zh'))).toEqual([['key', '词', '次数'], [words, words, '7']]);
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1+1', '@SUM(A1)', '\tx', '\rx'])('give no formula to a spreadsheet: %j', (words) => {
    expect(read(figureCsv(tableOf([[words, 7]]), 'zh'))[1]).toEqual([`'${words}`, `'${words}`, '7']);
  });

  it('say in words what is not given, in the reader’s language, and nothing where nothing is', () => {
    const rows = (language: 'zh' | 'en'): (string | undefined)[] => read(figureCsv(tableOf([['a', 'under'], ['b', 'hidden'], ['c', null], ['d', 0], ['e', 1 / 3]]), language)).slice(1).map((row) => row[2]);
    expect(rows('zh')).toEqual(['少于 5', '不公布', '', '0', '0.3333']);
    expect(rows('en')).toEqual(['Under 5', 'Withheld', '', '0', '0.3333']);
  });

  it('begin with a byte order mark and end each line as RFC 4180 says', () => {
    expect(figureCsv(tableOf([]), 'zh')).toBe('\uFEFFkey,词,次数\r\n');
  });
});

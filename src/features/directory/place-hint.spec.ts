import { NO_FILTERS, type SearchState } from './directory.types.js';
import { placeHint } from './place-hint.js';

const REGIONS = [
  { code: '13', nameZh: '河北省', level: 'province', zh: '河北', en: 'Hebei' },
  { code: '1309', nameZh: '沧州市', level: 'prefecture', zh: '河北 沧州', en: 'Cangzhou, Hebei' },
  { code: '131028', nameZh: '大厂回族自治县', level: 'county', zh: '河北 廊坊 大厂', en: 'Dachang, Langfang, Hebei' },
];
const taxonomy = {
  tree: () => ({ entries: REGIONS }),
  regionPath: (code: string) => REGIONS.find((region) => region.code === code),
} as unknown as Parameters<typeof placeHint>[1];
const hint = (words: string, filters: Partial<SearchState['filters']> = {}) => placeHint({ words, isVerbatim: false, kind: null, filters: { ...NO_FILTERS, ...filters }, sort: 'fit', page: 1, until: null }, taxonomy);

describe('a place among the words', () => {
  it('is found as people call it, in both languages', () => {
    expect(hint('沧州 热处理')).toEqual({ code: '1309', rest: '热处理' });
    expect(hint('热处理 沧州市')).toEqual({ code: '1309', rest: '热处理' });
    expect(hint('heat treatment CANGZHOU')).toEqual({ code: '1309', rest: 'heat treatment' });
    expect(hint('河北省')).toEqual({ code: '13', rest: '' });
  });

  it('is found in front of a word, but a county only alone', () => {
    expect(hint('沧州热处理')).toEqual({ code: '1309', rest: '热处理' });
    expect(hint('大厂房钢结构')).toBeNull();
    expect(hint('大厂 钢结构')).toEqual({ code: '131028', rest: '钢结构' });
  });

  it('is not looked for when a region is chosen, or where there is none', () => {
    expect(hint('沧州 热处理', { region: ['12'] })).toBeNull();
    expect(hint('热处理')).toBeNull();
    expect(hint('')).toBeNull();
  });
});

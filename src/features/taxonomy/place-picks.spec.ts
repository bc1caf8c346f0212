import { readCodeLists } from './code-list.file.js';
import { PlacePicksService } from './place-picks.service.js';
import { Taxonomy } from './taxonomy.js';
import type { TaxonomyService } from './taxonomy.service.js';

const picking = new PlacePicksService(new Taxonomy(readCodeLists(), () => '2026-11-23') as TaxonomyService);
const region = (typed: string, chosen = '') => picking.pick('region', typed, chosen, 'zh');

it('takes the one place that a name, pinyin, initials or a code means', () => {
  for (const typed of ['泊头', '泊头市', 'botou', ' Bo Tou ', '130981', '河北 沧州 泊头']) expect(region(typed)).toEqual({ code: '130981', text: '河北 沧州 泊头', found: [] });
  expect(picking.pick('region', 'Botou', '', 'en')).toMatchObject({ code: '130981', text: 'Botou, Cangzhou, Hebei' });
  expect(picking.pick('industry', '黑色金属铸造', '', 'zh')).toMatchObject({ code: 'C3391', text: '黑色金属铸造' });
});

it('lets the reader choose where several are meant, and keeps what was typed', () => {
  const { code, text, found } = region('桥西');
  expect([code, text]).toEqual([null, '桥西']);
  expect(found.map((place) => place.code)).toEqual(['130104', '130703']);
  expect(region('桥西', '130703')).toEqual({ code: '130703', text: '河北 张家口 桥西', found: [] });
  expect(region('jizhou').found.map((place) => place.code)).toEqual(['120119', '131103']);
});

it('holds to what was chosen only as long as it goes with what is written', () => {
  expect(region('河北 张家口 桥西', '130703').code).toBe('130703');
  expect(region('泊头', '130703').code).toBe('130981');
  expect(region('', '130703')).toEqual({ code: null, text: '', found: [] });
  expect(region('没有这个地方', '130703')).toEqual({ code: null, text: '没有这个地方', found: [] });
  for (const odd of ['%', "'; --", '🙂', 'x'.repeat(5_000)]) expect(region(odd).code).toBeNull();
});

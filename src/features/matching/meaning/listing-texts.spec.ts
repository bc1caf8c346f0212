import { listingTexts, textHash } from './listing-texts.js';

it('reads a title and a body, small letters and simplified characters', () => {
  const texts = listingTexts({ title: 'ＦＡＮＵＣ 數控機床联网', body: '采集主轴负载。提前提醒换刀！好\n数据保存两年' })!;
  expect(texts.title).toBe('fanuc 数控机床联网');
  expect(texts.whole).toBe('fanuc 数控机床联网 采集主轴负载。提前提醒换刀!好\n数据保存两年');
  expect(texts.passages).toEqual(['ＦＡＮＵＣ 數控機床联网', '采集主轴负载', '提前提醒换刀', '数据保存两年']);
});

it('takes no sentence from what is made and of what', () => {
  const texts = listingTexts({ title: '减速机壳体线刀具寿命预警', body: '提前提醒换刀\nHT250 铸铁，毛坯硬度有波动', asked: '提前提醒换刀' })!;
  expect(texts.whole).toContain('ht250 铸铁');
  expect(texts.passages).toEqual(['减速机壳体线刀具寿命预警', '提前提醒换刀']);
});

it('is bounded, whatever was typed', () => {
  const long = listingTexts({ title: '长'.repeat(5_000), body: '第一句很长很长。'.repeat(2_000) })!;
  expect(long.title).toHaveLength(520);
  expect(long.whole).toHaveLength(520);
  expect(long.passages).toHaveLength(16);
  expect(Math.max(...long.passages.map(({ length }) => length))).toBe(200);
});

it('has nothing to read in a text of spaces, and reads a title or a body alone', () => {
  expect(listingTexts({ title: ' ', body: '\n' })).toBeNull();
  expect(listingTexts({ title: '激光清洗', body: '' })).toMatchObject({ title: '激光清洗', whole: '激光清洗', passages: [] });
  expect(listingTexts({ title: '', body: 'Laser cleaning of fins. Without water.' })).toMatchObject({ passages: ['Laser cleaning of fins', 'Without water.'] });
});

it('never cuts a character in two', () => {
  const { title, passages } = listingTexts({ title: `${'a'.repeat(519)}😀`, body: `${'b'.repeat(199)}😀` })!;
  expect(title.isWellFormed()).toBe(true);
  expect(passages.every((passage) => passage.isWellFormed())).toBe(true);
});

it('tells another text by its hash', () => {
  const hash = (title: string, body = ''): string => textHash(listingTexts({ title, body })!);
  expect(hash('激光清洗翅片')).toBe(hash('激光清洗翅片'));
  expect(hash('激光清洗翅片')).not.toBe(hash('激光清洗翅片', '积碳'));
});

it.each([
  ['数控机床联网', true],
  ['FANUC 0i-MF 系统数据采集', true],
  ['SKF Explorer 6205-2RS1/C3 deep groove ball bearings 轴承', false],
  ['Helical-bevel gearboxes for mixers', false],
  ['№ 6205 / 2026', true],
])('%s: read as Chinese? %s', (title, expected) => {
  expect(listingTexts({ title, body: '' })!.isChinese).toBe(expected);
});

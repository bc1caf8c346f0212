import { blockSpans } from './block-layout.js';
import { phrases, words } from './phrases.js';
import { diffTexts } from './text-diff.js';

describe('diffTexts', () => {
  const sides = (before: string, after: string): [string, string] => {
    const parts = diffTexts(before, after);
    const text = (skip: string): string => parts.filter((p) => p.kind !== skip).map((p) => p.text).join('');
    return [text('ins'), text('del')];
  };

  it.each([
    ['数控机床 10 台', '数控机床 12 台'],
    ['', '新的'],
    ['旧的', ''],
    ['同样', '同样'],
    ['a 🏭 <b>', '🏭 <b> c\n第二行'],
    ['长'.repeat(900) + '甲', '短'.repeat(900) + '甲'],
  ])('gives both texts back: %p', (before, after) => {
    expect(sides(before, after)).toEqual([before, after]);
  });

  it('marks the words that changed and nothing else', () => {
    expect(diffTexts('数控机床 10 台', '数控机床 12 台').filter((p) => p.kind !== 'same')).toEqual([
      { kind: 'del', text: '10' },
      { kind: 'ins', text: '12' },
    ]);
  });
});

describe('phrases', () => {
  it.each(['减速机壳体线 12 台数控机床联网采集与刀具寿命预警', 'VOCs 治理设施改造，排放稳定低于 40 mg/m³', '「雄安新区」建设', '', '🏭 x', 'Network 12 CNC machines'])('loses nothing of %p', (text) => {
    expect(phrases(text).join('')).toBe(text);
    expect(words(text).join('')).toBe(text);
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    const pieces = phrases('「雄安新区」建设，排放（夏季）稳定');
    expect(pieces.filter((p) => /^[」，）]/.test(p) || /[「（]$/.test(p))).toEqual([]);
  });

  it('keeps together what a segmenter cuts into single signs', () => {
    expect(phrases('雄安新区建设')).toContain('雄安新区');
  });
});

describe('blockSpans', () => {
  it('fills every row', () => {
    const half = { width: 'half' } as const;
    const cells = [half, half, {}, {}, {}, { width: 'full' } as const, {}];
    expect(blockSpans(cells).map((s) => s.wide)).toEqual([2, 2, 1, 1, 2, 4, 4]);
    expect(blockSpans(cells).map((s) => s.phone)).toEqual([1, 1, 1, 1, 2, 2, 2]);
  });

  it('leaves a full row alone', () => {
    expect(blockSpans([{}, {}, {}, {}]).map((s) => s.wide)).toEqual([1, 1, 1, 1]);
    expect(blockSpans([])).toEqual([]);
  });
});

import { contactHints, vagueHints } from './hints.js';

describe('contact data', () => {
  it('is told by its field, at most ten times', () => {
    expect(contactHints({ title: '刀具监测', methods: '详情打 138 0000 0000' })).toEqual([
      { code: 'contact', field: 'methods', kind: 'phone', excerpt: '详情打 138 0000 0000' },
    ]);
    expect(contactHints({ body: '13800000000 '.repeat(30) })).toHaveLength(10);
  });
});

describe('vague text', () => {
  it('is too short over all, a body that repeats the title not counted', () => {
    expect(vagueHints('demand', { title: '硅麦封装', body: '硅麦封装' })).toEqual([{ code: 'vague', length: 4 }]);
    expect(vagueHints('demand', { title: '减速机壳体线 12 台数控机床联网采集与刀具寿命预警', body: '换刀靠老师傅听声音，去年因崩刃停机 41 次，报废 96 件。' })).toEqual([]);
    expect(vagueHints('offering', { title: '高活性氟化锂制备方法氟磺酰亚胺制备方法', body: '' })).toEqual([{ code: 'vague', length: 19 }]);
  });
});

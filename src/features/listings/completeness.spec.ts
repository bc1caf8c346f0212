import fc from 'fast-check';
import { completeness, FIVE_THINGS } from './completeness.js';

const NOTHING = { product: '', materials: '', methods: '', effect: '', application: '' };

describe('completeness', () => {
  it('counts what is told, and says of each thing what would help', () => {
    const { told, of, things } = completeness({ ...NOTHING, materials: 'HT250 铸铁', effect: '崩刃停机每月不超过 1 次，提前 30 分钟提醒', methods: '听声音' });
    expect([told, of]).toEqual([3, 5]);
    expect(things).toEqual([
      { thing: 'product', isTold: false, numbers: 0, remark: null },
      { thing: 'materials', isTold: true, numbers: 1, remark: 'numbers' },
      { thing: 'methods', isTold: true, numbers: 0, remark: 'short' },
      { thing: 'effect', isTold: true, numbers: 2, remark: 'numbers' },
      { thing: 'application', isTold: false, numbers: 0, remark: null },
    ]);
  });

  it.each(['', ' ', '\n\t', '无', '🏭'])('does not take %j for told', (text) => {
    expect(completeness({ ...NOTHING, product: text }).told).toBe(0);
  });

  it('is content with long words that say no number', () => {
    expect(completeness({ ...NOTHING, application: '数据不能出厂，只能在周末停机的时候安装。' }).things[4]).toEqual({ thing: 'application', isTold: true, numbers: 0, remark: null });
  });

  it('grows with what is added, between nothing and all five', () => {
    const texts = fc.record(Object.fromEntries(FIVE_THINGS.map((thing) => [thing, fc.string()])) as Record<(typeof FIVE_THINGS)[number], fc.Arbitrary<string>>);
    fc.assert(
      fc.property(texts, fc.constantFrom(...FIVE_THINGS), (listing, thing) => {
        const { told } = completeness(listing);
        expect(told).toBeGreaterThanOrEqual(0);
        expect(completeness({ ...listing, [thing]: `${listing[thing]}两个字` }).told).toBeGreaterThanOrEqual(told);
      }),
    );
  });
});

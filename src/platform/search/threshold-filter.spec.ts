import fc from 'fast-check';
import { type Condition, type TermGroup, worthAtLeast } from './threshold-filter.js';

/** Answers a condition for a document as the engine would: IN lists, AND, OR, parentheses. */
function holds(condition: Condition, tokens: ReadonlySet<string>): boolean {
  if (typeof condition === 'boolean') return condition;
  const asCode = condition
    .replace(/terms IN \[([^\]]*)\]/g, (_, list: string) => String(list.split(', ').some((token) => tokens.has(token))))
    .replace(/AND/g, '&&')
    .replace(/OR/g, '||');
  return (new Function(`return ${asCode}`) as () => boolean)();
}

const group = (worth: number, i: number): TermGroup => ({ tokens: [`a${i}`, `b${i}`], worth });
const listsIn = (condition: Condition): number => String(condition).split(' IN ').length - 1;

describe('the condition "worth at least"', () => {
  it('says what a sum would say, for any groups, need and document', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 9 }), fc.integer({ min: -1, max: 40 }), fc.nat(511), (worths, need, held) => {
        const groups = worths.map(group);
        const tokens = new Set(groups.flatMap(({ tokens: [a, b] }, i) => ((held >> i) & 1 ? [i % 2 ? a! : b!] : [])));
        const worth = worths.filter((_, i) => (held >> i) & 1).reduce((sum, value) => sum + value, 0);
        expect(holds(worthAtLeast(groups, need, 'terms'), tokens)).toBe(worth >= need);
      }),
    );
  });

  it('stays short', () => {
    const equal = (count: number) => Array.from({ length: count }, (_, i) => group(1, i));
    expect(listsIn(worthAtLeast(equal(8), 6, 'terms'))).toBeLessThanOrEqual(32);
    expect(listsIn(worthAtLeast(equal(10), 7, 'terms'))).toBeLessThanOrEqual(68);
    expect(worthAtLeast(equal(3), 1, 'terms')).toBe('terms IN [a0, b0, a1, b1, a2, b2]');
  });

  it('is always or never true where that is so', () => {
    expect(worthAtLeast([], 0, 'terms')).toBe(true);
    expect(worthAtLeast([group(3, 0)], 4, 'terms')).toBe(false);
  });
});

import fc from 'fast-check';
import { ROOM, TermTable } from './term-table.js';

describe('terms in a table', () => {
  it('are found by all their signs, and no others', () => {
    // Short ones of few signs, so that one is the beginning of another; half signs of an emoji, and the sign of no width, too.
    const term = fc.array(fc.constantFrom('a', 'b', '轴', '\ud83d', '\ude00', '\0', "'"), { maxLength: 5 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(term), fc.array(term), (known, others) => {
        const table = new TermTable();
        for (const [number, each] of known.entries()) table.add(each, number);
        const plain = new Map(known.map((each, number) => [each, number]));
        for (const each of [...known, ...others]) expect(table.find(each)).toBe(plain.get(each) ?? -1);
        expect(table.size).toBe(known.length);
      }),
      { numRuns: 50 },
    );
  });

  it('are found when it is full, and then no more go in', () => {
    const table = new TermTable();
    for (let number = 0; number < ROOM; number++) table.add(`gb${number}`, number);
    let found = 0;
    for (let number = 0; number < ROOM; number++) if (table.find(`gb${number}`) === number) found += 1;
    expect(found).toBe(ROOM);
    expect(table.find('gb')).toBe(-1);
    expect(() => table.add('gb', 1)).toThrow(RangeError);
  });
});

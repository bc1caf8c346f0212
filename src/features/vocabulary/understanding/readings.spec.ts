import fc from 'fast-check';
import { cheapestPath } from './cheapest-path.js';
import { isOneEdit } from './one-edit.js';
import { syllableCount, syllableEnds } from './pinyin-syllables.js';
import { shortFormCost } from './short-forms.js';
import { editKeys, keysOfWord, soundOf } from './word-keys.js';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 4, maxLength: 9 });

describe('one edit', () => {
  it('is a letter more, less, other, or two swapped', () => {
    for (const [a, b] of [['servo', 'sevo'], ['servo', 'servvo'], ['servo', 'serbo'], ['servo', 'sevro']] as const) expect(isOneEdit(a, b)).toBe(true);
    for (const [a, b] of [['servo', 'servo'], ['servo', 'sevor'], ['servo', 'motor'], ['servo', 'servos1']] as const) expect(isOneEdit(a, b)).toBe(false);
  });

  it('goes both ways, and its words have a key in common', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('', 'x', 'ab'), (from, at, put) => {
        const place = at % from.length;
        const to = from.slice(0, place) + put + from.slice(place + 1);
        expect(isOneEdit(from, to)).toBe(isOneEdit(to, from));
        if (isOneEdit(from, to)) expect(editKeys(from).some((key) => new Set(editKeys(to)).has(key))).toBe(true);
      }),
    );
  });
});

describe('pinyin', () => {
  it('is cut where syllables may end', () => {
    // dian, and di'an.
    expect(syllableEnds('sifudianji')).toEqual([0, 2, 4, 6, 8, 10]);
    expect(syllableEnds('pump')).toBeNull();
    expect(syllableCount('xian')).toBe(1);
    expect(syllableCount('lvxin')).toBe(2);
  });

  it('is found again under the keys of its word', () => {
    expect(keysOfWord('伺服电机')).toEqual(expect.arrayContaining([`p${soundOf('伺服电机')}`, 'isfdj', 'h伺服电_']));
    // 调质 is read tiáozhì; who says diàozhì types that.
    expect(keysOfWord('调质')).toEqual(expect.arrayContaining(['ptiaozhi', 'pdiaozhi']));
    expect(keysOfWord('滤芯')).toEqual(expect.arrayContaining(['plvxin', 'pluxin']));
    expect(keysOfWord('6205')).toEqual([]);
  });

  it('takes letters of any length in bounded time', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'anghiux'), maxLength: 1_000 }), (letters) => void syllableEnds(letters)), { numRuns: 30 });
  });
});

describe('short forms', () => {
  it.each([
    ['锂电池', ['锂离子', '电池'], 0],
    ['化纤', ['化学', '纤维'], 0],
    ['数控', ['数控', '机床'], 1],
    ['线割', ['线切割'], 0.5],
    ['环评', ['环境', '影响', '评价'], 1],
  ])('%s', (short, parts, cost) => expect(shortFormCost(short, parts)).toBe(cost));

  it('are none when a character is missing, or the first is another', () => {
    for (const [short, parts] of [['锂铁', ['锂离子', '电池']], ['电池', ['锂离子', '电池']], ['数控机床', ['数控', '机床']]] as const) expect(shortFormCost(short, parts)).toBeNull();
  });
});

describe('the cheapest path', () => {
  it('goes through all of the text, or there is none', () => {
    const edge = (from: number, to: number, cost: number) => ({ from, to, cost, value: `${from}-${to}` });
    expect(cheapestPath(4, [edge(0, 2, 1), edge(2, 4, 1), edge(0, 4, 1.5), edge(0, 1, 0.1), edge(1, 4, 1.2)])).toEqual(['0-1', '1-4']);
    expect(cheapestPath(3, [edge(0, 2, 1)])).toBeNull();
    expect(cheapestPath(0, [])).toEqual([]);
  });
});

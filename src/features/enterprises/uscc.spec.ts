import fc from 'fast-check';
import { USCC_TEXTS } from './uscc.texts.js';
import { usccGroups } from '../../web/format.js';
import { makeUscc, organisationCheckDigit, parseUscc, usccCheckDigit } from './uscc.js';

const codes = fc
  .record({ region: fc.integer({ min: 110000, max: 139999 }), n: fc.integer({ min: 0, max: 999 }) })
  .map(({ region, n }) => makeUscc(String(region), n));

describe('the unified social credit code', () => {
  it('agrees with a code that the standard’s own rules were worked out on by hand', () => {
    // Organisation code 123456788 is the sum 3·1 + 7·2 + 9·3 + 10·4 + 5·5 + 8·6 + 4·7 + 2·8 = 201, 201 mod 11 = 3, 11 − 3 = 8.
    expect(organisationCheckDigit('12345678')).toBe('8');
    // 1·1 + 1·9·… with zeros elsewhere: 9·1 + 1·3 = 12, 31 − 12 = 19, which is K.
    expect(usccCheckDigit('91000000000000000')).toBe('K');
  });

  it('writes 10 as X and 11 as 0 in an organisation code', () => {
    expect(organisationCheckDigit('00000000')).toBe('0');
    // 10·1 (fourth place) and nothing else: 11 − 10 = 1; 2·6 = 12 mod 11 = 1 gives 10.
    expect(organisationCheckDigit('00000006')).toBe('X');
  });

  it('accepts what people type: full width, lower case, groups', () => {
    const uscc = makeUscc('130981', 7);
    const wide = [...uscc].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join('');
    for (const typed of [uscc, uscc.toLowerCase(), usccGroups(uscc), ` ${wide}　`, usccGroups(uscc).replaceAll(' ', '-')]) {
      expect(parseUscc(typed)).toEqual({ uscc, isWellFormed: true, warnings: [] });
    }
  });

  it('names what is doubtful, and has words for it', () => {
    expect(parseUscc('9113').warnings).toEqual(['length']);
    expect(parseUscc('').warnings).toEqual(['length']);
    expect(parseUscc('91130981000000000O').warnings).toEqual(['characters']);
    expect(parseUscc('91A30981000000000X').warnings).toEqual(['characters']);
    for (const warning of [...parseUscc('911309810000000001').warnings]) expect(USCC_TEXTS[warning].zh).not.toBe('');
  });

  it('makes codes that pass, all different', () => {
    fc.assert(fc.property(codes, (uscc) => expect(parseUscc(uscc)).toEqual({ uscc, isWellFormed: true, warnings: [] })));
    expect(new Set(Array.from({ length: 1000 }, (_, n) => makeUscc('110108', n))).size).toBe(1000);
  });

  it('sees every single wrong character and every swap of neighbours that differ', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...alphabet), (uscc, place, character) => {
        fc.pre(uscc[place] !== character);
        expect(parseUscc(uscc.slice(0, place) + character + uscc.slice(place + 1)).warnings).not.toEqual([]);
      }),
    );
    fc.assert(
      fc.property(codes, fc.nat(15), (uscc, place) => {
        const [a = '', b = ''] = [uscc[place], uscc[place + 1]];
        fc.pre(a !== b);
        expect(parseUscc(uscc.slice(0, place) + b + a + uscc.slice(place + 2)).warnings).not.toEqual([]);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { uscc, isWellFormed, warnings } = parseUscc(text);
        expect(isWellFormed || warnings.length > 0).toBe(true);
        expect(parseUscc(uscc).uscc).toBe(uscc);
      }),
    );
  });
});

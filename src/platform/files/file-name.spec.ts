import fc from 'fast-check';
import { cleanFileName } from './file-name.js';

describe('cleanFileName', () => {
  it.each([
    ['数控机床 改造🏭方案.pdf', '数控机床 改造🏭方案.pdf'],
    ['图纸.PDF', '图纸.PDF'],
    ['C:\\Users\\王\\图纸.pdf', '图纸.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe.pdf'],
    ['a\r\nb\0c.pdf', 'abc.pdf'],
    ['a<b>:"c|?*.pdf', 'a_b___c___.pdf'],
    ['照片.jpg', '照片.jpg.pdf'],
    ['.pdf', 'file.pdf'],
    ['...', 'file.pdf'],
    ['', 'file.pdf'],
    ['半个\uD83C.pdf', '半个_.pdf'],
    ['👩‍🔧工.pdf', '👩‍🔧工.pdf'],
  ])('makes of %j %j', (name, clean) => expect(cleanFileName(name, ['pdf'])).toBe(clean));

  it('cuts a long name between characters and keeps its extension', () => {
    const clean = cleanFileName(`${'👨‍👩‍👧'.repeat(40)}.jpeg`, ['jpg', 'jpeg']);
    expect(clean.length).toBeLessThanOrEqual(120);
    expect(clean).toMatch(/^(👨‍👩‍👧)+\.jpeg$/u);
  });

  it('always gives a short, visible name without folders and with a fitting extension, and leaves a clean one alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = cleanFileName(name, ['pdf']);
        expect(clean).toMatch(/^[^/\\\p{Cc}\u202A-\u202E\u2066-\u2069]{1,116}\.pdf$/iu);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanFileName(clean, ['pdf'])).toBe(clean);
      }),
    );
  });
});

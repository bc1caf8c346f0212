import { csv } from './csv.js';

describe('CSV', () => {
  it('quotes a line end of any kind, since each ends a line for some reader', () => {
    expect(csv([['a\nb', 'c\rd', 'e\r\nf', 'g, "h"']])).toBe('\uFEFF"a\nb","c\rd","e\r\nf","g, ""h"""\r\n');
  });

  it('runs no formula, and leaves numbers as they are', () => {
    expect(csv([['=1', '-x', -1.5, null]])).toBe("\uFEFF'=1,'-x,-1.5,\r\n");
  });
});

import { Kept } from './kept.js';

const at = (ms: number): Date => new Date(1_000_000 + ms);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Kept', () => {
  it('makes an answer once for all who ask while it is fresh', async () => {
    const kept = new Kept<number>(100, 10);
    let made = 0;
    const make = async (): Promise<number> => ++made;
    expect(await Promise.all([kept.get('a', at(0), make), kept.get('a', at(1), make), kept.get('a', at(99), make)])).toEqual([1, 1, 1]);
    expect(await kept.get('b', at(0), make)).toBe(2);
  });

  it('gives the stale answer while one is made anew', async () => {
    const kept = new Kept<string>(100, 10);
    await kept.get('a', at(0), async () => 'old');
    let finish = (_: string): void => undefined;
    const slow = new Promise<string>((resolve) => (finish = resolve));
    expect(await kept.get('a', at(100), () => slow)).toBe('old');
    expect(await kept.get('a', at(101), async () => 'never asked')).toBe('old');
    finish('new');
    await settled();
    expect(await kept.get('a', at(102), async () => 'never asked')).toBe('new');
  });

  it('gives nobody what has lain there for long', async () => {
    const kept = new Kept<string>(100, 10);
    await kept.get('a', at(0), async () => 'of yesterday');
    expect(await Promise.all([kept.get('a', at(1_000), async () => 'of today'), kept.get('a', at(1_000), async () => 'never asked')])).toEqual(['of today', 'of today']);
  });

  it('keeps only what is worth it', async () => {
    const kept = new Kept<number>(100, 10, (value) => value > 10);
    expect(await kept.get('a', at(0), async () => 1)).toBe(1);
    expect(await kept.get('a', at(0), async () => 11)).toBe(11);
    expect(await kept.get('a', at(0), async () => 12)).toBe(11);
    expect(await kept.get('a', at(100), async () => 2)).toBe(11);
    await settled();
    expect(await kept.get('a', at(101), async () => 3)).toBe(3);
  });

  it('keeps no failure, and loses no earlier answer to one', async () => {
    const kept = new Kept<string>(100, 10);
    const fail = async (): Promise<string> => Promise.reject(new Error('away'));
    await expect(kept.get('a', at(0), fail)).rejects.toThrow('away');
    expect(await kept.get('a', at(0), async () => 'there')).toBe('there');
    expect(await kept.get('a', at(200), fail)).toBe('there');
    await settled();
    expect(await kept.get('a', at(201), async () => 'again')).toBe('there');
    await settled();
    expect(await kept.get('a', at(202), fail)).toBe('again');
  });

  it('holds so many and forgets the longest unused', async () => {
    const kept = new Kept<string>(100, 2);
    await kept.get('a', at(0), async () => 'a');
    await kept.get('b', at(0), async () => 'b');
    await kept.get('a', at(1), async () => 'never asked');
    await kept.get('c', at(2), async () => 'c');
    expect(await kept.get('a', at(3), async () => 'anew')).toBe('a');
    expect(await kept.get('b', at(3), async () => 'anew')).toBe('anew');
  });
});

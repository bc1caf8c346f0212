import { snippetOf } from './snippet.js';

const LONG = `${'车间里有很多旧设备。'.repeat(20)}希望采集主轴负载与振动，按刀具编号累计寿命。${'其他情况再说。'.repeat(20)}`;

describe('a snippet', () => {
  it('is the whole of a short text, in one line', () => {
    expect(snippetOf(' 换刀靠\n老师傅  听声音 ', ['刀'], 40)).toBe('换刀靠 老师傅 听声音');
  });

  it('shows where most of the words stand', () => {
    const snippet = snippetOf(LONG, ['刀具', '寿命', '振动'], 40);
    expect(snippet).toMatch(/^……/);
    expect(snippet).toMatch(/……$/);
    for (const word of ['刀具', '寿命', '振动']) expect(snippet).toContain(word);
  });

  it('is the beginning when no word stands in it', () => {
    expect(snippetOf(LONG, ['火箭'], 20)).toBe(`${'车间里有很多旧设备。'.repeat(2)}……`);
  });

  it('does not care for case, and cuts no sign in two', () => {
    expect(snippetOf(`${'🏭'.repeat(60)} Fanuc ${'🏭'.repeat(60)}`, ['FANUC'], 20)).toMatch(/^……🏭+ Fanuc 🏭+……$/u);
    expect(snippetOf(`${'İ'.repeat(60)} Fanuc ${'x '.repeat(60)}`, ['fanuc'], 20)).toContain('Fanuc');
  });

  it('ends the same with a word that is everywhere', () => {
    expect(snippetOf('a '.repeat(4_000), ['a', '', 'A'], 20)).toHaveLength(21);
  });
});

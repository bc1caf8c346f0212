import { readFileSync } from 'node:fs';

const sheet = readFileSync(new URL('./assets/style.css', import.meta.url), 'utf8');
const block = (start: string): string => {
  const at = sheet.indexOf(start);
  return sheet.slice(sheet.indexOf('{', at) + 1, sheet.indexOf('}', at));
};
const tokens = (declarations: string): Record<string, string> =>
  Object.fromEntries([...declarations.matchAll(/--([a-z0-9-]+):(#[0-9a-f]+)/g)].map(([, name = '', colour = '']) => [name, colour]));

const themes = {
  light: tokens(block(':root,[data-theme=light]')),
  dark: tokens(block('\n[data-theme=dark]')),
};

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(full.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

it('states the dark tokens once: what the system chooses and what the reader chooses are alike', () => {
  expect(block(':root:not([data-theme=light])')).toBe(block('\n[data-theme=dark]'));
});

describe.each(['light', 'dark'] as const)('the %s tokens', (theme) => {
  const colour = (name: string): string => themes[theme][name] ?? themes.light[name] ?? '';
  const text: [string, string][] = [
    ...['face', 'bg', 'sunk', 'tint', 'brass-tint', 'ok-tint', 'bad-tint', 'mark'].map((ground): [string, string] => ['ink', ground]),
    ['soft', 'face'],
    ['soft', 'bg'],
    ['soft', 'sunk'],
    ['accent', 'face'],
    ['accent', 'bg'],
    ['accent', 'tint'],
    ['accent2', 'face'],
    ['on', 'accent'],
    ['on', 'accent2'],
    ...['brass', 'ok', 'bad'].flatMap((name): [string, string][] => [
      [name, 'face'],
      [name, 'bg'],
      [name, `${name}-tint`],
    ]),
  ];
  it.each(text)('%s on %s can be read (4.5)', (ink, ground) => {
    expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['edge', 'face'],
    ['edge', 'bg'],
    ['focus', 'face'],
    ['focus', 'bg'],
    ['c1', 'face'],
    ['c2', 'face'],
    ['c3', 'face'],
  ])('%s on %s can be seen (3)', (mark, ground) => {
    expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
  });
});

it('names a colour only among the tokens, but for the band that is dark in both themes', () => {
  const rest = sheet.slice(sheet.indexOf('/* 2 Ground */'));
  const strays = rest.split('\n').filter((line) => /#[0-9a-f]{3,8}\b/i.test(line) && !/\.band|@media print/.test(line));
  expect(strays).toEqual([]);
});

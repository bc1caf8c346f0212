import { countOf, wideningsOf } from './estimate.js';
import { sayEstimate } from './estimate-words.js';

describe('counts', () => {
  it('are exact up to twenty and rounded beyond, and never above what was seen', () => {
    expect(countOf(20, false)).toEqual({ n: 20, isRounded: false, isAtLeast: false });
    expect(countOf(23, false)).toEqual({ n: 25, isRounded: true, isAtLeast: false });
    expect(countOf(23, true)).toEqual({ n: 20, isRounded: true, isAtLeast: true });
    expect(countOf(146, false).n).toBe(150);
    expect(countOf(149, true).n).toBe(140);
  });
});

describe('what would let more answer', () => {
  const lacks = (...codes: string[]) => ({ code: 'certificates-missing' as const, params: { certificates: { certificates: codes } } });
  const farOff = { code: 'region-not-served' as const, params: { region: { region: '1309' } } };

  it('counts an enterprise once, only where one condition alone keeps it out, and not who could answer anyway', () => {
    const misses = [
      { enterpriseId: 'a', failures: [lacks('ISO9001')] },
      { enterpriseId: 'a', failures: [lacks('ISO9001')] },
      { enterpriseId: 'b', failures: [lacks('ISO9001'), farOff] },
      { enterpriseId: 'c', failures: [farOff] },
      { enterpriseId: 'able', failures: [farOff] },
      { enterpriseId: 'd', failures: [{ code: 'blocked' as const, params: {} }] },
      { enterpriseId: 'e', failures: [] },
    ];
    expect(wideningsOf(misses, new Set(['able']), '1309')).toEqual([
      { code: 'certificates', certificates: ['ISO9001'], more: 1 },
      { code: 'region', region: '1309', more: 1 },
    ]);
  });

  it('is said in both languages', () => {
    const estimate = {
      eligible: countOf(146, false),
      able: countOf(0, false),
      invited: 0,
      widenings: [
        { code: 'words' as const, missing: ['effect' as const, 'product' as const], more: 1 },
        { code: 'certificates' as const, certificates: ['A', 'B'], more: 2 },
        { code: 'region' as const, region: '1309', more: 1 },
        { code: 'words' as const, missing: [], more: 0 },
      ],
    };
    const name = (_kind: string, code: string): string => `<${code}>`;
    expect(sayEstimate(estimate, 'zh', name)).toMatchObject({
      title: '现在还没有能答的',
      eligible: '约 150',
      widenings: ['条件合得上、文字对不上的有 1 家，多半做的是别的。写写效果、产品，做得了的才看得出来。', '不要求<A>、<B>，会多 2 家。', '另有 1 家做得了，但不到<1309>服务。', expect.stringContaining('来一项新供给就比一次')],
    });
    expect(sayEstimate(estimate, 'en', name).widenings).toEqual([
      '1 more meets your conditions, but the words do not fit; most will do other work. Tell more of what shows who can: effect, product.',
      '2 more could answer if you did not require <A>, <B>.',
      '1 more could do it, but does not serve <1309>.',
      expect.stringContaining('every new offering'),
    ]);
  });
});

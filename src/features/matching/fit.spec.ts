import { explanationOf } from '../../../test/support/market.js';
import type { Supply } from './facts.js';
import { adviceForFailures, verdictOf } from './fit.js';

const supply = (provider: Partial<Supply['provider']> = {}): Supply => ({
  offering: {} as Supply['offering'],
  provider: { size: 'large', invited: 10, openInvitations: 0, capacity: 3, ...provider } as Supply['provider'],
});
const open = { hasFreeSeat: true, hasBetter: false, hasHadShare: false };

describe('the verdict', () => {
  it('follows the rules that fill the seats', () => {
    expect(verdictOf(explanationOf(60), supply(), open)).toBe('next');
    expect(verdictOf(explanationOf(60), supply(), { ...open, hasFreeSeat: false })).toBe('queued');
    expect(verdictOf(explanationOf(60), supply({ openInvitations: 3 }), open)).toBe('busy');
    expect(verdictOf(explanationOf(60), supply({ openInvitations: 3 }), { ...open, hasBetter: true })).toBe('second');
    expect(verdictOf(explanationOf(60), supply(), { ...open, hasHadShare: true })).toBe('shared');
    expect(verdictOf(explanationOf(40), supply(), open)).toBe('weak');
    expect(verdictOf(explanationOf(40), supply({ size: 'micro', invited: 1, openInvitations: 1 }), open)).toBe('exploring');
    expect(verdictOf(explanationOf(40), supply({ size: 'micro', invited: 3 }), open)).toBe('weak');
    expect(verdictOf(explanationOf(12), supply(), open)).toBe('unrelated');
    const thin = explanationOf(60);
    expect(verdictOf({ ...thin, factory: { ...thin.factory, coverage: 0.4 } }, supply(), open)).toBe('unknown');
  });

  it('has advice only for what the provider can change', () => {
    const region = { region: { region: '1309' } };
    expect(adviceForFailures([{ code: 'region-not-served', params: region }, { code: 'blocked', params: {} }])).toEqual([{ code: 'serve-region', params: region }]);
  });
});

import fc from 'fast-check';
import { NOT_SO, type Side, type Statement } from './engagements.types.js';
import { verdictOf } from './statements.js';

const statement: fc.Arbitrary<Statement> = fc.oneof(
  fc.record({ isSo: fc.constant(true as const), amount: fc.constantFrom(1, 2, null), day: fc.constantFrom('2026-11-22', '2026-11-23') }),
  fc.constant(NOT_SO),
);
const said = fc.record({ factory: statement, provider: statement }, { requiredKeys: [] });
const mirrored = ({ factory, provider }: Partial<Record<Side, Statement>>): Partial<Record<Side, Statement>> => ({ ...(provider && { factory: provider }), ...(factory && { provider: factory }) });

describe('what comes of two statements', () => {
  it('does not depend on which side is which', () => {
    fc.assert(fc.property(said, (both) => expect(verdictOf(mirrored(both))).toEqual(verdictOf(both))));
  });

  it('is agreed only where both have said the very same, and it is so', () => {
    fc.assert(
      fc.property(said, (both) => {
        const isAgreed = both.factory?.isSo === true && JSON.stringify(both.factory) === JSON.stringify(both.provider);
        expect(verdictOf(both).is === 'agreed').toBe(isAgreed);
      }),
    );
  });

  it('waits while one says so alone, and stands for nothing where nobody says so', () => {
    const so: Statement = { isSo: true, amount: 128_000, day: '2026-11-23' };
    expect(verdictOf({}).is).toBe('dropped');
    expect(verdictOf({ factory: so }).is).toBe('waiting');
    expect(verdictOf({ provider: NOT_SO }).is).toBe('dropped');
    expect(verdictOf({ factory: NOT_SO, provider: NOT_SO }).is).toBe('dropped');
  });

  it('differs by a yuan, by a day, and by whether there is anything at all', () => {
    const so: Statement = { isSo: true, amount: 128_000, day: '2026-11-23' };
    for (const other of [{ ...so, amount: 128_001 }, { ...so, day: '2026-11-22' }, NOT_SO]) expect(verdictOf({ factory: so, provider: other })).toEqual({ is: 'contradiction' });
  });
});

import { completed, faultOfTables, sharesOf, STARTING_WEIGHTS } from './weights.js';

const { factory, provider } = STARTING_WEIGHTS;
const nothing = <Part extends string>(table: Record<Part, number>): Record<Part, number> => Object.fromEntries(Object.keys(table).map((part) => [part, 0])) as Record<Part, number>;

it('refuses tables that could not score, by what is wrong with them', () => {
  expect(faultOfTables(STARTING_WEIGHTS)).toBeNull();
  expect(faultOfTables({ factory: { ...factory, budget: -0.1 }, provider })).toBe('negative');
  expect(faultOfTables({ factory, provider: { ...provider, region: Number.NaN } })).toBe('negative');
  expect(faultOfTables({ factory: nothing(factory), provider })).toBe('factory-empty');
  expect(faultOfTables({ factory, provider: nothing(provider) })).toBe('provider-empty');
  expect(faultOfTables({ factory: { ...factory, text: 0, category: 0 }, provider })).toBe('matter-empty');
  expect(faultOfTables({ factory: { ...factory, text: 0 }, provider })).toBeNull();
});

it('says what share of its table each part has, whatever the table adds up to', () => {
  expect(sharesOf({ a: 1, b: 3 })).toEqual({ a: 25, b: 75 });
  expect(Object.values(sharesOf(factory)).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
  expect(sharesOf({ a: 0 })).toEqual({ a: 0 });
});

it('gives a part that a stored table does not know nothing, and drops one that is no more', () => {
  const { freshness: _, ...older } = factory;
  expect(completed({ factory: { ...older, weather: 9 }, provider })).toEqual({ factory: { ...factory, freshness: 0 }, provider });
});

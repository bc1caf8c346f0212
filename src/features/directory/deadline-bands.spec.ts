import { DEADLINE_BANDS, deadlineCounts } from './deadline-bands.js';

const TODAY = 20_780;

it('puts each day from today on into one band', () => {
  const days = Array.from({ length: 200 }, (_, i) => ({ code: String(TODAY + i), count: 1 }));
  expect(deadlineCounts(days, TODAY)).toEqual([
    { code: 'week', count: 8 },
    { code: 'month', count: 24 },
    { code: 'quarter', count: 61 },
    { code: 'later', count: 107 },
  ]);
});

it('leaves out what is over, and bands without anything', () => {
  expect(deadlineCounts([{ code: String(TODAY - 1), count: 5 }, { code: String(TODAY + 31), count: 2 }], TODAY)).toEqual([{ code: 'month', count: 2 }]);
  expect(deadlineCounts([], TODAY)).toEqual([]);
  expect(DEADLINE_BANDS[0].from).toBe(0);
});

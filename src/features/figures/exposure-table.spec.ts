import type { Exposure } from '../matching/matching.types.js';
import { exposureTable } from './exposure-table.js';

const of = (province: string, providers: number, suggestions: number, invitations: number, size: Exposure['size'] = 'small'): Exposure => ({ province, size, providers, suggestions, invitations });

function rows(exposure: readonly Exposure[]): Record<string, readonly unknown[]> {
  const name = (key: string): { zh: string; en: string } => ({ zh: key, en: key });
  const table = exposureTable(exposure, ['11', '12', '13'], ({ province }) => province, name('head'), name('how'), name);
  expect(table.columns.map(({ key }) => key)).toEqual(['providers', 'providersShare', 'suggestions', 'suggestionsShare', 'invitations', 'invitationsShare', 'parity']);
  return Object.fromEntries(table.rows.map(({ key, cells }) => [key, cells]));
}

it('puts the share of invitations beside the share of providers, summed over sizes', () => {
  expect(rows([of('11', 10, 40, 30), of('11', 10, 0, 30, 'large'), of('12', 20, 40, 20), of('13', 40, 20, 20)])).toEqual({
    11: [20, 0.25, 40, 0.4, 60, 0.6, 2.4],
    12: [20, 0.25, 40, 0.4, 20, 0.2, 0.8],
    13: [40, 0.5, 20, 0.2, 20, 0.2, 0.4],
    total: [80, null, 100, null, 100, null, null],
  });
});

it('withholds small numbers of invitations and suggestions, and another one so that no reader can work them out', () => {
  const { 11: beijing, 12: tianjin, 13: hebei, total } = rows([of('11', 3, 9, 3), of('12', 4, 9, 40), of('13', 9, 9, 90)]);
  expect(beijing).toEqual([3, 3 / 16, 9, 1 / 3, 'under', 'under', 'under']);
  expect(tianjin!.slice(4)).toEqual(['hidden', 'hidden', 'hidden']);
  expect(hebei!.slice(4, 6)).toEqual([90, 90 / 133]);
  expect(total).toEqual([16, null, 27, null, 133, null, null]);
});

it('has no shares where there is nothing to share', () => {
  expect(rows([])[11]).toEqual([0, null, 0, null, 0, null, null]);
  expect(rows([of('13', 2, 0, 0)])).toMatchObject({ 13: [2, 1, 0, null, 0, null, null], 11: [0, 0, 0, null, 0, null, null] });
});

import type { Explanation } from '../explanation.js';
import { movesOf, otherInvitations, type ScoredDemand, topMoves } from './weights-trial.js';

const scored = (scores: Readonly<Record<string, number>>, next: string[] = []): ScoredDemand => ({
  ranked: Object.entries(scores)
    .sort(([, a], [, b]) => b - a)
    .map(([offeringId, total]) => ({ demandId: 'd', offeringId, explanation: { total } as Explanation })),
  next,
});

it('names the pairs whose shown number changes, with both numbers and both places', () => {
  const moves = movesOf(scored({ a: 60, b: 50, c: 40 }), scored({ a: 60.04, b: 45, c: 48 }));
  expect(moves).toEqual([
    { demandId: 'd', offeringId: 'b', before: 50, after: 45, placeBefore: 2, placeAfter: 3 },
    { demandId: 'd', offeringId: 'c', before: 40, after: 48, placeBefore: 3, placeAfter: 2 },
  ]);
  expect(topMoves(moves, 'up', 5).map(({ offeringId }) => offeringId)).toEqual(['c']);
  expect(topMoves(moves, 'down', 5).map(({ offeringId }) => offeringId)).toEqual(['b']);
});

it('puts the largest differences first, and equal ones in the same order each time', () => {
  const moves = movesOf(scored({ a: 10, b: 20, c: 30, d: 40 }), scored({ a: 15, b: 25, c: 50, d: 45 }));
  expect(topMoves(moves, 'up', 3).map(({ offeringId }) => offeringId)).toEqual(['c', 'a', 'b']);
});

it('says who would be asked instead of whom, and nothing where the same are asked', () => {
  expect(otherInvitations('d', scored({}, ['a', 'b']), scored({}, ['b', 'c']))).toEqual({ demandId: 'd', no: ['a'], instead: ['c'] });
  expect(otherInvitations('d', scored({}, ['a', 'b']), scored({}, ['b', 'a']))).toBeNull();
});

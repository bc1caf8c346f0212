import fc from 'fast-check';
import { EXPLORING_THRESHOLD, INVITE_THRESHOLD } from './match.rules.js';
import { chooseForSeats, type SeatCandidate } from './seat-choice.js';

const FIVE = { seats: 5, hasNewcomer: false };

function candidate(matchId: string, score: number, more: Partial<SeatCandidate> = {}): SeatCandidate {
  return { matchId, enterpriseId: matchId, score, isVolunteer: false, isNewcomer: false, hasHadShare: false, ...more };
}

const high = INVITE_THRESHOLD + 20;

describe('who gets the free seats', () => {
  it('takes the best, one an enterprise', () => {
    const chosen = chooseForSeats([candidate('a', high + 2), candidate('a2', high + 1, { enterpriseId: 'a' }), candidate('b', high)], 5, FIVE);
    expect(chosen.map(({ matchId }) => matchId)).toEqual(['a', 'b']);
  });

  it('keeps the last seat for a newcomer who would not have got one', () => {
    const candidates = [...'abcde'].map((id, i) => candidate(id, high - i));
    const chosen = chooseForSeats([...candidates, candidate('new', EXPLORING_THRESHOLD, { isNewcomer: true })], 5, FIVE);
    expect(chosen.map(({ matchId, isExploring }) => [matchId, isExploring])).toEqual([['a', false], ['b', false], ['c', false], ['d', false], ['new', true]]);
  });

  it('labels nobody as exploring who is among the best anyway, or when a newcomer sits there already', () => {
    const candidates = [candidate('a', high), candidate('new', high - 1, { isNewcomer: true }), candidate('new2', EXPLORING_THRESHOLD, { isNewcomer: true })];
    expect(chooseForSeats(candidates, 2, FIVE).every(({ isExploring }) => !isExploring)).toBe(true);
    expect(chooseForSeats(candidates.slice(2), 1, { seats: 5, hasNewcomer: true })).toEqual([]);
  });

  it('keeps no exploring seat where there are few', () => {
    const candidates = [candidate('a', high), candidate('new', EXPLORING_THRESHOLD, { isNewcomer: true })];
    expect(chooseForSeats(candidates, 1, { seats: 2, hasNewcomer: false }).map(({ matchId }) => matchId)).toEqual(['a']);
  });

  it('seats a volunteer below the threshold', () => {
    expect(chooseForSeats([candidate('v', 3, { isVolunteer: true })], 1, FIVE).map(({ matchId }) => matchId)).toEqual(['v']);
  });

  it('asks who has had his share only after everybody else who fits, and then still rather than nobody', () => {
    const candidates = [candidate('much', high + 5, { hasHadShare: true }), candidate('a', high), candidate('b', INVITE_THRESHOLD), candidate('weak', INVITE_THRESHOLD - 1)];
    expect(chooseForSeats(candidates, 2, FIVE).map(({ matchId }) => matchId)).toEqual(['a', 'b']);
    expect(chooseForSeats(candidates, 3, FIVE).map(({ matchId }) => matchId)).toEqual(['a', 'b', 'much']);
    expect(chooseForSeats([candidate('v', 3, { isVolunteer: true, hasHadShare: true }), candidate('a', 2, { isVolunteer: true })], 1, FIVE).map(({ matchId }) => matchId)).toEqual(['v']);
  });

  it('never gives more seats than are free, nor two to one enterprise, and explores at most once', () => {
    const any = fc.record({
      matchId: fc.uuid(),
      enterpriseId: fc.constantFrom('p', 'q', 'r', 's', 't'),
      score: fc.integer({ min: 0, max: 100 }),
      isVolunteer: fc.boolean(),
      isNewcomer: fc.boolean(),
      hasHadShare: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any), fc.integer({ min: 0, max: 6 }), fc.boolean(), (found, free, hasNewcomer) => {
        const chosen = chooseForSeats(found.sort((a, b) => b.score - a.score), free, { seats: 5, hasNewcomer });
        expect(chosen.length).toBeLessThanOrEqual(free);
        expect(new Set(chosen.map(({ enterpriseId }) => enterpriseId)).size).toBe(chosen.length);
        expect(chosen.filter(({ isExploring }) => isExploring).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

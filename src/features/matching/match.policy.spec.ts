import type { Actor, MemberRole } from '../../shared/actor.js';
import { canAnswer, canReply, isVisibleTo, sideOf } from './match.policy.js';

const MATCH = { demandEnterpriseId: 'factory', offeringEnterpriseId: 'provider', passedTo: ['reader'] };

function person(personId: string, ...seats: readonly [string, MemberRole][]): Actor {
  const memberships = seats.map(([enterpriseId, role]) => ({ enterpriseId, role }));
  return { kind: 'person', language: 'zh', personId, name: personId, email: `${personId}@example.com`, memberships, office: null };
}

const NOBODY: Actor = { kind: 'anonymous', language: 'zh' };

describe('who may do what with a match', () => {
  it('takes members of the two sides only, and somebody in both for the factory', () => {
    expect(sideOf(person('a', ['factory', 'viewer']), MATCH)).toBe('factory');
    expect(sideOf(person('a', ['provider', 'viewer']), MATCH)).toBe('provider');
    expect(sideOf(person('a', ['provider', 'owner'], ['factory', 'owner']), MATCH)).toBe('factory');
    for (const stranger of [NOBODY, person('a'), person('a', ['other', 'owner'])]) expect(sideOf(stranger, MATCH)).toBeNull();
  });

  it('shows a provider no mere suggestion, unless he came forward himself', () => {
    expect(isVisibleTo('provider', { status: 'suggested', isVolunteer: false })).toBe(false);
    expect(isVisibleTo('provider', { status: 'suggested', isVolunteer: true })).toBe(true);
    expect(isVisibleTo('provider', { status: 'invited', isVolunteer: false })).toBe(true);
    expect(isVisibleTo('factory', { status: 'suggested', isVolunteer: false })).toBe(true);
    expect(isVisibleTo(null, { status: 'engaged', isVolunteer: true })).toBe(false);
  });

  it('lets owners and editors answer, and the reader to whom it was passed', () => {
    expect(canAnswer(person('a', ['provider', 'owner']), MATCH)).toBe(true);
    expect(canAnswer(person('a', ['provider', 'editor']), MATCH)).toBe(true);
    expect(canAnswer(person('a', ['provider', 'viewer']), MATCH)).toBe(false);
    expect(canAnswer(person('reader', ['provider', 'viewer']), MATCH)).toBe(true);
    // Passed to him once, but he has left the enterprise.
    expect(canAnswer(person('reader'), MATCH)).toBe(false);
    expect(canAnswer(person('a', ['factory', 'owner']), MATCH)).toBe(false);
    expect(canReply(person('a', ['factory', 'editor']), MATCH)).toBe(true);
    expect(canReply(person('a', ['factory', 'viewer']), MATCH)).toBe(false);
    expect(canReply(NOBODY, MATCH)).toBe(false);
  });
});

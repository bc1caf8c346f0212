import type { Actor, MemberRole, OfficerRole } from '../../shared/actor.js';
import { SYSTEM } from '../../shared/actor.js';
import { assertMayDecide, assertMayEdit, assertMayOwn, type Guarded, mayKnowOf, seesInside } from './enterprise.policy.js';

const pending: Guarded = { id: 'e1', regionCode: '130981', status: 'pending' };
const verified: Guarded = { ...pending, status: 'verified' };

const nobody: Actor = { kind: 'anonymous', language: 'zh' };
function person(role: MemberRole | null, regionCode?: string | null, officerRole: OfficerRole = 'reviewer'): Actor {
  return {
    kind: 'person',
    language: 'zh',
    personId: 'p',
    name: '甲',
    email: 'p@example.com',
    memberships: role ? [{ enterpriseId: 'e1', role }] : [],
    office: regionCode === undefined ? null : { officerId: 'o', authorityId: 'a', regionCode, roles: [officerRole] },
  };
}

const codeOf = (act: () => void): string | null => {
  try {
    act();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('who may know of an enterprise', () => {
  it.each([
    ['nobody', nobody, false],
    ['a stranger', person(null), false],
    ['a viewer', person('viewer'), true],
    ['an officer of the province', person(null, '13'), true],
    ['an officer of the city', person(null, '1309'), true],
    ['an officer of another province', person(null, '12'), false],
    ['the secretariat', person(null, null), true],
    ['the platform', SYSTEM, true],
  ])('%s, of a pending one: %#', (_, actor, may) => {
    expect(mayKnowOf(actor, pending)).toBe(may);
    expect(mayKnowOf(actor, verified)).toBe(true);
    expect(seesInside(actor, verified)).toBe(may);
  });
});

describe('who may change an enterprise', () => {
  it.each([
    [person('owner'), null, null],
    [person('editor'), null, 'enterprise.forbidden'],
    [person('viewer'), 'enterprise.forbidden', 'enterprise.forbidden'],
    [person(null, '13'), 'enterprise.forbidden', 'enterprise.forbidden'],
    [person(null), 'enterprise.not-found', 'enterprise.not-found'],
    [SYSTEM, null, null],
  ])('%#', (actor, edit, own) => {
    expect(codeOf(() => assertMayEdit(actor, pending))).toBe(edit);
    expect(codeOf(() => assertMayOwn(actor, pending))).toBe(own);
    // Its public page changes nothing: what is behind it is there for its people only.
    expect(codeOf(() => assertMayEdit(actor, verified))).toBe(edit);
  });
});

describe('who may decide about an enterprise', () => {
  it.each([
    ['an officer of its region', person(null, '13'), null],
    ['the secretariat', person(null, null), null],
    ['the platform', SYSTEM, null],
    ['an officer who sits in it', person('viewer', '13'), 'enterprise.own-case'],
    ['an officer of another region', person(null, '11'), 'enterprise.not-found'],
    ['an owner', person('owner'), 'enterprise.not-your-region'],
    ['a stranger', person(null), 'enterprise.not-found'],
  ])('%s', (_, actor, refusal) => {
    expect(codeOf(() => assertMayDecide(actor, pending))).toBe(refusal);
  });

  it('tells an officer of another region so, where everybody may know of it', () => {
    expect(codeOf(() => assertMayDecide(person(null, '11'), verified))).toBe('enterprise.not-your-region');
  });
});

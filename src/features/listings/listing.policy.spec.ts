import type { Actor, MemberRole, Office } from '../../shared/actor.js';
import { canKnow, canSee, canSeeAttachments, isResponsible, type ListingScope, mayEdit, seesAll } from './listing.policy.js';
import { LISTING_STATUSES } from './listing.types.js';

const person = (role: MemberRole | null, office: Partial<Office> | null = null): Actor => ({
  kind: 'person',
  language: 'zh',
  personId: 'p',
  name: '李示例',
  email: 'p@example.com',
  memberships: role ? [{ enterpriseId: 'mine', role }] : [],
  office: office && { officerId: 'o', authorityId: 'a', regionCode: null, roles: ['reviewer'], ...office },
});

const GUEST: Actor = { kind: 'anonymous', language: 'zh' };
const ACTORS = {
  guest: GUEST,
  stranger: person(null),
  viewer: person('viewer'),
  editor: person('editor'),
  owner: person('owner'),
  'officer of the region': person(null, { regionCode: '13' }),
  'officer of the city': person(null, { regionCode: '1309' }),
  'officer of another region': person(null, { regionCode: '11' }),
  secretariat: person(null, { regionCode: null }),
  'officer without the role': person(null, { regionCode: '13', roles: [] }),
} as const;
type Name = keyof typeof ACTORS;

const INSIDERS: readonly Name[] = ['viewer', 'editor', 'owner', 'officer of the region', 'officer of the city', 'secretariat'];
const listing = (over: Partial<ListingScope> = {}): ListingScope => ({
  enterpriseId: 'mine',
  status: 'published',
  wasPublished: true,
  enterpriseRegion: '130981',
  isEnterpriseVerified: true,
  ...over,
});
const allowed = (may: (actor: Actor) => boolean): Name[] => (Object.keys(ACTORS) as Name[]).filter((name) => may(ACTORS[name]));

describe('who sees a listing', () => {
  it('everybody while it is on the market', () => {
    expect(allowed((actor) => canSee(actor, listing()))).toHaveLength(Object.keys(ACTORS).length);
  });

  it.each(LISTING_STATUSES.filter((status) => status !== 'published'))('only its own people and its officers when it is %s', (status) => {
    expect(allowed((actor) => canSee(actor, listing({ status })))).toEqual(INSIDERS);
  });

  it('only they when its enterprise is not verified any more', () => {
    expect(allowed((actor) => canSee(actor, listing({ isEnterpriseVerified: false })))).toEqual(INSIDERS);
  });

  it('others know of it once it has been on the market, and never before', () => {
    expect(allowed((actor) => canKnow(actor, listing({ status: 'closed' })))).toHaveLength(Object.keys(ACTORS).length);
    expect(allowed((actor) => canKnow(actor, listing({ status: 'draft', wasPublished: false })))).toEqual(INSIDERS);
  });

  it('attachments and all that is the enterprise’s own stay inside, also while it is public', () => {
    expect(allowed((actor) => canSeeAttachments(actor, listing()))).toEqual(INSIDERS);
    expect(allowed((actor) => seesAll(actor, listing()))).toEqual(INSIDERS);
  });
});

describe('who may do what', () => {
  it('owners and editors write, officers of the region decide', () => {
    expect(allowed((actor) => mayEdit(actor, listing()))).toEqual(['editor', 'owner']);
    expect(allowed((actor) => mayEdit(actor, listing({ enterpriseId: 'theirs' })))).toEqual([]);
    expect(allowed((actor) => isResponsible(actor, listing()))).toEqual(['officer of the region', 'officer of the city', 'secretariat']);
  });
});

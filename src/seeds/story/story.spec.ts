import { readCodeLists } from '../../features/taxonomy/code-list.file.js';
import { Taxonomy } from '../../features/taxonomy/taxonomy.js';
import { AUTHORITIES, OFFICERS } from './officers.js';
import { ENTERPRISES, membersOfStory, STORY_LOGINS } from './story.js';
import type { StoryAnswer, StoryDemand, StoryEnterprise, StoryListing, StoryOffering } from './story.types.js';

const taxonomy = new Taxonomy(readCodeLists(), () => '2026-05-18');
const offerings = ENTERPRISES.flatMap((enterprise) => (enterprise.offerings ?? []).map((offering) => ({ enterprise, offering })));
const demands = ENTERPRISES.flatMap((enterprise) => (enterprise.demands ?? []).map((demand) => ({ enterprise, demand })));
const listings: readonly StoryListing[] = [...offerings.map(({ offering }) => offering), ...demands.map(({ demand }) => demand)];
const answers = demands.flatMap(({ enterprise, demand }) => (demand.answers ?? []).map((answer) => ({ enterprise, demand, answer })));
const stateOf = ({ state }: StoryListing): string => (state?.is === 'closed' ? state.as : (state?.is ?? 'published'));

function offeringOf(answer: StoryAnswer): { enterprise: StoryEnterprise; offering: StoryOffering } {
  const found = offerings.find(({ offering }) => offering.key === answer.offering);
  if (!found) throw new Error(`no offering ${answer.offering}`);
  return found;
}

/** Certificates that an enterprise shows, and that have not run out. */
function held({ enterprise, offering }: { enterprise: StoryEnterprise; offering: StoryOffering }): Set<string> {
  const shown = (enterprise.evidence ?? []).filter(({ attribute, validForDays }) => attribute === 'certificate' && (validForDays ?? 1) > 0);
  return new Set([...shown.map(({ value }) => value), ...(offering.certificates ?? [])]);
}

describe('the demonstration story', () => {
  it('has about 40 enterprises, 120 offerings and 30 demands, in all three regions', () => {
    expect(ENTERPRISES.length).toBeGreaterThanOrEqual(40);
    expect(offerings.length).toBeGreaterThanOrEqual(115);
    expect(demands.length).toBeGreaterThanOrEqual(30);
    for (const province of ['11', '12', '13']) expect(ENTERPRISES.filter(({ region }) => region.startsWith(province)).length).toBeGreaterThan(6);
  });

  it('has demands in every state, and enterprises too', () => {
    expect(new Set(demands.map(({ demand }) => stateOf(demand)))).toEqual(
      new Set(['draft', 'in_review', 'published', 'returned', 'fulfilled', 'withdrawn', 'expired', 'suspended']),
    );
    expect(new Set(ENTERPRISES.map(({ state }) => state?.is ?? 'verified'))).toEqual(new Set(['verified', 'registered', 'pending', 'returned', 'suspended']));
    expect(new Set(answers.map(({ answer }) => answer.became))).toEqual(
      new Set(['invited', 'passed', 'interested', 'engaged', 'declined', 'refused', 'expired', 'lapsed']),
    );
  });

  it('names nobody who exists: 示例 in every enterprise, example.com in every address, no number of a person’s in a text', () => {
    for (const { name } of ENTERPRISES) expect(name).toContain('示例');
    for (const { email } of [...membersOfStory(), ...OFFICERS.map(({ person }) => person)]) expect(email).toMatch(/^[a-z.]+@example\.com$/);
    // What waits for an officer may break the rules: that is what he is to see.
    const texts = listings.filter((listing) => stateOf(listing) !== 'in_review').map((listing) => JSON.stringify(listing, (key, value: unknown) => (key === 'to' || key === 'edit' ? undefined : value)));
    for (const text of texts) expect(text).not.toMatch(/1[3-9]\d{9}|@|\b\d{3,4}-\d{7,8}\b/);
  });

  it('uses each key and each name once, and one person sits in two enterprises', () => {
    const unique = (values: readonly string[]): void => expect(values.length).toBe(new Set(values).size);
    unique(ENTERPRISES.map(({ key }) => key));
    unique(ENTERPRISES.map(({ name }) => name));
    unique(listings.map(({ key }) => key));
    unique(listings.map(({ title }) => title));
    const seats = ENTERPRISES.flatMap(({ members }) => members.map(({ person }) => person.email));
    expect(seats.length).toBeGreaterThan(new Set(seats).size);
    for (const { members } of ENTERPRISES) expect(members[0]?.role).toBe('owner');
    const people = new Set([...membersOfStory(), ...OFFICERS.map(({ person }) => person)].map(({ email }) => email));
    for (const { email } of STORY_LOGINS) expect(people).toContain(email);
  });

  it('speaks in the codes of the lists', () => {
    for (const { region, industry, evidence, preferredIndustries, preferredRegions } of ENTERPRISES) {
      expect([region, taxonomy.isRegion(region)]).toEqual([region, true]);
      for (const code of [industry, ...(preferredIndustries ?? [])]) expect([code, taxonomy.isIndustry(code)]).toEqual([code, true]);
      for (const code of preferredRegions ?? []) expect([code, taxonomy.isRegion(code)]).toEqual([code, true]);
      for (const { value } of (evidence ?? []).filter(({ attribute }) => attribute === 'certificate')) {
        expect([value, taxonomy.isCertificate(value)]).toEqual([value, true]);
      }
    }
    for (const { key, category, certificates } of listings) {
      expect([key, category, taxonomy.isCategory(category)]).toEqual([key, category, true]);
      expect(taxonomy.category(category)?.parent).not.toBeNull();
      for (const code of certificates ?? []) expect([key, code, taxonomy.isCertificate(code)]).toEqual([key, code, true]);
    }
    for (const { offering } of offerings) for (const code of offering.serviceRegions ?? []) expect([code, taxonomy.isRegion(code)]).toEqual([code, true]);
  });

  it('invites only who may be invited: published, another enterprise, serves the region, holds the must-haves', () => {
    for (const { enterprise, demand, answer } of answers) {
      const supply = offeringOf(answer);
      expect([demand.key, answer.offering, stateOf(supply.offering)]).toEqual([demand.key, answer.offering, 'published']);
      expect(supply.enterprise.key).not.toBe(enterprise.key);
      expect([answer.offering, taxonomy.covers(supply.offering.serviceRegions ?? [], demand.region ?? enterprise.region)]).toEqual([answer.offering, true]);
      for (const code of demand.certificates ?? []) expect([demand.key, answer.offering, held(supply).has(code)]).toEqual([demand.key, answer.offering, true]);
    }
  });

  it('speaks with an enterprise about a demand only once', () => {
    const pairs = answers.map(({ demand, answer }) => `${demand.key} ← ${offeringOf(answer).enterprise.key}`);
    expect(pairs.filter((pair, i) => pairs.indexOf(pair) !== i)).toEqual([]);
  });

  it('keeps its times in order: posted, invited, answered, and nothing overdue that still waits', () => {
    for (const { demand, answer } of answers) {
      const answeredDaysAgo = answer.invitedDaysAgo - (answer.afterHours ?? 0) / 24;
      const at = `${demand.key} ← ${answer.offering}`;
      expect([at, answer.invitedDaysAgo < demand.daysAgo, answeredDaysAgo > 0]).toEqual([at, true, true]);
      // Three working days to answer an invitation, five to answer an interest: weekends only make them longer.
      const waits = { invited: 2.9, passed: 2.9, interested: 4.9 }[answer.became as string];
      if (waits !== undefined) expect([at, answeredDaysAgo <= waits]).toEqual([at, true]);
      const over = { expired: 8, lapsed: 12 }[answer.became as string];
      if (over !== undefined) expect([at, answeredDaysAgo >= over]).toEqual([at, true]);
      if (answer.became === 'passed') expect(offeringOf(answer).enterprise.members.map(({ person }) => person.email)).toContain(answer.to);
    }
    for (const { demand } of demands) if (stateOf(demand) === 'expired') expect(demand.daysAgo).toBeGreaterThan(60);
  });

  it('never fills more than five seats, and no seat in a demand that is closed', () => {
    const holds = (demand: StoryDemand): number =>
      (demand.answers ?? []).filter(({ became }) => ['invited', 'passed', 'interested', 'engaged'].includes(became)).length;
    for (const { demand } of demands) expect([demand.key, holds(demand) <= (demand.seats ?? 5)]).toEqual([demand.key, true]);
    const waiting = answers.filter(({ demand, answer }) => stateOf(demand) !== 'published' && ['invited', 'passed', 'interested'].includes(answer.became));
    expect(waiting).toEqual([]);
  });

  it('has one reviewer a region, a secretariat administrator and a supervisor', () => {
    const regionOf = (key: string): string | null | undefined => AUTHORITIES.find((authority) => authority.key === key)?.region;
    expect(OFFICERS.filter(({ roles }) => roles.includes('reviewer')).map(({ authority }) => regionOf(authority)).filter(Boolean).sort()).toEqual(['11', '12', '13']);
    for (const role of ['administrator', 'supervisor'] as const) {
      expect(OFFICERS.filter(({ roles }) => roles.includes(role)).map(({ authority }) => regionOf(authority))).toEqual([null]);
    }
  });
});

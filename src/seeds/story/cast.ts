import { Enterprise } from '../../features/enterprises/enterprise.entity.js';
import { Evidence } from '../../features/enterprises/evidence.entity.js';
import { Member } from '../../features/enterprises/member.entity.js';
import { makeUscc } from '../../features/enterprises/uscc.js';
import { Authority } from '../../features/identity/authority.entity.js';
import { Officer } from '../../features/identity/officer.entity.js';
import { withIncludedRoles } from '../../features/identity/officer.policy.js';
import { Person } from '../../features/identity/person.entity.js';
import type { PersonActor } from '../../shared/actor.js';
import { newId } from '../../shared/ids.js';
import { AUTHORITIES, OFFICERS } from './officers.js';
import { ENTERPRISES } from './story.js';
import { hoursAfter, type StoryCalendar } from './story.calendar.js';
import type { StoryEnterprise, StoryPerson } from './story.types.js';

/** Hours that an officer took for an enterprise. */
const VERIFICATION_HOURS = 5;
/** The platform of the story is a little older than its oldest enterprise. */
const BEGINNING_DAYS_AGO = 240;
const YUAN_PER_WAN = 10_000;
const DEFAULT_CAPACITY = 10;

/** An enterprise of the story with its row. */
export interface CastEnterprise {
  readonly story: StoryEnterprise;
  readonly row: Enterprise;
  readonly contact: Person;
}

/** Everybody in the story as rows that are not yet in the database, and where to find them. */
export class Cast {
  readonly persons = new Map<string, Person>();
  readonly authorities = new Map<string, Authority>();
  readonly officers: Officer[] = [];
  readonly enterprises: readonly CastEnterprise[];
  readonly members: Member[];
  readonly evidence: Evidence[];

  /** @param numbers of the enterprises' public codes, one each, ascending */
  constructor(
    private readonly calendar: StoryCalendar,
    private readonly passwordHash: string,
    numbers: readonly number[],
  ) {
    this.castOfficers();
    const byAge = [...ENTERPRISES].sort((a, b) => b.joinedDaysAgo - a.joinedDaysAgo);
    this.enterprises = byAge.map((story, i) => this.castEnterprise(story, numbers[i] ?? 0, i));
    this.members = this.enterprises.flatMap(({ story, row }) =>
      story.members.map(({ person, role }) =>
        Object.assign(new Member(), { id: newId(), enterpriseId: row.id, personId: this.person(person.email).id, role, createdAt: row.createdAt }),
      ),
    );
    this.evidence = this.enterprises.flatMap((enterprise) => this.evidenceOf(enterprise));
  }

  person(email: string): Person {
    const person = this.persons.get(email);
    if (!person) throw new Error(`nobody in the story has the address ${email}`);
    return person;
  }

  enterprise(key: string): CastEnterprise {
    const enterprise = this.enterprises.find(({ story }) => story.key === key);
    if (!enterprise) throw new Error(`the story has no enterprise ${key}`);
    return enterprise;
  }

  /** The reviewer who is responsible for a region. */
  officerOf(regionCode: string): { readonly officer: Officer; readonly person: Person; readonly authority: Authority } {
    const authority = [...this.authorities.values()].find((one) => one.regionCode !== null && regionCode.startsWith(one.regionCode));
    const officer = this.officers.find(({ authorityId }) => authorityId === authority?.id);
    const person = [...this.persons.values()].find(({ id }) => id === officer?.personId);
    if (!authority || !officer || !person) throw new Error(`nobody in the story reviews the region ${regionCode}`);
    return { officer, person, authority };
  }

  private castOfficers(): void {
    const createdAt = this.calendar.ago(BEGINNING_DAYS_AGO);
    for (const { key, region, nameZh, nameEn } of AUTHORITIES) {
      this.authorities.set(key, Object.assign(new Authority(), { id: newId(), regionCode: region, nameZh, nameEn }));
    }
    for (const { person, authority, roles } of OFFICERS) {
      const personId = this.castPerson(person, createdAt).id;
      const authorityId = this.authorities.get(authority)?.id;
      this.officers.push(Object.assign(new Officer(), { id: newId(), personId, authorityId, roles: withIncludedRoles(roles), isActive: true, createdAt }));
    }
  }

  private castPerson({ email, name, phone, language }: StoryPerson, createdAt: Date): Person {
    const known = this.persons.get(email);
    if (known) return known;
    const person = Person.register({ email, name, phone: phone ?? null, language: language ?? 'zh', passwordHash: this.passwordHash }, createdAt);
    person.confirm(createdAt);
    this.persons.set(email, person);
    return person;
  }

  private castEnterprise(story: StoryEnterprise, number: number, i: number): CastEnterprise {
    const createdAt = this.calendar.ago(story.joinedDaysAgo);
    const [contact] = story.members.map(({ person }) => this.castPerson(person, createdAt));
    if (!contact) throw new Error(`${story.key} has nobody`);
    const facts = {
      name: story.name,
      uscc: usccOf(story, i),
      regionCode: story.region,
      industryCode: story.industry,
      size: story.size,
      description: story.description,
      website: story.website ?? null,
      address: story.address ?? null,
      contactName: contact.name,
      contactPhone: contact.phone ?? '',
      contactEmail: contact.email,
      capacity: story.capacity ?? DEFAULT_CAPACITY,
      preferredIndustries: [...(story.preferredIndustries ?? [])],
      preferredRegions: [...(story.preferredRegions ?? [])],
      orderMin: yuan(story.orderSize?.[0]),
      orderMax: yuan(story.orderSize?.[1]),
    };
    const row = Enterprise.register(number, facts, createdAt);
    this.decide(row, story);
    return { story, row, contact };
  }

  /** Through its lifecycle, as far as the story goes. */
  private decide(row: Enterprise, { region, state = { is: 'verified' } }: StoryEnterprise): void {
    if (state.is === 'registered') return;
    row.submit(false, row.createdAt);
    if (state.is === 'pending') return;
    const decidedAt = hoursAfter(row.createdAt, VERIFICATION_HOURS);
    if (state.is === 'returned') {
      row.refuse('return', [state.reason], state.note, decidedAt);
      return;
    }
    row.verify(this.officerOf(region).authority.id, decidedAt);
    if (state.is === 'suspended') row.refuse('suspend', [state.reason], state.note, this.calendar.ago(state.daysAgo));
  }

  private evidenceOf({ story, row }: CastEnterprise): Evidence[] {
    return (story.evidence ?? []).map(({ attribute, value, note, checkedDaysAgo, validForDays }) => {
      const isChecked = checkedDaysAgo !== undefined;
      return Object.assign(new Evidence(), {
        id: newId(),
        enterpriseId: row.id,
        attribute,
        value,
        note: note ?? '',
        source: isChecked ? 'officer' : 'self',
        checkedBy: isChecked ? this.officerOf(story.region).officer.id : null,
        checkedAt: isChecked ? this.calendar.ago(checkedDaysAgo) : null,
        validUntil: validForDays === undefined ? null : this.calendar.dayIn(validForDays),
        createdAt: row.createdAt,
      } satisfies Evidence);
    });
  }
}

/** A person of the story as the one who acts; what they may do is not asked here. */
export function actorOf({ id, name, email, language }: Person): PersonActor {
  return { kind: 'person', language, personId: id, name, email, memberships: [], office: null };
}

export function yuan(wan: number | null | undefined): number | null {
  return wan === null || wan === undefined ? null : Math.round(wan * YUAN_PER_WAN);
}

function usccOf({ region, hasDoubtfulCode }: StoryEnterprise, i: number): string {
  const uscc = makeUscc(region, i);
  // Another last character than the 17 before it give.
  return hasDoubtfulCode ? uscc.slice(0, -1) + (uscc.endsWith('7') ? '8' : '7') : uscc;
}

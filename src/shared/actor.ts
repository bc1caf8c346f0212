import type { Language } from './language.js';

export type MemberRole = 'owner' | 'editor' | 'viewer';
export type OfficerRole = 'reviewer' | 'supervisor' | 'administrator';

/** A person's seat in an enterprise. */
export interface Membership {
  readonly enterpriseId: string;
  readonly role: MemberRole;
}

/** A person's work for an authority. `regionCode` null means the secretariat: all regions. */
export interface Office {
  readonly officerId: string;
  readonly authorityId: string;
  readonly regionCode: string | null;
  readonly roles: readonly OfficerRole[];
}

/** Who acts. Every command takes it first; every query takes it as its scope. */
export type Actor =
  | { readonly kind: 'anonymous'; readonly language: Language }
  | {
      readonly kind: 'person';
      readonly language: Language;
      readonly personId: string;
      readonly name: string;
      readonly email: string;
      readonly memberships: readonly Membership[];
      readonly office: Office | null;
    }
  /** The platform itself: jobs, schedules, the story. */
  | { readonly kind: 'system'; readonly language: Language };

export type PersonActor = Extract<Actor, { kind: 'person' }>;

export const SYSTEM: Actor = { kind: 'system', language: 'zh' };

/** The enterprises in which the actor sits. */
export function enterpriseIdsOf(actor: Actor): string[] {
  return actor.kind === 'person' ? actor.memberships.map(({ enterpriseId }) => enterpriseId) : [];
}

/** Those of them for which the actor may act. */
export function editableIdsOf(actor: Actor): string[] {
  return enterpriseIdsOf(actor).filter((enterpriseId) => canEdit(actor, enterpriseId));
}

/** The actor's role in an enterprise, or null. */
export function roleIn(actor: Actor, enterpriseId: string): MemberRole | null {
  if (actor.kind !== 'person') return null;
  return actor.memberships.find((m) => m.enterpriseId === enterpriseId)?.role ?? null;
}

/** May the actor change what belongs to the enterprise? */
export function canEdit(actor: Actor, enterpriseId: string): boolean {
  const role = roleIn(actor, enterpriseId);
  return role === 'owner' || role === 'editor';
}

/**
 * Is the actor an officer who is responsible for a region? Region codes nest by prefix (GB/T 2260): 13 holds 130900.
 */
export function isOfficerFor(actor: Actor, regionCode: string, role: OfficerRole = 'reviewer'): boolean {
  if (actor.kind !== 'person' || !actor.office) return false;
  const { regionCode: scope, roles } = actor.office;
  return roles.includes(role) && (scope === null || regionCode.startsWith(scope));
}

/**
 * The region whose work as a whole the actor answers for: null for all of them (the secretariat), a code for a supervisor's; undefined for
 * everybody else.
 */
export function overseenRegion(actor: Actor): string | null | undefined {
  if (actor.kind !== 'person' || !actor.office) return undefined;
  const { regionCode, roles } = actor.office;
  return regionCode === null || roles.includes('supervisor') ? regionCode : undefined;
}

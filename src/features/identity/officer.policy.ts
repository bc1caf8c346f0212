import type { OfficerRole } from '../../shared/actor.js';

const INCLUDED: Record<OfficerRole, readonly OfficerRole[]> = {
  reviewer: ['reviewer'],
  supervisor: ['reviewer', 'supervisor'],
  administrator: ['reviewer', 'supervisor', 'administrator'],
};

/** Roles with those that they include, lowest first: who may supervise may review, so that one officer can do all. */
export function withIncludedRoles(roles: readonly OfficerRole[]): OfficerRole[] {
  const all = new Set(roles.flatMap((role) => INCLUDED[role]));
  return INCLUDED.administrator.filter((role) => all.has(role));
}

import type { ErrorDefinition } from '../../shared/errors.js';

const refusals = new Map<string, ErrorDefinition>();

/**
 * Says which refusal a named constraint stands for, so that two clicks at the same instant get the same clear answer
 * as two clicks a minute apart.
 */
export function refuseOnConstraint(constraint: string, refusal: ErrorDefinition): void {
  refusals.set(constraint, refusal);
}

/** The refusal for a database error, when its constraint has one. */
export function refusalFor(error: unknown): ErrorDefinition | undefined {
  const constraint = (error as { constraint?: unknown } | null)?.constraint;
  return typeof constraint === 'string' ? refusals.get(constraint) : undefined;
}

/** SQLSTATE classes and Node codes that mean: the server is not there right now. */
const UNAVAILABLE = /^(08|57P0|53300)|^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT)$/;

/** True when the database could not be reached, as opposed to having refused something. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && UNAVAILABLE.test(code)) return true;
  return /timeout exceeded when trying to connect|Connection terminated|Driver not Connected/i.test(error.message);
}

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
const UNAVAILABLE = /^(08...|57P0.|57014|53300|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT)$/;
/** What the driver says without a code. */
const UNAVAILABLE_WORDS = /timeout exceeded when trying to connect|query read timeout|connection terminated|driver not connected|not queryable/i;

/** True when the database could not be reached, as opposed to having refused something. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return UNAVAILABLE.test(codeOf(error)) || UNAVAILABLE_WORDS.test(messageOf(error));
}

/** True when a transaction had to give way to another one (serialisation, deadlock, lock timeout): nothing was changed. */
export function hasGivenWay(error: unknown): boolean {
  return /^(40001|40P01|55P03)$/.test(codeOf(error));
}

/**
 * True for a value that the database cannot hold (SQLSTATE class 22: a date before its calendar, a number too large). The
 * schemas refuse such values with the field's name; this is the net below them.
 */
export function isValueRefused(error: unknown): boolean {
  return /^22[0-9A-Z]{3}$/.test(codeOf(error));
}

// By their shape: an error of Node's own modules need not be an instance of this realm's `Error`.

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : '';
}

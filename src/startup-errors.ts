import { SettingsError } from './config/env.js';
import type { Settings } from './config/settings.js';
import { UnsuitableDatabaseError } from './platform/database/suitable-database.js';
import { EmbeddedPostgresError } from './platform/embedded-postgres/embedded-postgres.error.js';
import { isErrno } from './shared/errno.js';

/** The services whose addresses a refused connection is compared with; undefined before the settings are read. */
export type Services = Pick<Settings, 'databaseUrl' | 'databaseOwnerUrl' | 'redisUrl' | 'smtpUrl'>;

/**
 * What went wrong while starting, one line for each thing to repair, for the person at the terminal.
 * Null means that nobody foresaw it: then the stack is the best there is.
 */
export function explainStartupError(error: unknown, services?: Services): string[] | null {
  if (error instanceof SettingsError) return error.lines;
  if (error instanceof EmbeddedPostgresError || error instanceof UnsuitableDatabaseError) return [error.message];
  const line = explainSystemError(error, services) ?? explainDatabaseError(error, services);
  return line === null ? null : [line];
}

interface SystemError extends NodeJS.ErrnoException {
  code: string;
  address?: string;
  port?: number;
  hostname?: string;
}

function explainSystemError(error: unknown, services?: Services): string | null {
  if (!isErrno(error)) return null;
  const { code, syscall, path, address, port, hostname }: SystemError = error;
  if (syscall === 'listen' || (syscall === 'bind' && port !== undefined)) return explainListening(code, address, port);
  if (path !== undefined && syscall !== 'connect' && !syscall?.startsWith('spawn')) {
    if (code === 'ENOSPC') return `The disk is full: ${path} cannot be written`;
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code))
      return `${path} cannot be used (${REASONS[code] ?? code}): make it readable and writable, or choose another DATA_DIR`;
  }
  const reason = CONNECTING[code];
  if (reason === undefined) return null;
  const target = firstTarget(error) ?? { host: hostname ?? address, port };
  const service = services && serviceAt(target, services);
  // Listening looks its name up too, and is the only one to do so for a name that stands in no service's address.
  if (syscall === 'getaddrinfo' && !service) return explainListening(code, hostname);
  return `${service ?? 'DATABASE_URL'}: ${reason(describe(target))}`;
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'read-only file system',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file is in its place',
  ENOENT: 'it does not exist and cannot be made',
};

const CONNECTING: Record<string, (where: string) => string> = {
  ECONNREFUSED: (where) => `nothing listens on ${where}`,
  ENOTFOUND: (where) => `there is no host ${where}`,
  EAI_AGAIN: (where) => `the name ${where} cannot be resolved now`,
  ETIMEDOUT: (where) => `${where} does not answer`,
  EHOSTUNREACH: (where) => `${where} cannot be reached`,
  ENETUNREACH: (where) => `${where} cannot be reached`,
  ECONNRESET: (where) => `${where} hung up: is this the right service?`,
};

function explainListening(code: string, address = '', port = 0): string | null {
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is in use: stop what uses it, or choose another PORT (0 takes a free one)`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: choose a PORT above 1023`;
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) return `HOST ${address} is not an address of this machine`;
  return null;
}

interface Target {
  host?: string | undefined;
  port?: number | undefined;
}

/** A name with several addresses fails with one error for each of them, all to the same port. */
function firstTarget(error: unknown): Target | undefined {
  if (typeof error !== 'object' || error === null || !('errors' in error) || !Array.isArray(error.errors)) return undefined;
  const first: unknown = error.errors[0];
  return isErrno(first) ? { host: (first as SystemError).address, port: (first as SystemError).port } : undefined;
}

function describe({ host = 'its address', port }: Target): string {
  return port === undefined ? host : `${host}:${port}`;
}

function serviceAt({ host, port }: Target, services: Services): string | undefined {
  const named = [
    ['DATABASE_URL', services.databaseUrl, 5432],
    ['DATABASE_OWNER_URL', services.databaseOwnerUrl, 5432],
    ['REDIS_URL', services.redisUrl, 6379],
    ['SMTP_URL', services.smtpUrl, 587],
  ] as const;
  return named.find(([, value, usualPort]) => {
    if (value === undefined) return false;
    const url = new URL(value);
    return port === undefined ? url.hostname === host : Number(url.port || usualPort) === port;
  })?.[0];
}

/** SQLSTATE codes, Appendix A of the Postgres manual. */
const DATABASE_REFUSALS: Record<string, string> = {
  '28P01': 'the password is wrong',
  '28000': 'this login is not allowed',
  '3D000': 'there is no such database: create it first',
  '53300': 'the server has no connection left',
  '57P03': 'the server is starting or stopping: try again',
  '0A000': 'the server lacks something that the platform needs',
  '58P01': 'the server lacks an extension (install the contrib package of Postgres)',
  '42501': 'this role may not change the schema: name the owner of the database in DATABASE_OWNER_URL',
};

function explainDatabaseError(error: unknown, services?: Services): string | null {
  if (!(error instanceof Error)) return null;
  const setting = services?.databaseOwnerUrl && services.databaseOwnerUrl !== services.databaseUrl ? 'DATABASE_URL or DATABASE_OWNER_URL' : 'DATABASE_URL';
  const refusal = 'code' in error && typeof error.code === 'string' ? DATABASE_REFUSALS[error.code] : undefined;
  if (refusal) return `${setting}: ${refusal} (${error.message})`;
  if (/SASL|client password must be a string/.test(error.message)) return `${setting}: the server asks for a password and the address has none`;
  if (/Connection terminated|timeout expired|SSL/.test(error.message)) return `${setting}: no connection to the database (${error.message})`;
  return null;
}

import pg from 'pg';
import type { Cluster, Passwords } from './cluster.js';

export const DATABASE = 'docking';
/** Owns the database and its tables, may make databases (tests clone them); migrations run as it. */
export const OWNER_ROLE = 'docking_owner';
/** What the application runs as: it owns nothing, so it cannot rewrite the audit log. */
export const APP_ROLE = 'docking_app';

const ROLES: Record<keyof Passwords, string> = { postgres: 'postgres', owner: OWNER_ROLE, app: APP_ROLE };

export function roleUrl(cluster: Cluster, port: number, role: keyof Passwords, database = DATABASE): string {
  return `postgres://${ROLES[role]}:${cluster.passwords[role]}@127.0.0.1:${port}/${database}`;
}

/** Makes the roles and the database where they are missing; `client` is the superuser's. Can be cut short and run again. */
export async function ensureRoles(client: pg.Client, passwords: Passwords): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT rolname AS name FROM pg_roles UNION ALL SELECT datname FROM pg_database',
  );
  const existing = new Set(rows.map((row) => row.name));
  const literal = (text: string) => client.escapeLiteral(text);
  if (!existing.has(OWNER_ROLE))
    await client.query(`CREATE ROLE ${OWNER_ROLE} LOGIN CREATEDB PASSWORD ${literal(passwords.owner)}`);
  if (!existing.has(APP_ROLE)) await client.query(`CREATE ROLE ${APP_ROLE} LOGIN PASSWORD ${literal(passwords.app)}`);
  if (!existing.has(DATABASE)) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
}

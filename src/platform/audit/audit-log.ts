import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { Database } from '../database/database.js';

/** One act: who did what to which thing, and the facts that mattered. Nothing secret goes in: it is kept for ever. */
export interface AuditAct {
  /** Dotted, past tense: `listing.returned`. */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data?: Record<string, unknown>;
}

interface AuditEntry extends Required<AuditAct> {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly hash: string;
}

const FIRST_HASH = '0'.repeat(64);

/** The append-only log, chained by hash: an entry that was changed or taken out breaks every hash after it. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Appends in the caller's transaction. Call it last: until that ends, nobody else can append. */
  append(manager: EntityManager, actor: Actor, act: AuditAct): Promise<void> {
    return this.appendMany(manager, actor, [act]);
  }

  /** Appends many acts of one actor, in their order, in one statement. */
  async appendMany(manager: EntityManager, actor: Actor, acts: readonly AuditAct[]): Promise<void> {
    if (acts.length === 0) return;
    await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.auditChain]);
    const [last] = await manager.query<{ hash: string }[]>('select hash from audit_entry order by seq desc limit 1');
    const at = this.clock.now().toISOString();
    let previousHash = last?.hash ?? FIRST_HASH;
    const rows = acts.map((act) => {
      const entry = {
        at,
        actorId: actor.kind === 'person' ? actor.personId : null,
        actorName: actor.kind === 'person' ? actor.name : actor.kind,
        action: act.action,
        subjectKind: act.subjectKind,
        subjectId: act.subjectId,
        data: act.data ?? {},
        previousHash,
      };
      const hash = hashOf(entry);
      previousHash = hash;
      return { ...entry, hash };
    });
    // The rows get their numbers in the order of the array, which is the order of the chain.
    await manager.query(
      `insert into audit_entry (at, actor_id, actor_name, action, subject_kind, subject_id, data, previous_hash, hash)
       select (row ->> 'at')::timestamptz, (row ->> 'actorId')::uuid, row ->> 'actorName', row ->> 'action', row ->> 'subjectKind',
              (row ->> 'subjectId')::uuid, row -> 'data', row ->> 'previousHash', row ->> 'hash'
       from jsonb_array_elements($1::jsonb) with ordinality as rows (row, position)
       order by position`,
      [JSON.stringify(rows)],
    );
  }

  /** What happened to one thing last, oldest first, at most 200 acts. */
  async historyOf(subjectId: string): Promise<AuditEntry[]> {
    return this.database.query<AuditEntry>(
      `select seq, at, actor_name as "actorName", action, subject_kind as "subjectKind", subject_id as "subjectId", data, hash
       from (select * from audit_entry where subject_id = $1 order by seq desc limit 200) last order by seq`,
      [subjectId],
    );
  }

  /** The number of the first entry that does not follow from the one before it, or null when the chain is whole. */
  async firstBrokenEntry(): Promise<number | null> {
    let previous = FIRST_HASH;
    for (let after = 0; ; ) {
      const rows = await this.database.query<HashedEntry & { seq: number; at: Date; hash: string }>(
        `select seq, at, actor_id as "actorId", actor_name as "actorName", action, subject_kind as "subjectKind",
                subject_id as "subjectId", data, previous_hash as "previousHash", hash
         from audit_entry where seq > $1 order by seq limit 1000`,
        [after],
      );
      for (const row of rows) {
        if (row.previousHash !== previous || hashOf({ ...row, at: row.at.toISOString() }) !== row.hash) return row.seq;
        previous = row.hash;
        after = row.seq;
      }
      if (rows.length < 1000) return null;
    }
  }
}

interface HashedEntry {
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: unknown;
  readonly previousHash: string;
}

function hashOf(entry: HashedEntry & { readonly at: string }): string {
  const parts = [entry.previousHash, entry.at, entry.actorId, entry.actorName, entry.action, entry.subjectKind, entry.subjectId, sorted(entry.data)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Postgres' jsonb keeps no order of keys, so the hash must not depend on it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}

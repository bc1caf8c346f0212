import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../shared/ids.js';
import type { EventDefinition } from './event.js';

/** Keeps events back for a while, together, under a key: until then they can be dropped as if nothing had happened. */
export interface Hold {
  /** An id. */
  readonly key: string;
  readonly seconds: number;
}

/**
 * SQL: the listings, as text, of which something was decided that may still be taken back, for it is held. Nothing that others hear of may follow
 * from how they are now.
 */
export const HELD_LISTINGS = `(select held.payload ->> 'listingId' from outbox_event held
  where held.relayed_at is null and held.held_until > now() and held.payload ? 'listingId')`;

/** The channel on which a committed event wakes the relay, in whichever process it runs. */
export const OUTBOX_CHANNEL = 'outbox';

/**
 * Writes events in the transaction of the change they tell of: when the change is kept, the event is kept, and when it
 * is not, nobody hears of it.
 */
@Injectable()
export class Outbox {
  private readonly holds = new WeakMap<EntityManager, Hold>();

  /** Returns the event's id. NOTIFY is delivered at commit, and never for a transaction that was rolled back. */
  async append<Payload extends object>(manager: EntityManager, event: EventDefinition<Payload>, payload: Payload): Promise<string> {
    const id = newId();
    const hold = this.holds.get(manager);
    await manager.query(
      `with event as (insert into outbox_event (id, type, payload, hold_key, held_until) values ($1, $2, $3, $4, now() + make_interval(secs => $5)))
       select pg_notify('${OUTBOX_CHANNEL}', '')`,
      [id, event.type, JSON.stringify(payload), hold?.key ?? null, hold?.seconds ?? null],
    );
    return id;
  }

  /** The same for many events of one kind, in one statement. */
  async appendMany<Payload extends object>(manager: EntityManager, event: EventDefinition<Payload>, payloads: readonly Payload[]): Promise<void> {
    if (payloads.length === 0) return;
    const rows = payloads.map((payload) => ({ id: newId(), payload }));
    const hold = this.holds.get(manager);
    await manager.query(
      `with event as (
         insert into outbox_event (id, type, payload, hold_key, held_until)
         select (row ->> 'id')::uuid, $1, row -> 'payload', $3, now() + make_interval(secs => $4) from jsonb_array_elements($2::jsonb) as rows (row))
       select pg_notify('${OUTBOX_CHANNEL}', '')`,
      [event.type, JSON.stringify(rows), hold?.key ?? null, hold?.seconds ?? null],
    );
  }

  /** Holds back all events that the work writes with this manager. */
  async holding<T>(manager: EntityManager, hold: Hold, work: () => Promise<T>): Promise<T> {
    this.holds.set(manager, hold);
    try {
      return await work();
    } finally {
      this.holds.delete(manager);
    }
  }

  /** Drops what is held of one kind of event with these facts in its payload. Says whether there was any: then nobody has heard of it. */
  async dropHeldOf<Payload extends object>(manager: EntityManager, event: EventDefinition<Payload>, facts: Partial<Payload>): Promise<boolean> {
    const [, dropped] = await manager.query<[unknown[], number]>(
      'delete from outbox_event where type = $1 and payload @> $2 and relayed_at is null and held_until > now()',
      [event.type, JSON.stringify(facts)],
    );
    return dropped > 0;
  }

  /**
   * Drops what is held under a key. False when any of it has been told already, or nothing is held: then the caller rolls back, since a part
   * may be gone.
   */
  async dropHeld(manager: EntityManager, key: string): Promise<boolean> {
    const [, dropped] = await manager.query<[unknown[], number]>('delete from outbox_event where hold_key = $1 and relayed_at is null and held_until > now()', [key]);
    const told = await manager.query<unknown[]>('select 1 from outbox_event where hold_key = $1 limit 1', [key]);
    return dropped > 0 && told.length === 0;
  }
}

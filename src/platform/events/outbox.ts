import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../shared/ids.js';
import type { EventDefinition } from './event.js';

/** The channel on which a committed event wakes the relay, in whichever process it runs. */
export const OUTBOX_CHANNEL = 'outbox';

/**
 * Writes events in the transaction of the change they tell of: when the change is kept, the event is kept, and when it
 * is not, nobody hears of it.
 */
@Injectable()
export class Outbox {
  /** Returns the event's id. NOTIFY is delivered at commit, and never for a transaction that was rolled back. */
  async append<Payload extends object>(manager: EntityManager, event: EventDefinition<Payload>, payload: Payload): Promise<string> {
    const id = newId();
    await manager.query(
      `with event as (insert into outbox_event (id, type, payload) values ($1, $2, $3))
       select pg_notify('${OUTBOX_CHANNEL}', '')`,
      [id, event.type, JSON.stringify(payload)],
    );
    return id;
  }

  /** The same for many events of one kind, in one statement. */
  async appendMany<Payload extends object>(manager: EntityManager, event: EventDefinition<Payload>, payloads: readonly Payload[]): Promise<void> {
    if (payloads.length === 0) return;
    const rows = payloads.map((payload) => ({ id: newId(), payload }));
    await manager.query(
      `with event as (
         insert into outbox_event (id, type, payload)
         select (row ->> 'id')::uuid, $1, row -> 'payload' from jsonb_array_elements($2::jsonb) as rows (row))
       select pg_notify('${OUTBOX_CHANNEL}', '')`,
      [event.type, JSON.stringify(rows)],
    );
  }
}

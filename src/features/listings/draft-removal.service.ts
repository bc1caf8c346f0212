import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { FileStore } from '../../platform/files/file-store.js';
import { type Actor, roleIn } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { ListingStore } from './listing-store.js';
import { Listing, wrongState } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { mayEdit } from './listing.policy.js';
import type { ListingKind } from './listing.types.js';

/** A draft that was deleted, while it may still be put back. */
interface RemovedDraft {
  readonly enterpriseId: string;
  readonly code: string;
}

/** Deletes drafts, and puts them back within a day. What has been on the market is closed, never deleted. */
@Injectable()
export class DraftRemovalService {
  constructor(
    private readonly database: Database,
    private readonly store: ListingStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** It is kept aside with its files. @throws AppError not-found, forbidden; conflict for what is no draft */
  async remove(actor: Actor, kind: ListingKind, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { listing } = await this.store.lockForEditor(manager, actor, id, kind);
      if (listing.state !== 'draft') throw wrongState(listing.state);
      const loose = await manager.query<{ fileId: string }[]>(`select file_id as "fileId" from removed_attachment where listing_id = $1`, [id]);
      await manager.query(
        `insert into removed_draft (id, enterprise_id, kind, listing, files, removed_at)
         select l.id, l.enterprise_id, l.kind, to_jsonb(l), coalesce((select array_agg(a.file_id order by a.position) from listing_attachment a where a.listing_id = l.id), '{}'), $2
           from listing l where l.id = $1`,
        [id, this.clock.now()],
      );
      await manager.delete(Listing, id);
      for (const { fileId } of loose) await this.files.remove(manager, fileId);
      await this.log(manager, actor, 'listing.draft-removed', id, listing.code);
    });
  }

  /**
   * Puts it back as it was, under its code. Nothing happens to one that is there: an undo may be pressed twice.
   * @throws AppError not-found, also when it was deleted a day ago or more; forbidden
   */
  async restore(actor: Actor, kind: ListingKind, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [removed] = await manager.query<RemovedDraft[]>(
        `select enterprise_id as "enterpriseId", listing ->> 'code' as code from removed_draft where id = $1 and kind = $2 for update`,
        [id, kind],
      );
      if (!removed) {
        await this.store.lockForEditor(manager, actor, id, kind);
        return;
      }
      if (actor.kind !== 'system' && roleIn(actor, removed.enterpriseId) === null) throw new AppError(E.notFound);
      if (!mayEdit(actor, removed)) throw new AppError(E.notEditor);
      // Its own key may have been given to another since; then that one keeps it.
      if (!(await this.putBack(manager, id, 'listing'))) await this.putBack(manager, id, `listing || '{"external_id": null}'`);
      await manager.query(
        `insert into listing_attachment (listing_id, file_id, position)
         select r.id, f.id, f.position from removed_draft r, unnest(r.files) with ordinality f (id, position) where r.id = $1`,
        [id],
      );
      await manager.query('delete from removed_draft where id = $1', [id]);
      await this.log(manager, actor, 'listing.draft-restored', id, removed.code);
    });
  }

  /** Clears away what nobody puts back any more, with its files. */
  async forgetRemoved(before: Date): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [gone] = await manager.query<[{ files: string[] }[], number]>('delete from removed_draft where removed_at < $1 returning files', [before]);
      for (const fileId of gone.flatMap(({ files }) => files)) await this.files.remove(manager, fileId);
    });
  }

  /** @param row an SQL expression on `removed_draft`. Says whether it could be written. */
  private async putBack(manager: EntityManager, id: string, row: string): Promise<boolean> {
    const back = await manager.query<unknown[]>(
      `insert into listing select kept.* from removed_draft r, jsonb_populate_record(null::listing, r.${row}) kept where r.id = $1
       on conflict on constraint uq_listing_external do nothing returning id`,
      [id],
    );
    return back.length > 0;
  }

  private log(manager: EntityManager, actor: Actor, action: string, id: string, code: string): Promise<void> {
    return this.audit.append(manager, actor, { action, subjectKind: 'listing', subjectId: id, data: { code } });
  }
}

import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import type { StoredFile } from '../../platform/files/file.entity.js';
import { FileStore } from '../../platform/files/file-store.js';
import type { Actor } from '../../shared/actor.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { ListingAttachment } from './listing-attachment.entity.js';
import { ListingStore, type LockedListing } from './listing-store.js';
import { wrongState } from './listing.entity.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { canSeeAttachments } from './listing.policy.js';
import type { ListingState } from './listing.states.js';
import type { ListingKind } from './listing.types.js';

const MAX_ATTACHMENTS = 10;
/** While an officer reads it, nothing is added and nothing taken away. */
const OPEN_STATES: readonly ListingState[] = ['draft', 'returned', 'published'];

/** A file as it comes in. */
export interface Upload {
  readonly filename: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** An attachment as the other side of an engagement reads it. */
interface PartnerFile {
  readonly listingId: string;
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** The drawings and lists that belong to a listing. Who may have one is asked each time. */
@Injectable()
export class ListingAttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly store: ListingStore,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError (invalid) when there are ten already, (too-large, unsupported) for what cannot be kept */
  async add(actor: Actor, kind: ListingKind, listingId: string, upload: Upload): Promise<StoredFile> {
    // Asked before a byte is kept, and again when it is attached: the sender may be slow.
    const enterpriseId = await this.database.transaction(async (manager) => {
      const { listing } = await this.lockWithRoom(manager, actor, kind, listingId);
      return listing.enterpriseId;
    });
    const file = await this.files.write(upload.bytes, { name: upload.filename, ownerEnterpriseId: enterpriseId });
    try {
      await this.database.transaction(async (manager) => {
        await this.lockWithRoom(manager, actor, kind, listingId);
        await manager.query(
          `insert into listing_attachment (listing_id, file_id, position)
           select $1, $2, coalesce(max(position), 0) + 1 from listing_attachment where listing_id = $1`,
          [listingId, file.id],
        );
      });
    } catch (error) {
      await this.files.remove(this.database.manager, file.id);
      throw error;
    }
    return file;
  }

  /** The file that was taken away last is kept aside for a day, for `restore`: one a listing, so that nobody fills the disk this way. */
  async remove(actor: Actor, kind: ListingKind, listingId: string, fileId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { listing } = await this.store.lockForEditor(manager, actor, listingId, kind);
      if (!OPEN_STATES.includes(listing.state)) throw wrongState(listing.state);
      const attachment = await manager.findOneBy(ListingAttachment, { listingId, fileId });
      if (!attachment) throw new AppError(E.notFound);
      await this.forget(manager, 'listing_id = $1', listingId);
      await manager.delete(ListingAttachment, { listingId, fileId });
      await manager.query('insert into removed_attachment (listing_id, file_id, position, removed_at) values ($1, $2, $3, $4)', [listingId, fileId, attachment.position, this.clock.now()]);
    });
  }

  /** Puts the file that was taken away last back in its place. Nothing happens the second time. @throws AppError as `add`, not-found */
  async restore(actor: Actor, kind: ListingKind, listingId: string, fileId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.store.lockForEditor(manager, actor, listingId, kind);
      if (await manager.existsBy(ListingAttachment, { listingId, fileId })) return;
      await this.lockWithRoom(manager, actor, kind, listingId);
      const back = await manager.query<unknown[]>(
        `with back as (delete from removed_attachment where listing_id = $1 and file_id = $2 returning listing_id, file_id, position)
         insert into listing_attachment (listing_id, file_id, position) select listing_id, file_id, position from back returning file_id`,
        [listingId, fileId],
      );
      if (back.length === 0) throw new AppError(E.notFound);
    });
  }

  /** Clears away what nobody puts back any more, with its bytes. */
  async forgetRemoved(before: Date): Promise<void> {
    await this.database.transaction((manager) => this.forget(manager, 'removed_at < $1', before));
  }

  /** The file and its bytes for who may see the listing's attachments; for everybody else there is no such file. */
  async open(actor: Actor, kind: ListingKind, listingId: string, fileId: string): Promise<{ file: StoredFile; bytes: Readable }> {
    const [row] = await this.database.query<{ enterpriseId: string; enterpriseRegion: string }>(
      `select e.id as "enterpriseId", e.region_code as "enterpriseRegion" from listing_attachment a
       join listing l on l.id = a.listing_id join enterprise e on e.id = l.enterprise_id
       where a.listing_id = $1 and a.file_id = $2 and l.kind = $3`,
      [listingId, fileId, kind],
    );
    if (!row || !canSeeAttachments(actor, row)) throw new AppError(E.notFound);
    return this.openFile(fileId);
  }

  /** The files of listings in their order, for the two sides of an engagement about them; the engagement has checked that. */
  listForPartner(listingIds: readonly string[]): Promise<PartnerFile[]> {
    return this.database.query<PartnerFile>(
      `select a.listing_id as "listingId", f.id, f.name, f.type, f.size from listing_attachment a join file f on f.id = a.file_id
       where a.listing_id = any($1::uuid[]) order by a.position, f.id`,
      [listingIds],
    );
  }

  /** For the other side of an engagement about the listing; the engagement has checked that. */
  async openForPartner(listingId: string, fileId: string): Promise<{ file: StoredFile; bytes: Readable }> {
    if (!(await this.database.manager.existsBy(ListingAttachment, { listingId, fileId }))) throw new AppError(E.notFound);
    return this.openFile(fileId);
  }

  private async forget(manager: EntityManager, which: 'listing_id = $1' | 'removed_at < $1', value: string | Date): Promise<void> {
    const [gone] = await manager.query<[{ fileId: string }[], number]>(`delete from removed_attachment where ${which} returning file_id as "fileId"`, [value]);
    for (const { fileId } of gone) await this.files.remove(manager, fileId);
  }

  private async openFile(fileId: string): Promise<{ file: StoredFile; bytes: Readable }> {
    return { file: await this.files.find(fileId), bytes: await this.files.read(fileId) };
  }

  private async lockWithRoom(manager: EntityManager, actor: Actor, kind: ListingKind, id: string): Promise<LockedListing> {
    const locked = await this.store.lockForEditor(manager, actor, id, kind);
    if (!OPEN_STATES.includes(locked.listing.state)) throw wrongState(locked.listing.state);
    if ((await manager.countBy(ListingAttachment, { listingId: id })) >= MAX_ATTACHMENTS) throw new AppError(E.tooManyAttachments, { n: MAX_ATTACHMENTS });
    return locked;
  }
}

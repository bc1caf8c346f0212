import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { Database } from '../database/database.js';
import { chunked } from './chunked.js';
import { FileChunk } from './file-chunk.entity.js';
import { cleanFileName } from './file-name.js';
import { extensionsOf, isDisguised } from './file-types.js';
import { StoredFile } from './file.entity.js';
import { fileErrors } from './file.errors.js';
import { sniffType } from './sniff.js';
import { TextProbe } from './text-probe.js';

const MEGABYTE = 1024 * 1024;
export const MAX_FILE_BYTES = 20 * MEGABYTE;
const CHUNK_BYTES = 256 * 1024;

interface NewFile {
  /** As the browser named it. */
  readonly name: string;
  readonly ownerEnterpriseId: string | null;
}

/** Files in the database: one backup, and every web process sees them. */
@Injectable()
export class FileStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a file piece by piece, holding no connection while the sender is slow and never more than a few pieces in
   * memory. The source is destroyed when it is refused. What the file is attached to is the caller's next step.
   * @throws AppError too-large, unsupported (by content; a name decides only where text claims to be something else), or invalid when it is empty
   */
  async write(source: AsyncIterable<Uint8Array>, { name, ownerEnterpriseId }: NewFile): Promise<StoredFile> {
    const { manager } = this.database;
    const id = newId();
    const draft = { id, ownerEnterpriseId, name: '', type: '', size: 0, sha256: '', isComplete: false, createdAt: this.clock.now() };
    await manager.insert(StoredFile, draft);
    try {
      const probe = new TextProbe();
      const { size, sha256 } = await this.keep(id, source, probe);
      const type = await sniffType(this.bytes(id), probe, name);
      if (type === null) throw new AppError(fileErrors.unsupported);
      if (isDisguised(type, name)) throw new AppError(fileErrors.disguised);
      const file = { ...draft, name: cleanFileName(name, extensionsOf(type)), type, size, sha256, isComplete: true };
      await manager.update(StoredFile, { id }, file);
      return manager.create(StoredFile, file);
    } catch (error) {
      // Should this fail too, the sweep comes by.
      await this.remove(manager, id).catch(() => undefined);
      throw error;
    }
  }

  private async keep(fileId: string, source: AsyncIterable<Uint8Array>, probe: TextProbe): Promise<{ size: number; sha256: string }> {
    const hash = createHash('sha256');
    let size = 0;
    let seq = 0;
    for await (const bytes of chunked(source, CHUNK_BYTES)) {
      size += bytes.length;
      if (size > MAX_FILE_BYTES) throw new AppError(fileErrors.tooLarge, { megabytes: MAX_FILE_BYTES / MEGABYTE });
      hash.update(bytes);
      probe.push(bytes);
      await this.database.manager.insert(FileChunk, { fileId, seq: seq++, bytes });
    }
    if (size === 0) throw new AppError(fileErrors.empty);
    return { size, sha256: hash.digest('hex') };
  }

  /** @throws AppError not-found, also for a file whose upload is not complete */
  async find(id: string): Promise<StoredFile> {
    const file = await this.database.manager.findOneBy(StoredFile, { id, isComplete: true });
    if (!file) throw new AppError(fileErrors.unknown);
    return file;
  }

  /** The bytes, one piece in memory at a time. Who may have them is the caller's to decide before. */
  async read(id: string): Promise<Readable> {
    await this.find(id);
    return this.bytes(id);
  }

  /** @throws the database's refusal while something is attached to it by a foreign key */
  async remove(manager: EntityManager, id: string): Promise<void> {
    await manager.delete(StoredFile, { id });
  }

  /** Clears away what uploads that broke off left behind; returns how many. */
  async removeIncomplete(before: Date): Promise<number> {
    const { affected } = await this.database.manager
      .createQueryBuilder()
      .delete()
      .from(StoredFile)
      .where('not is_complete and created_at < :before', { before })
      .execute();
    return affected ?? 0;
  }

  private bytes(fileId: string): Readable {
    const { manager } = this.database;
    async function* pieces(): AsyncGenerator<Buffer> {
      for (let seq = 0; ; seq++) {
        const chunk = await manager.findOneBy(FileChunk, { fileId, seq });
        if (!chunk) return;
        yield chunk.bytes;
      }
    }
    return Readable.from(pieces(), { objectMode: false });
  }
}

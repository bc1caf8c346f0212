import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../config/make-folder.js';
import type { Embeds } from '../features/matching/meaning/make-vectors.js';

const KEY_BYTES = 16;
const HEAD_BYTES = 4;

/**
 * Vectors of one model on disk, by a hash of their texts, so that the next evaluation need not make them again: reading a set of twelve thousand
 * titles takes minutes. Records are only ever appended; half a record at the end is what a killed run has left.
 */
export class VectorFile implements Embeds {
  private readonly vectors = new Map<string, Float32Array>();
  private readonly path: string;

  constructor(
    folder: string,
    model: string,
    private readonly embedder: Embeds,
  ) {
    makeFolder(folder);
    this.path = join(folder, `${createHash('sha256').update(model).digest('hex').slice(0, 16)}.vectors`);
    if (existsSync(this.path)) this.read();
  }

  /** How many of these are not known yet. */
  lacking(texts: Iterable<string>): string[] {
    return [...new Set(texts)].filter((text) => !this.vectors.has(keyOf(text)));
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    const lacking = this.lacking(texts);
    if (lacking.length > 0) {
      const made = await this.embedder.embed(lacking);
      this.append(lacking.map((text, i) => [keyOf(text), made[i]!]));
    }
    return texts.map((text) => this.vectors.get(keyOf(text))!);
  }

  private read(): void {
    const bytes = readFileSync(this.path);
    if (bytes.length < HEAD_BYTES) return writeFileSync(this.path, '');
    const dimensions = bytes.readUInt32LE(0);
    const size = KEY_BYTES + 4 * dimensions;
    const count = Math.floor((bytes.length - HEAD_BYTES) / size);
    for (let i = 0; i < count; i++) {
      const at = HEAD_BYTES + i * size;
      const values = Uint8Array.from(bytes.subarray(at + KEY_BYTES, at + size));
      this.vectors.set(bytes.toString('hex', at, at + KEY_BYTES), new Float32Array(values.buffer));
    }
    truncateSync(this.path, HEAD_BYTES + count * size);
  }

  private append(entries: readonly (readonly [key: string, vector: Float32Array])[]): void {
    const dimensions = Buffer.alloc(HEAD_BYTES);
    dimensions.writeUInt32LE(entries[0]![1].length);
    const isNew = this.vectors.size === 0;
    const records = entries.flatMap(([key, vector]) => [Buffer.from(key, 'hex'), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)]);
    appendFileSync(this.path, Buffer.concat(isNew ? [dimensions, ...records] : records));
    for (const [key, vector] of entries) this.vectors.set(key, vector);
  }
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 2 * KEY_BYTES);
}

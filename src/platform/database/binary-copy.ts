import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';

/** Bytes that are handed to the connection at once. */
const CHUNK = 128 * 1024;

/** Signature, no flags, no extension (PostgreSQL's documentation of COPY, "Binary Format"). */
const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = -1;
const NULL = -1;

/** Numbers of types in `pg_type`, which are the same on every server. */
const TYPE = { int2: 21, int4: 23, text: 25 } as const;

/** 2000-01-01, from which Postgres counts microseconds. */
const EPOCH_MS = 946_684_800_000;

/**
 * Writes rows into a table by COPY in its binary format, in the manager's transaction: a server takes them in several times as fast as by INSERT. A
 * column that is generated as identity takes the value that is given. Other connections of this process go on meanwhile.
 *
 * @param write puts the columns of one row, in their order
 */
export async function copyRows<Item>(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  items: Iterable<Item>,
  write: (row: RowWriter, item: Item) => void,
): Promise<void> {
  const client = (await manager.queryRunner!.connect()) as pg.PoolClient;
  const target = client.query(copyStreams.from(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`));
  await pipeline(Readable.from(chunks(columns.length, items, write)), target);
}

async function* chunks<Item>(columns: number, items: Iterable<Item>, write: (row: RowWriter, item: Item) => void): AsyncGenerator<Buffer> {
  const row = new RowWriter();
  row.raw(HEADER);
  for (const item of items) {
    row.begin(columns);
    write(row, item);
    if (row.length < CHUNK) continue;
    yield row.take();
    await breathe();
  }
  row.begin(TRAILER);
  yield row.take();
}

/** Puts values behind each other as COPY's binary format wants them. */
export class RowWriter {
  private bytes = Buffer.allocUnsafe(2 * CHUNK);
  length = 0;

  /** What was put so far; a new piece begins. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = Buffer.allocUnsafe(2 * CHUNK);
    this.length = 0;
    return taken;
  }

  begin(columns: number): void {
    this.room(2);
    this.length = this.bytes.writeInt16BE(columns, this.length);
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  int2(value: number): void {
    this.room(6);
    this.put4(2);
    this.put2(value);
  }

  int4(value: number | null): void {
    this.room(8);
    if (value === null) return this.put4(NULL);
    this.put4(4);
    this.put4(value);
  }

  int8(value: number | null): void {
    this.room(12);
    this.length = value === null ? this.bytes.writeInt32BE(NULL, this.length) : this.bytes.writeBigInt64BE(BigInt(value), this.bytes.writeInt32BE(8, this.length));
  }

  timestamp(value: Date): void {
    this.int8(1_000 * (value.getTime() - EPOCH_MS));
  }

  uuid(value: string): void {
    this.room(20);
    this.length = this.bytes.writeInt32BE(16, this.length);
    this.length += this.bytes.write(value.replaceAll('-', ''), this.length, 'hex');
  }

  text(value: string): void {
    this.room(4 + 3 * value.length);
    const size = this.bytes.write(value, this.length + 4);
    this.bytes.writeInt32BE(size, this.length);
    this.length += 4 + size;
  }

  /** Text that is there in bytes. */
  bytesOfText(value: Uint8Array): void {
    this.room(4 + value.length);
    this.length = this.bytes.writeInt32BE(value.length, this.length);
    this.raw(value);
  }

  texts(values: readonly string[]): void {
    const end = this.array(TYPE.text, values.length);
    for (const value of values) this.text(value);
    end();
  }

  int2s(values: ArrayLike<number>): void {
    const end = this.array(TYPE.int2, values.length);
    this.room(6 * values.length);
    for (let i = 0; i < values.length; i++) this.int2(values[i]!);
    end();
  }

  int4s(values: ArrayLike<number>): void {
    const end = this.array(TYPE.int4, values.length);
    this.room(8 * values.length);
    for (let i = 0; i < values.length; i++) this.int4(values[i]!);
    end();
  }

  /** Begins an array of one dimension that counts from 1; an empty one has none. What is given back writes its size. */
  private array(type: number, size: number): () => void {
    this.room(24);
    const start = this.length;
    const header = size === 0 ? [0, 0, type] : [1, 0, type, size, 1];
    this.length = header.reduce((at, value) => this.bytes.writeInt32BE(value, at), start + 4);
    return () => void this.bytes.writeInt32BE(this.length - start - 4, start);
  }

  /** Byte by byte: what the buffer has for it checks each value, and takes several times as long. */
  private put2(value: number): void {
    this.bytes[this.length++] = value >> 8;
    this.bytes[this.length++] = value;
  }

  private put4(value: number): void {
    this.bytes[this.length++] = value >> 24;
    this.bytes[this.length++] = value >> 16;
    this.bytes[this.length++] = value >> 8;
    this.bytes[this.length++] = value;
  }

  private room(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + size));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';

/** Notes of what is to be sent elsewhere are no part of the index. */
const INDEX_TABLES = `select c.relname as name, pg_total_relation_size(c.oid) as bytes from pg_class c
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname like 'search\\_%' and c.relname not in ('search_backlog', 'search_mirror')`;

interface IndexTable {
  readonly name: string;
  /** With its own indexes. */
  readonly bytes: number;
}

/** The tables of the search index on Postgres, by name, so that no bookkeeping of who has which is needed here. */
export async function indexTables(client: pg.ClientBase): Promise<IndexTable[]> {
  const { rows } = await client.query<IndexTable>(`${INDEX_TABLES} order by c.relname`);
  return rows.map(({ name, bytes }) => ({ name, bytes: Number(bytes) }));
}

/**
 * How long the server itself takes to take in the rows of the search index as they stand: COPY into empty tables with the same keys and
 * indexes, in the order in which they were written, from a file. In milliseconds.
 */
export async function copyTime(ownerUrl: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'docking-copy-'));
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    let milliseconds = 0;
    await client.query('create schema bare');
    for (const { name } of await indexTables(client)) {
      const file = join(folder, name);
      await pipeline(client.query(copyStreams.to(`copy public.${name} to stdout (format binary)`)), createWriteStream(file));
      await client.query(`create table bare.${name} (like public.${name} including all excluding identity)`);
      const start = performance.now();
      await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), client.query(copyStreams.from(`copy bare.${name} from stdin (format binary)`)));
      milliseconds += performance.now() - start;
      await rm(file);
    }
    return milliseconds;
  } finally {
    await client.query('drop schema if exists bare cascade');
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

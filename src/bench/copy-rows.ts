import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';

/** A value of a column; a list becomes an array. */
export type CopiedValue = string | number | boolean | Date | null | readonly string[];

/** Rows into a table by COPY, each with a value for every column. */
export async function copyRows(client: pg.ClientBase, table: string, columns: readonly string[], rows: Iterable<readonly CopiedValue[]>): Promise<void> {
  const lines = function* (): Generator<string> {
    let portion = '';
    for (const row of rows) {
      portion += `${row.map(written).join('\t')}\n`;
      if (portion.length < PORTION) continue;
      yield portion;
      portion = '';
    }
    yield portion;
  };
  await pipeline(Readable.from(lines()), client.query(copyStreams.from(`copy ${table} (${columns.join(', ')}) from stdin`)));
}

const PORTION = 1 << 16;

function written(value: CopiedValue): string {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'object') return escaped(`{${value.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`);
  return String(value);
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse';
import { Unzip, UnzipInflate } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { AppError } from '../../shared/errors.js';
import { IMPORT_ERRORS } from './import.errors.js';

/** Rows below the heading. */
export const MOST_ROWS = 20_000;
const MOST_COLUMNS = 100;
/** Of one cell: the longest field and a margin; what is longer is refused by the field's own rule. */
const LONGEST_CELL = 20_000;
/** A sheet unpacked: what is more was made to burst. */
const MOST_UNPACKED_BYTES = 150 * 1024 * 1024;

/** A burst is seen after so many packed bytes, a thousand times as many unpacked. */
const UNPACKED_AT_ONCE = 16 * 1024;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface Sheet {
  readonly heading: readonly string[];
  /** As texts; empty rows are left out, so each row has the number that it has in the file. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/**
 * The first sheet of a file.
 * @param type as the file store found it: it names the charset of text
 * @throws AppError (unsupported) for what is no sheet; (invalid) for one that cannot be read, is empty or too long
 */
export async function readTable(type: string, bytes: Readable): Promise<Sheet> {
  const lines = type === XLSX ? await excelRows(await buffer(bytes)) : await csvRows(type, bytes);
  const [heading, ...rows] = lines.map((cells, i) => ({ number: i + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!heading || rows.length === 0) throw new AppError(IMPORT_ERRORS.empty);
  if (rows.length > MOST_ROWS) throw new AppError(IMPORT_ERRORS.tooManyRows, { most: MOST_ROWS });
  return { heading: heading.cells, rows };
}

async function csvRows(type: string, bytes: Readable): Promise<string[][]> {
  const charset = /^text\/(?:csv|plain); charset=([\w-]+)$/.exec(type)?.[1];
  if (charset === undefined) {
    bytes.destroy();
    throw new AppError(IMPORT_ERRORS.notASheet);
  }
  const text = new TextDecoder(charset).decode(await buffer(bytes));
  const rows: string[][] = [];
  const parser = parse(text, { delimiter: delimiterOf(text), bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: MOST_COLUMNS * LONGEST_CELL });
  try {
    for await (const record of parser) {
      rows.push((record as string[]).slice(0, MOST_COLUMNS).map(cleanCell));
      if (rows.length > 2 * MOST_ROWS) throw new AppError(IMPORT_ERRORS.tooManyRows, { most: MOST_ROWS });
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError(IMPORT_ERRORS.unreadable);
  }
  return rows;
}

/** Excel writes semicolons in some countries and tabs on "Unicode text". */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const counts = [',', '\t', ';'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

async function excelRows(bytes: Buffer): Promise<string[][]> {
  assertModest(bytes);
  try {
    const rows = await readSheet(bytes);
    return rows.slice(0, 2 * MOST_ROWS + 1).map((row) => row.slice(0, MOST_COLUMNS).map((cell) => cleanCell(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? ''))));
  } catch {
    throw new AppError(IMPORT_ERRORS.unreadable);
  }
}

/** Unpacks it once and keeps nothing: what an archive says of its own sizes may be a lie. */
function assertModest(bytes: Buffer): void {
  let size = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (error, data) => {
      if (error) throw error;
      size += data.length;
      if (size > MOST_UNPACKED_BYTES) throw new RangeError('The sheet bursts');
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let start = 0; start < bytes.length; start += UNPACKED_AT_ONCE) unzip.push(bytes.subarray(start, start + UNPACKED_AT_ONCE), start + UNPACKED_AT_ONCE >= bytes.length);
  } catch {
    throw new AppError(IMPORT_ERRORS.unreadable);
  }
}

/** Space around goes, and the mark by which a sheet keeps a formula from running. */
function cleanCell(cell: string): string {
  return cell.trim().replace(/^'(?=[=+\-@])/, '').slice(0, LONGEST_CELL);
}

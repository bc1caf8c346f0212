import { stringify } from 'csv-stringify/sync';

/**
 * Rows as CSV that a spreadsheet opens as it is: UTF-8 with its mark, CRLF, and no cell that would run as a formula
 * (OWASP, "CSV Injection": a leading =, +, -, @, tab or CR is kept off by an apostrophe).
 */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace(/^(?=[=+\-@\t\r])/, "'") : (cell ?? '')))),
    // A line end of any kind is quoted, also one that is not the file's own: else the cell would end there.
    { record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )}`;
}

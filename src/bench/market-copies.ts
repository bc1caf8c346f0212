import type pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { packAll } from '../platform/search/postgres-segments.js';

/**
 * A larger market out of the demonstration's: each enterprise with its proofs, listings, matches and all that the search index has of them, copied by
 * SQL with ids and codes of their own; the postings are packed from the copied documents. A copy's texts, places and dates are those of its original; so each word has as large a share of
 * the market as before, which is the hard case for a search, and each enterprise as many listings.
 */

/** The same id for the same row of the same copy, so that what pointed at each other still does. */
const idOf = (column: string): string => `md5(o.${column}::text || c.nth)::uuid`;
const ids = (...columns: string[]): Record<string, string> => Object.fromEntries(columns.map((column) => [column, idOf(column)]));
/** The code with the next number of its line; six digits at least, as the product writes it. */
const codeOf = (sequence: string): string => `regexp_replace(o.code, '\\d+$', lpad(nextval('${sequence}')::text, 6, '0'))`;
const numberOf = (column: string): string => `o.${column} + c.nth * $2::int`;

/** Tables in the order of their references, with what a copy has otherwise. `o` is the row, `c.nth` the copy. */
const COPIED: readonly (readonly [table: string, changed: Readonly<Record<string, string>>])[] = [
  ['enterprise', { ...ids('id'), code: codeOf('enterprise_number'), uscc: `upper(left(md5(o.uscc || c.nth), 18))` }],
  ['evidence', ids('id', 'enterprise_id')],
  ['listing', { ...ids('id', 'enterprise_id'), code: codeOf('listing_code_seq') }],
  ['term_profile', ids('listing_id')],
  ['match', ids('id', 'demand_id', 'offering_id', 'demand_enterprise_id', 'offering_enterprise_id')],
  ['engagement', ids('id', 'match_id', 'demand_id', 'offering_id', 'demand_enterprise_id', 'offering_enterprise_id')],
  ['search_document', { ...ids('id', 'enterprise_id'), number: numberOf('number') }],
  ['search_text', { document: numberOf('document') }],
  ['search_box', { ...ids('id', 'enterprise_id'), document: numberOf('document') }],
];

/** How many listings are on the market. */
export async function publishedListings(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from listing where status = 'published'`);
  return rows[0]!.count;
}

/**
 * Copies until there are so many published listings or a few more, and leaves the tables as autovacuum would.
 *
 * @param ownerUrl of the database that the client is connected to
 */
export async function growMarket(client: pg.ClientBase, ownerUrl: string, listings: number, tell: (line: string) => void): Promise<void> {
  const copies = Math.ceil(listings / (await publishedListings(client))) - 1;
  if (copies < 1) return;
  const { rows } = await client.query<{ stride: number }>('select max(number) as stride from search_document');
  for (const [table, changed] of COPIED) {
    const start = performance.now();
    const added = await copyRows(client, table, changed, [copies, rows[0]!.stride]);
    tell(`${table}: ${added.toLocaleString('en')} copied in ${((performance.now() - start) / 1_000).toFixed(1)} s`);
  }
  await client.query(`select setval(pg_get_serial_sequence('search_document', 'number'), (select max(number) from search_document))`);
  await client.query(`insert into search_waiting select number from search_document where number > $1`, [rows[0]!.stride]);
  const dataSource = await new DataSource(dataSourceOptions(ownerUrl, 1)).initialize();
  try {
    tell(`postings of ${(await packAll(dataSource)).toLocaleString('en')} documents packed`);
  } finally {
    await dataSource.destroy();
  }
  for (const table of [...COPIED.map(([name]) => name), 'search_block', 'search_segment', 'search_waiting']) await client.query(`vacuum analyze ${table}`);
}

/** @param parameters how many copies, and how many numbers of documents each takes */
async function copyRows(client: pg.ClientBase, table: string, changed: Readonly<Record<string, string>>, parameters: readonly [number, number]): Promise<number> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  const { rowCount } = await client.query(
    `insert into ${table} (${columns.join(', ')}) overriding system value
     select ${columns.map((column) => changed[column] ?? `o.${column}`).join(', ')} from ${table} o, generate_series(1, $1::int) as c (nth) where $2::int > 0`,
    [...parameters],
  );
  return rowCount ?? 0;
}

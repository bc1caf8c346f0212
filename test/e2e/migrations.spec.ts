import pg from 'pg';
import { DataSource } from 'typeorm';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Database } from '../../src/platform/database/database.js';
import { runMigrations } from '../../src/platform/database/migrate.js';
import { assertSupportedVersion, UnsuitableDatabaseError } from '../../src/platform/database/suitable-database.js';
import { SYSTEM } from '../../src/shared/actor.js';
import { newId } from '../../src/shared/ids.js';
import { MIGRATIONS } from '../../src/migrations/migrations.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { emptyDatabase, type TestDatabase } from '../support/postgres.js';

/** Written and read by SQL alone, in bulk or by a library; what has a lifecycle of its own is an entity. */
const TABLES_WITHOUT_ENTITY = [
  'audit_entry',
  'dictionary_word',
  'figure_snapshot',
  'listing_vector',
  'meaning_space',
  'import_refusal',
  'migration',
  'outbox_event',
  'rate_limit',
  'rematch',
  'saved_search',
  'scoring_weights',
  'scoring_weights_change',
  'search_backlog',
  'search_block',
  'search_document',
  'search_letter',
  'search_mirror',
  'search_posting',
  'search_box',
  'search_code_set',
  'search_segment',
  'search_term',
  'search_text',
  'search_waiting',
  'term_frequency',
  'term_profile',
  'term_snapshot',
  'unmet_need',
  'unmet_visit',
  'vocabulary_key',
  'vocabulary_state',
  'vocabulary_word',
  'training_row',
  'removed_evidence',
  'removed_member',
  'removed_attachment',
  'removed_draft',
  'removed_invitation',
  'changed_role',
  'replaced_profile',
  'import_listing',
];

/** Everything that a migration can make, each thing as one line. */
const SCHEMA = `
  select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line from information_schema.columns where table_schema = 'public'
  union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
  union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
  union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
  union all select format('grant %s %s', relname, relacl) from pg_class where relnamespace = 'public'::regnamespace
  union all select format('migration %s %s', id, name) from migration
  order by line`;

async function linesOf(url: string, sql: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

describe('the migrations', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await emptyDatabase();
  });
  afterAll(() => empty?.drop());

  it('make the schema of an empty database, by two starts at once, and change nothing when they run again', async () => {
    const role = decodeURIComponent(new URL(empty.appUrl).username);
    await Promise.all([runMigrations(empty.ownerUrl, role), runMigrations(empty.ownerUrl, role)]);
    const once = await linesOf(empty.ownerUrl, SCHEMA);
    expect(once.filter((line) => line.startsWith('migration '))).toHaveLength(MIGRATIONS.length);
    await runMigrations(empty.ownerUrl, role);
    expect(await linesOf(empty.ownerUrl, SCHEMA)).toEqual(once);
  });

  it('refuse a server that is too old in one line, before they touch it', async () => {
    const server = (number: number, version: string): Pick<DataSource, 'query'> => ({ query: <T>() => Promise.resolve([{ number, version }] as T) });
    await expect(assertSupportedVersion(server(160_004, '16.4'))).resolves.toBeUndefined();
    await expect(assertSupportedVersion(server(150_012, '15.12'))).rejects.toThrow(UnsuitableDatabaseError);
    await expect(assertSupportedVersion(server(150_012, '15.12'))).rejects.toThrow(/^The database is Postgres 15\.12; 16 or later is needed: .*$/);
  });
});

describe('the schema', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ APP_ROLE: 'web' });
  });
  afterAll(() => test?.close());

  it('is what the entities say', async () => {
    const { upQueries } = await test.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has no table that neither an entity nor SQL of ours knows', async () => {
    const tables = await linesOf(test.urls.ownerUrl, `select tablename as line from pg_tables where schemaname = 'public'`);
    const known = [...test.app.get(DataSource).entityMetadatas.map(({ tableName }) => tableName), ...TABLES_WITHOUT_ENTITY];
    expect(tables.sort()).toEqual(known.sort());
  });

  it('gives every constraint and index a name of ours', async () => {
    const names = await linesOf(
      test.urls.ownerUrl,
      `select relname as line from pg_class where relkind = 'i' and relnamespace = 'public'::regnamespace
       union select conname from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`,
    );
    expect(names.filter((name) => !/^(pk|fk|uq|ck|ix)_/.test(name) && !name.startsWith('migration'))).toEqual(['PK_3043fc6b8af7c99b8b98830094f']);
  });

  describe('of the audit log', () => {
    const CHANGES = [
      `update audit_entry set action = 'nothing.happened'`,
      'delete from audit_entry',
      'truncate audit_entry',
    ] as const;

    beforeAll(async () => {
      const log = test.app.get(AuditLog);
      await test.app.get(Database).transaction((manager) => log.append(manager, SYSTEM, { action: 'test.happened', subjectKind: 'test', subjectId: newId() }));
    });

    it.each(CHANGES)('refuses the application: %s', async (sql) => {
      await expect(test.app.get(Database).query(sql)).rejects.toMatchObject({ code: '42501' });
    });

    it.each(CHANGES)('refuses even the owner: %s', async (sql) => {
      await expect(linesOf(test.urls.ownerUrl, sql)).rejects.toMatchObject({ message: 'the audit log is append-only' });
    });

    it('cannot be opened by the application', async () => {
      for (const sql of ['alter table audit_entry disable trigger all', 'drop table audit_entry', `set session_replication_role = 'replica'`])
        await expect(test.app.get(Database).query(sql)).rejects.toMatchObject({ code: '42501' });
    });
  });
});

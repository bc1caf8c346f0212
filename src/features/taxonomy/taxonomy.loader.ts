import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.js';
import { Database } from '../../platform/database/database.js';
import { Certificate, Industry, Region, ServiceCategory } from './code-entry.entities.js';
import { type CodeListFile, codeListDigest, readCodeList } from './code-list.file.js';
import { LIST_KINDS, type CodeEntry, type CodeLists, type ListKind } from './taxonomy.types.js';

const ENTITIES = { region: Region, industry: Industry, 'service-category': ServiceCategory, certificate: Certificate } as const;

/** Brings the lists in the database to the version of the files. Does nothing where both are the same, whoever asks and how often. */
@Injectable()
export class TaxonomyLoader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @returns the lists that were written */
  async load(): Promise<ListKind[]> {
    if ((await staleLists(this.database.manager)).length === 0) return [];
    return this.database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.codeLists]);
      const stale = await staleLists(manager);
      for (const kind of stale) await this.write(manager, readCodeList(kind));
      return stale;
    });
  }

  /** The lists as the database holds them, in the order of their files. */
  async read(): Promise<CodeLists> {
    const { manager } = this.database;
    const [region, industry, category, certificate] = await Promise.all([
      manager.find(Region, { order: { position: 'asc' } }),
      manager.find(Industry, { order: { position: 'asc' } }),
      manager.find(ServiceCategory, { order: { position: 'asc' } }),
      manager.find(Certificate, { order: { position: 'asc' } }),
    ]);
    return { region, industry, 'service-category': category, certificate };
  }

  /** Codes may be referred to, so none is ever deleted: one that is gone from the file ends with the day its list begins. */
  private async write(manager: EntityManager, { list, entries, digest }: CodeListFile<CodeEntry>): Promise<void> {
    const { tableName, columns: all } = manager.connection.getMetadata(ENTITIES[list.kind]);
    const table = manager.connection.driver.escape(tableName);
    const columns = all.map((column) => manager.connection.driver.escape(column.databaseName)).join(', ');
    const updates = all.map((column) => manager.connection.driver.escape(column.databaseName)).map((name) => `${name} = excluded.${name}`);
    const rows = entries.map((entry, position) =>
      Object.fromEntries(all.map((column) => [column.databaseName, { ...entry, position }[column.propertyName as keyof CodeEntry]])),
    );
    await manager.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)
       on conflict (code) do update set ${updates.join(', ')}`,
      [JSON.stringify(rows)],
    );
    await manager.query(`update ${table} set valid_to = greatest(valid_from, $2::date) where valid_to is null and code <> all ($1::text[])`, [
      entries.map(({ code }) => code),
      list.validFrom,
    ]);
    await manager.query(
      `insert into code_list (kind, version, valid_from, source, digest, loaded_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (kind) do update set version = excluded.version, valid_from = excluded.valid_from, source = excluded.source,
         digest = excluded.digest, loaded_at = excluded.loaded_at`,
      [list.kind, list.version, list.validFrom, list.source, digest, this.clock.now()],
    );
  }
}

/** Those whose file is not the one that was loaded. */
async function staleLists(manager: EntityManager): Promise<ListKind[]> {
  const loaded = await manager.query<{ kind: string; digest: string }[]>('select kind, digest from code_list');
  const digests = new Map(loaded.map(({ kind, digest }) => [kind, digest]));
  return LIST_KINDS.filter((kind) => digests.get(kind) !== codeListDigest(kind));
}

import type { DataSource, EntityManager } from 'typeorm';
import { newId } from '../../shared/ids.js';
import { ADVISORY_LOCKS } from '../database/advisory-locks.js';
import { INDEX_PURPOSES, type IndexPurpose, indexNames } from './meilisearch-settings.js';
import { DOCUMENT_KINDS, type SearchDocument } from './search-document.js';
import { SCALE } from './weight-scale.js';

/** What is known of an index of the other engine. */
export interface MirrorRow {
  /** Of the live index. That of matching is made once for this database, so that two platforms on one server never mix; the other begins with it. */
  readonly name: string;
  /** Of the settings that the live index was made with. Null: not made, or written past (see `Bookkeeping`). */
  readonly version: number | null;
  /** As the server said; another one means another index under the same name. */
  readonly createdAt: string | null;
  /** A rebuild that is under way: its version, its index's time, and the last id that was sent. */
  readonly rebuildVersion: number | null;
  readonly rebuildCreatedAt: string | null;
  readonly rebuildAfter: string | null;
}

const COLUMNS = {
  name: 'name',
  version: 'version',
  createdAt: 'created_at',
  rebuildVersion: 'rebuild_version',
  rebuildCreatedAt: 'rebuild_created_at',
  rebuildAfter: 'rebuild_after',
} as const satisfies Record<keyof MirrorRow, string>;

const SELECT = `select ${Object.entries(COLUMNS).map(([field, column]) => `${column} as "${field}"`).join(', ')} from search_mirror`;

export interface BacklogEntry {
  readonly id: string;
  readonly version: number;
}

interface DocumentRow {
  id: string;
  kind: number;
  version: number;
  enterpriseId: string;
  publishedAt: Date;
  regions: string[];
  serviceRegions: string[];
  categories: string[];
  industries: string[];
  certificates: string[];
  budgets: string[];
  budgetMin: number | null;
  budgetMax: number | null;
  deadline: number | null;
  title: string;
  body: string;
  /** Lists of numbers as Postgres writes them. */
  terms: string;
  weights: string;
}

const STAY_MS = 15_000;

const IS_WANTED = `select exists (select from pg_locks where locktype = 'advisory' and not granted and classid = 0 and objid = $1 and objsubid = 1
  and database = (select oid from pg_database where datname = current_database())) as is`;

/** A document as Postgres holds it. */
export interface StoredDocument {
  readonly document: SearchDocument;
  readonly version: number;
}

/** The database's side of the mirror: the documents themselves, what is still to be sent, and what the other side holds. */
export class MirrorStore {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` as the only sender. @throws when another one does not finish within `patienceMs`
   *
   * @param work may ask whether another process waits to be the sender
   */
  asSender<T>(patienceMs: number, work: (isWanted: () => Promise<boolean>) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (manager: EntityManager) => {
      await manager.query(`select set_config('lock_timeout', $1, true)`, [`${patienceMs}ms`]);
      await manager.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.searchMirror]);
      const isWanted = async (): Promise<boolean> => (await manager.query<[{ is: boolean }]>(IS_WANTED, [ADVISORY_LOCKS.searchMirror]))[0].is;
      // The database ends a transaction in which nothing is said. Where it is gone already, the end of the work says so.
      const staying = setInterval(() => void isWanted().catch(() => undefined), STAY_MS);
      try {
        return await work(isWanted);
      } finally {
        clearInterval(staying);
      }
    });
  }

  /** The index for matching when none is named: it has the name that both begin with. */
  async load(purpose: IndexPurpose = 'matching'): Promise<MirrorRow> {
    const [row] = await this.dataSource.query<MirrorRow[]>(`${SELECT} where purpose = $1`, [purpose]);
    if (row !== undefined) return row;
    const names = indexNames(`docking_${newId().replaceAll('-', '')}`);
    await this.dataSource.query(`insert into search_mirror (purpose, name) select * from unnest($1::text[], $2::text[]) on conflict do nothing`, [
      INDEX_PURPOSES,
      INDEX_PURPOSES.map((each) => names[each]),
    ]);
    return this.load(purpose);
  }

  async save(purpose: IndexPurpose, changes: Partial<Omit<MirrorRow, 'name'>>): Promise<void> {
    const fields = Object.keys(changes) as (keyof typeof changes)[];
    const assignments = fields.map((field, i) => `${COLUMNS[field]} = $${i + 2}`).join(', ');
    await this.dataSource.query(`update search_mirror set ${assignments} where purpose = $1`, [purpose, ...fields.map((field) => changes[field])]);
  }

  /** Takes the daily comparison upon itself; false when another process did within the last day. */
  async claimComparison(): Promise<boolean> {
    const [rows] = await this.dataSource.query<[unknown[], number]>(
      `update search_mirror set compared_at = now() where purpose = 'matching' and (compared_at is null or compared_at < now() - interval '1 day') returning name`,
    );
    return rows.length > 0;
  }

  /** The oldest first. @param after the version of the last one that is known already */
  backlog(limit: number, after = 0): Promise<BacklogEntry[]> {
    return this.dataSource.query(`select document_id as id, version from search_backlog where version > $2 order by version limit $1`, [limit, after]);
  }

  /** Ids of what the other side lacks the newest state of, in no order. */
  async behind(limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select document_id as id from search_backlog limit $1`, [limit]);
    return rows.map(({ id }) => id);
  }

  /** Crosses off what was sent, unless it has changed since. Whoever writes just now holds the row: it has changed. */
  async crossOff(entries: readonly BacklogEntry[]): Promise<void> {
    await this.dataSource.query(
      `delete from search_backlog where document_id in (
         select b.document_id from search_backlog b join unnest($1::uuid[], $2::bigint[]) as sent(id, version) on sent.id = b.document_id and sent.version = b.version
            for update of b skip locked)`,
      [entries.map(({ id }) => id), entries.map(({ version }) => version)],
    );
  }

  async putIntoBacklog(ids: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `insert into search_backlog (document_id, version) select id, nextval('search_version') from unnest($1::uuid[]) as id on conflict do nothing`,
      [ids],
    );
  }

  async putAllIntoBacklog(): Promise<void> {
    await this.dataSource.query(`insert into search_backlog (document_id, version) select id, version from search_document on conflict do nothing`);
  }

  /** Ids and versions in the order of ids, after one. */
  versionsAfter(after: string, limit: number): Promise<BacklogEntry[]> {
    return this.dataSource.query(`select id, version from search_document where id > $1 order by id limit $2`, [after, limit]);
  }

  async count(): Promise<number> {
    const [row] = await this.dataSource.query<{ size: number }[]>(`select count(*) as size from search_document`);
    return row!.size;
  }

  /** How many there are up to an id. */
  async countUpTo(id: string): Promise<number> {
    const [row] = await this.dataSource.query<{ size: number }[]>(`select count(*) as size from search_document where id <= $1`, [id]);
    return row!.size;
  }

  /** Which of these are documents. */
  async existing(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(`select id from search_document where id = any($1::uuid[])`, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** The documents with the numbers of their last writes; those that are gone are left out. */
  async documents(ids: readonly string[]): Promise<StoredDocument[]> {
    const rows = await this.dataSource.query<DocumentRow[]>(
      `select d.id, d.kind, d.version, d.enterprise_id as "enterpriseId", d.published_at as "publishedAt", d.regions, d.service_regions as "serviceRegions",
              d.categories, d.industries, d.certificates, d.budgets, d.budget_min as "budgetMin", d.budget_max as "budgetMax", d.deadline,
              coalesce(x.title, '') as title, coalesce(x.body, '') as body, d.terms::text as terms, d.weights::text as weights
         from search_document d left join search_text x on x.document = d.number
        where d.id = any($1::uuid[])`,
      [ids],
    );
    const numbers = rows.map(({ terms }) => numbersOf(terms));
    const tokens = await this.tokens(new Set(numbers.flat()));
    return rows.map(({ id, kind, version, terms: _, weights: written, title, body, ...fields }, i) => {
      const weights = numbersOf(written);
      const terms = new Map(numbers[i]!.map((number, place) => [tokens.get(number)!, weights[place]! / SCALE]));
      return { document: { id, kind: DOCUMENT_KINDS[kind]!, terms, text: { title, body }, fields }, version };
    });
  }

  /** Asked for by themselves: many documents share a term. */
  private async tokens(numbers: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
    const rows = await this.dataSource.query<{ number: number; token: string }[]>(`select number, token from search_term where number = any($1::int[])`, [[...numbers]]);
    return new Map(rows.map(({ number, token }) => [number, token]));
  }
}

/** Read here, they take a third of the time that the driver would take for them. */
function numbersOf(written: string): number[] {
  return written === '{}' ? [] : written.slice(1, -1).split(',').map(Number);
}

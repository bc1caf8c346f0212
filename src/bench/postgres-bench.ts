import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { PostgresSearchIndex } from '../platform/search/postgres-search-index.js';
import type { CandidateQuery, SearchIndex, SearchQuery } from '../platform/search/search-index.js';
import { copyTime, indexTables } from './bare-copy.js';
import type { BenchEngine, CandidatesBench } from './bench-engine.js';
import { documentOf } from './generated-listing.js';
import type { ListingGenerator } from './listing-generator.js';
import type { LoadJournal } from './load-journal.js';
import type { Ask } from './measured.js';
import { memoryOfFamily, parentOf, type ServerMemory } from './server-memory.js';
import { replay, type Statement, StatementRecorder } from './statement-recorder.js';

/** Documents that are handed over at once. */
const BATCH = 10_000;

/** So many are also copied into bare tables. */
const COMPARED = 100_000;

const CONNECTIONS = 20;

/** The search port on Postgres; bare is the same SQL through `pg`, and COPY of the same rows. */
export class PostgresBench implements BenchEngine {
  readonly engine = 'postgres';
  /** Notes what is written for the other engine, as it is where there is one. */
  private readonly index: SearchIndex;

  private constructor(
    readonly name: string,
    private readonly ownerUrl: string,
    private readonly dataSource: DataSource,
    private readonly pool: pg.Pool,
    private readonly generator: ListingGenerator,
    private readonly journal: LoadJournal,
    private readonly comparesLoads: boolean,
  ) {
    this.index = new PostgresSearchIndex(dataSource, 'noted');
  }

  /** @param comparesLoads load some documents into bare tables too */
  static async open(ownerUrl: string, generator: ListingGenerator, journal: LoadJournal, comparesLoads = true): Promise<PostgresBench> {
    const dataSource = await new DataSource(dataSourceOptions(ownerUrl, CONNECTIONS)).initialize();
    const pool = new pg.Pool({ connectionString: ownerUrl, max: CONNECTIONS });
    // The server is stopped as soon as the pool has ended, which does not wait for its connections to close.
    pool.on('error', () => undefined);
    const [{ version }] = await dataSource.query<[{ version: string }]>(`select split_part(current_setting('server_version'), ' ', 1) as version`);
    return new PostgresBench(`postgres ${version}`, ownerUrl, dataSource, pool, generator, journal, comparesLoads);
  }

  async load(listings: number, tell: (done: number) => void, stop: AbortSignal): Promise<void> {
    let done = await this.count();
    while (done < listings && !stop.aborted) {
      const end = Math.min(listings, done + BATCH, ...(done < COMPARED ? [COMPARED] : []));
      const documents = [...this.generator.listings(done, end)].map(documentOf);
      const start = performance.now();
      await this.index.upsert(documents);
      this.journal.add(this.engine, documents.length, performance.now() - start);
      done = end;
      tell(done);
      if (this.comparesLoads && done === Math.min(COMPARED, listings)) await this.compareLoad(done);
    }
    if (!stop.aborted) await this.settle();
  }

  private async count(): Promise<number> {
    const [row] = await this.dataSource.query<{ size: number }[]>('select count(*) as size from search_document');
    return row!.size;
  }

  private async compareLoad(documents: number): Promise<void> {
    const { milliseconds } = this.journal.entry(this.engine);
    this.journal.setCompared(this.engine, { documents, ours: milliseconds, bare: await copyTime(this.ownerUrl) });
  }

  /** What autovacuum does within minutes of a load, and the backlog that would only pile up here. */
  private async settle(): Promise<void> {
    const client = new pg.Client({ connectionString: this.ownerUrl });
    await client.connect();
    for (const { name } of await indexTables(client)) await client.query(`vacuum analyze ${name}`);
    await client.end();
  }

  async size(): Promise<number> {
    const client = await this.pool.connect();
    try {
      return (await indexTables(client)).reduce((sum, { bytes }) => sum + bytes, 0);
    } finally {
      client.release();
    }
  }

  async memory(): Promise<ServerMemory | null> {
    const [{ pid }] = await this.dataSource.query<[{ pid: number }]>('select pg_backend_pid() as pid');
    const server = await parentOf(pid);
    return server === null ? null : memoryOfFamily(server);
  }

  async questions(queries: readonly SearchQuery[]): Promise<{ ours: Ask; bare: Ask }> {
    const { index } = this;
    return { ours: (question) => index.search(queries[question]!), bare: await this.recorded(queries, (recorded, query) => recorded.search(query)) };
  }

  async candidates(queries: readonly CandidateQuery[]): Promise<CandidatesBench> {
    const { index } = this;
    return { find: (query) => index.candidates(query), bare: () => this.recorded(queries, (recorded, query) => recorded.candidates(query)), warm: async () => {} };
  }

  /** The same statements as the port's, without the port. */
  private async recorded<Query>(queries: readonly Query[], ask: (index: SearchIndex, query: Query) => Promise<unknown>): Promise<Ask> {
    const recorder = new StatementRecorder();
    const heard = await recorder.connect(this.ownerUrl);
    const index = new PostgresSearchIndex(heard, 'noted');
    const statements: (readonly Statement[])[] = [];
    for (const query of queries) statements.push(await recorder.during(() => ask(index, query)));
    await heard.destroy();
    return (question) => replay(this.pool, statements[question]!);
  }

  async close(): Promise<void> {
    await this.dataSource.destroy();
    await this.pool.end();
  }
}

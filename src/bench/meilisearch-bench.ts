import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import { BATCH } from '../platform/search/index-mirror.js';
import { MeilisearchSearchIndex } from '../platform/search/meilisearch-search-index.js';
import { signed } from '../platform/search/meilisearch-record.js';
import { MeilisearchServer } from '../platform/search/meilisearch-server.js';
import { INDEX_PLANS, INDEX_PURPOSES, type IndexPurpose, indexNames } from '../platform/search/meilisearch-settings.js';
import { MirrorStore } from '../platform/search/mirror-store.js';
import type { CandidateQuery, SearchIndex, SearchQuery } from '../platform/search/search-index.js';
import { SearchMirror } from '../platform/search/search-mirror.js';
import { BareMeilisearch, NDJSON } from './bare-meilisearch.js';
import type { BenchEngine, CandidatesBench } from './bench-engine.js';
import type { LoadJournal } from './load-journal.js';
import type { Ask } from './measured.js';
import { RequestRecorder, type SentRequest } from './request-recorder.js';
import { listenerAt, memoryOfFamily, type ServerMemory } from './server-memory.js';

/** Documents that are noted at once for the mirror to send. */
const NOTED = 50_000;
/** Of those that also go to bare indexes: what both get in turn. */
const IN_TURN = 10_000;

/** So many also go to bare indexes: text documents take the server its time. */
const COMPARED = 20_000;

/** The product asks Postgres after two seconds, as it must while the files are not in memory yet; here the answer is waited for, and all of the wait counts. */
const READ_TIMEOUT_MS = 120_000;

export interface MeilisearchAddress {
  readonly url: string;
  readonly key: string | undefined;
}

/**
 * The search port on Meilisearch, filled by the product's own mirror from what Postgres holds already; bare is the same requests by `fetch`. For the
 * size on disk the server should be there for this alone.
 */
export class MeilisearchBench implements BenchEngine {
  readonly engine = 'meilisearch';
  private readonly bare: BareMeilisearch;
  private readonly mirror: SearchMirror;

  private constructor(
    readonly name: string,
    private readonly address: MeilisearchAddress,
    private readonly dataSource: DataSource,
    private readonly store: MirrorStore,
    private readonly journal: LoadJournal,
    private readonly purposes: readonly IndexPurpose[],
  ) {
    this.bare = new BareMeilisearch(address.url, address.key);
    this.mirror = new SearchMirror(new MeilisearchServer(address.url, address.key), store, purposes);
  }

  /** @param purposes the indexes that are filled and asked */
  static async open(address: MeilisearchAddress, ownerUrl: string, journal: LoadJournal, purposes: readonly IndexPurpose[] = INDEX_PURPOSES): Promise<MeilisearchBench> {
    const dataSource = await new DataSource(dataSourceOptions(ownerUrl, 6)).initialize();
    const version = await new MeilisearchServer(address.url, address.key).version();
    return new MeilisearchBench(`meilisearch ${version}`, address, dataSource, new MirrorStore(dataSource), journal, purposes);
  }

  async load(listings: number, tell: (done: number) => void, stop: AbortSignal): Promise<void> {
    if ((await this.mirror.ensureIndexes()) === 'made') this.journal.forget(this.engine);
    // Notes of what the server has already, or is given in portions below.
    await this.dataSource.query('delete from search_backlog');
    let { documents: done } = this.journal.entry(this.engine);
    if (done === 0) {
      await this.loadCompared(Math.min(COMPARED, listings), tell);
      done = Math.min(COMPARED, listings);
    }
    while (done < listings && !stop.aborted) {
      const end = Math.min(listings, done + NOTED);
      await this.note(done, end);
      const start = performance.now();
      await this.mirror.flush();
      this.journal.add(this.engine, end - done, performance.now() - start);
      done = end;
      tell(done);
    }
    // Compared by those who loaded it: a process that is asked need not.
    await this.store.claimComparison();
  }

  /** The first documents in turn to ours and to bare indexes, which are taken away again. */
  private async loadCompared(documents: number, tell: (done: number) => void): Promise<void> {
    const names = indexNames((await this.store.load()).name);
    const uids = this.purposes.map((purpose) => names[purpose]);
    for (const uid of uids) await this.bare.copyIndex(bareName(uid), uid);
    const spent = { ours: 0, bare: 0 };
    for (let done = 0; done < documents; done += IN_TURN) {
      const end = Math.min(documents, done + IN_TURN);
      const ids = await this.note(done, end);
      const start = performance.now();
      await this.mirror.flush();
      spent.ours += performance.now() - start;
      const requests = await this.bareWrites(ids, names);
      const bareStart = performance.now();
      await this.bare.doTasks(requests);
      spent.bare += performance.now() - bareStart;
      tell(end);
    }
    await this.bare.drop(uids.map(bareName));
    this.journal.add(this.engine, documents, spent.ours);
    this.journal.setCompared(this.engine, { documents, ...spent });
  }

  /** The same records in tasks of the same size, ready to be posted. */
  private async bareWrites(ids: readonly string[], uids: Readonly<Record<IndexPurpose, string>>): Promise<SentRequest[]> {
    const writes: SentRequest[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const documents = (await this.store.documents(ids.slice(start, start + BATCH))).map(({ document, version }) => signed(document, version));
      for (const purpose of this.purposes) {
        const lines = documents.map((document) => JSON.stringify(INDEX_PLANS[purpose].toRecord(document))).join('\n');
        writes.push({ method: 'POST', path: `/indexes/${bareName(uids[purpose])}/documents`, type: NDJSON, body: Buffer.from(lines) });
      }
    }
    return writes;
  }

  /** Notes documents as changed, as a write to Postgres does; in the order in which they came in. */
  private async note(from: number, end: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>('select id from search_box order by document offset $1 limit $2', [from, end - from]);
    const ids = rows.map(({ id }) => id);
    await this.store.putIntoBacklog(ids);
    return ids;
  }

  private async ownIndexes(): Promise<string[]> {
    const { name } = await this.store.load();
    return Object.keys((await this.bare.stats()).indexes).filter((uid) => uid.startsWith(name) && !uid.endsWith(BARE));
  }

  async size(): Promise<number> {
    return (await this.bare.stats()).databaseSize;
  }

  async memory(): Promise<ServerMemory | null> {
    const { hostname, port } = new URL(this.address.url);
    const server = LOCAL.has(hostname) ? await listenerAt(Number(port)) : null;
    return server === null ? null : memoryOfFamily(server);
  }

  async questions(queries: readonly SearchQuery[]): Promise<{ ours: Ask; bare: Ask }> {
    const index = await this.index(this.address.url);
    return { ours: (question) => index.search(queries[question]!), bare: await this.recorded(queries, (recorded, query) => recorded.search(query)) };
  }

  /** @param aim how many records the port is to ask for; without it as many as in the product */
  async candidates(queries: readonly CandidateQuery[], aim?: number): Promise<CandidatesBench> {
    const warmed = async (index: MeilisearchSearchIndex): Promise<void> => {
      for (const kind of new Set(queries.map(({ kind }) => kind))) await index.sampled(kind);
    };
    const index = await this.index(this.address.url, aim);
    return { find: (query) => index.candidates(query), bare: () => this.recorded(queries, (recorded, query) => recorded.candidates(query), aim, warmed), warm: () => warmed(index) };
  }

  /** The same requests as the port's, without the port; its first round is for what it learns of the collection. */
  private async recorded<Query>(
    queries: readonly Query[],
    ask: (index: SearchIndex, query: Query) => Promise<unknown>,
    aim?: number,
    warm?: (index: MeilisearchSearchIndex) => Promise<void>,
  ): Promise<Ask> {
    const requests = await RequestRecorder.before(this.address.url, async (recorder) => {
      const index = await this.index(recorder.url, aim);
      if (warm === undefined) for (const query of queries) await ask(index, query);
      else await warm(index);
      const heard: (readonly SentRequest[])[] = [];
      for (const query of queries) heard.push(await recorder.during(() => ask(index, query)));
      return heard;
    });
    return async (question) => {
      for (const each of requests[question]!) await this.bare.send(each);
    };
  }

  private async index(url: string, aim?: number): Promise<MeilisearchSearchIndex> {
    return new MeilisearchSearchIndex(new MeilisearchServer(url, this.address.key, READ_TIMEOUT_MS), (await this.store.load()).name, aim);
  }

  async close(isKept: boolean): Promise<void> {
    if (!isKept) await this.bare.drop(await this.ownIndexes());
    await this.dataSource.destroy();
  }
}

const LOCAL: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const BARE = '_bare';
const bareName = (uid: string): string => uid + BARE;

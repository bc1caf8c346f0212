import { setTimeout as sleep } from 'node:timers/promises';
import { type EnqueuedTask, Meilisearch, type MultiSearchParams, type SearchParams, type SearchResponse, type Settings, type Task } from 'meilisearch';
import { asked, askedOnce, problemOf } from './meilisearch-request.js';
import { type BytesReader, MeilisearchStream } from './meilisearch-stream.js';
import { SearchEngineError } from './search-engine.error.js';

/** Somebody waits for a page: after this long Postgres is the faster answer. */
const READ_TIMEOUT_MS = 2_000;
/** The server takes a batch in whole before it answers. */
const WRITE_TIMEOUT_MS = 15_000;
/** The server does all that waits for an index at once: twice what ten thousand documents for both took on a busy machine. */
const TASK_TIMEOUT_MS = 120_000;
const FIRST_POLL_MS = 4;
const SLOWEST_POLL_MS = 100;

interface IndexState {
  readonly documents: number;
  /** Another one tells of another index under the same name. */
  readonly createdAt: string;
}

interface StoredVersion {
  readonly id: string;
  readonly version: number;
}

/** What every record has. */
type StoredRecord = StoredVersion & Readonly<Record<string, unknown>>;

/**
 * A Meilisearch as the platform needs it: waits for what it writes, bounds every wait, and fails with `SearchEngineError` alone. Tasks
 * are done in the order in which they come, so that to wait for one is to wait for those before it.
 */
export class MeilisearchServer {
  private readonly reader: Meilisearch;
  private readonly writer: Meilisearch;
  private readonly stream: MeilisearchStream;

  /** @param readTimeoutMs where nobody else could answer instead, a longer wait may be of use */
  constructor(url: string, key: string | undefined, readTimeoutMs = READ_TIMEOUT_MS) {
    // An answer that is compressed and longer than a packet waits for a delayed acknowledgement: 80 ms instead of 34.
    const config = { host: url, requestInit: { headers: { 'Accept-Encoding': 'identity' } }, ...(key === undefined ? {} : { apiKey: key }) };
    this.reader = new Meilisearch({ ...config, timeout: readTimeoutMs });
    this.writer = new Meilisearch({ ...config, timeout: WRITE_TIMEOUT_MS });
    this.stream = new MeilisearchStream(url, key, readTimeoutMs);
  }

  search<Found extends StoredRecord>(uid: string, parameters: SearchParams): Promise<SearchResponse<Found>> {
    return asked(() => this.reader.index<Found>(uid).search(null, parameters));
  }

  /** Several searches of one index in one request. */
  async searches<Found extends StoredRecord>(uid: string, searches: readonly SearchParams[]): Promise<SearchResponse<Found>[]> {
    const { results } = await asked(() => this.reader.multiSearch<MultiSearchParams, Found>({ queries: searches.map((parameters) => ({ indexUid: uid, ...parameters })) }));
    return results;
  }

  /**
   * Some of the records that pass a filter, and how many there are, in the server's own order: a tenth of the time that a search takes, whose hits
   * are ranked one by one even when there is nothing to rank by, those before the first one too.
   */
  async records<Found extends StoredRecord>(uid: string, filter: string, fields: readonly Extract<keyof Found, string>[], limit: number, offset = 0): Promise<{ records: Found[]; total: number }> {
    const { results, total } = await asked(() => this.reader.index<Found>(uid).getDocuments({ filter, fields: [...fields], limit, offset }));
    return { records: results as Found[], total };
  }

  /**
   * The same where time is dear: the answer goes to a reader while it comes in, and is no record before the reader makes it one.
   *
   * @param makeReader one for each attempt
   */
  read<Reader extends BytesReader>(uid: string, filter: string, fields: readonly string[], limit: number, makeReader: () => Reader): Promise<Reader> {
    return asked(async () => {
      const reader = makeReader();
      await this.stream.post(`indexes/${uid}/documents/fetch`, { filter, fields, limit }, reader);
      return reader;
    });
  }

  version(): Promise<string> {
    return asked(() => this.reader.getVersion().then(({ pkgVersion }) => pkgVersion));
  }

  /** Null when there is no such index. */
  async state(uid: string): Promise<IndexState | null> {
    try {
      const [{ numberOfDocuments }, { createdAt }] = await asked(() => Promise.all([this.reader.index(uid).getStats(), this.reader.index(uid).getRawInfo()]));
      return { documents: numberOfDocuments, createdAt };
    } catch (error) {
      if (error instanceof SearchEngineError && error.problem === 'missing') return null;
      throw error;
    }
  }

  /** Ids and versions of records from a place on, in the server's own order, which holds while nothing is written. */
  async versions(uid: string, offset: number, limit: number): Promise<StoredVersion[]> {
    const { results } = await asked(() => this.writer.index<StoredRecord>(uid).getDocuments({ offset, limit, fields: ['id', 'version'] }));
    return results.map(({ id, version }) => ({ id, version }));
  }

  /** The versions of certain records, by id; what is not there is left out. At most a thousand ids. */
  async versionsOf(uid: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const filter = `id IN [${ids.map((id) => `"${id}"`).join(', ')}]`;
    const { hits } = await asked(() => this.writer.index<StoredRecord>(uid).search(null, { filter, limit: ids.length, attributesToRetrieve: ['id', 'version'] }));
    return new Map(hits.map(({ id, version }) => [id, version]));
  }

  async write(uid: string, records: readonly StoredRecord[]): Promise<void> {
    await this.finish(await this.handOver(uid, records, []));
  }

  async remove(uid: string, ids: readonly string[]): Promise<void> {
    await this.finish(await this.handOver(uid, [], ids));
  }

  /** Asks for records to be taken in and others out, and does not wait until it is done. Returns the tasks: none where nothing is asked for. */
  async handOver(uid: string, records: readonly StoredRecord[], gone: readonly string[]): Promise<number[]> {
    const index = this.writer.index<StoredRecord>(uid);
    const tasks: number[] = [];
    if (gone.length > 0) tasks.push((await asked(() => index.deleteDocuments([...gone]))).taskUid);
    // The server keeps it a record a line: what comes so is not taken apart first.
    const lines = records.map((record) => JSON.stringify(record)).join('\n');
    if (records.length > 0) tasks.push((await asked(() => index.addDocumentsFromString(lines, 'application/x-ndjson'))).taskUid);
    return tasks;
  }

  /** Waits until tasks are done. */
  async finish(tasks: readonly number[]): Promise<void> {
    for (const task of tasks) await this.wait(task);
  }

  async create(uid: string, settings: Settings): Promise<void> {
    await this.done(() => this.writer.createIndex(uid, { primaryKey: 'id' }), askedOnce);
    await this.done(() => this.writer.index(uid).updateSettings(settings));
  }

  /** An index that is not there is no error. */
  async drop(uid: string): Promise<void> {
    try {
      await this.done(() => this.writer.deleteIndex(uid));
    } catch (error) {
      if (!(error instanceof SearchEngineError && error.problem === 'missing')) throw error;
    }
  }

  /** Not sent twice: a second swap would undo the first. */
  async swap(one: string, other: string): Promise<void> {
    await this.done(() => this.writer.swapIndexes([{ indexes: [one, other], rename: false }]), askedOnce);
  }

  private async done(enqueue: () => Promise<EnqueuedTask>, send = asked): Promise<void> {
    await this.wait((await send(enqueue)).taskUid);
  }

  /** The client's own wait gives up after five seconds and looks only every 50 ms. */
  private async wait(uid: number): Promise<void> {
    const deadline = Date.now() + TASK_TIMEOUT_MS;
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(SLOWEST_POLL_MS, pause * 1.5)) {
      const task: Task = await asked(() => this.writer.tasks.getTask(uid));
      if (task.status === 'succeeded') return;
      if (task.status === 'failed' || task.status === 'canceled') {
        throw new SearchEngineError(`Meilisearch did not do a task (${task.type}): ${task.error?.message ?? task.status}`, problemOf(task.error?.code));
      }
      if (Date.now() > deadline) throw new SearchEngineError(`Meilisearch did not finish a task (${task.type}) in ${TASK_TIMEOUT_MS / 1000} s`, 'unreachable');
      await sleep(pause);
    }
  }
}

import { MATCHING_INDEX_SETTINGS, MATCHING_INDEX_VERSION } from './meilisearch-settings.js';
import type { MeilisearchRecord } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import type { MirrorRow, MirrorStore } from './mirror-store.js';
import { SearchEngineError } from './search-engine.error.js';

/** Documents of one task: about a megabyte of JSON, done in half a second. */
const BATCH = 1_000;
/** How long to wait for another process that sends. */
const SENDER_PATIENCE_MS = 20_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const indexInTheMaking = (name: string): string => `${name}_next`;

/** A newer program has made this index or is at it: what it holds is for that one to say. */
function isAhead({ version, rebuildVersion }: MirrorRow): boolean {
  return Math.max(version ?? 0, rebuildVersion ?? 0) > MATCHING_INDEX_VERSION;
}

/** `made`: just now, and empty. `outdated`: made with other settings than this program's, older or newer. */
type IndexCondition = 'there' | 'made' | 'outdated';

/** How far a rebuild is. */
interface RebuildProgress {
  readonly isDone: boolean;
  /** Documents that are in the new index, by all processes that were at it. */
  readonly sent: number;
}

/**
 * Keeps an index of a Meilisearch in line with the documents in Postgres. Each write is noted there in its own transaction, and whoever
 * sends reads the documents as they are then, under one lock: so nothing is lost when a process or the server dies, and what is sent last is the
 * newest. Fails with `SearchEngineError` when the server does not do its part.
 */
export class SearchMirror {
  private running: Promise<void> | undefined;
  private following: Promise<void> | undefined;

  constructor(
    private readonly server: MeilisearchServer,
    private readonly store: MirrorStore,
  ) {}

  /** Sends all that was noted before the call. Calls that come meanwhile share the next round. */
  flush(): Promise<void> {
    if (this.running === undefined) {
      this.running = this.drain().finally(() => {
        this.running = undefined;
      });
      return this.running;
    }
    this.following ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.following = undefined;
        return this.flush();
      });
    return this.following;
  }

  private async drain(): Promise<void> {
    while ((await this.store.asSender(SENDER_PATIENCE_MS, () => this.sendBatch())) === BATCH);
  }

  private async sendBatch(): Promise<number> {
    const entries = await this.store.backlog(BATCH);
    if (entries.length === 0 || isAhead(await this.store.load())) return 0;
    const records = await this.store.records(entries.map(({ id }) => id));
    const found = new Set(records.map(({ id }) => id));
    const gone = entries.filter(({ id }) => !found.has(id)).map(({ id }) => id);
    await Promise.all((await this.targets()).map((uid) => this.send(uid, records, gone)));
    await this.store.crossOff(entries);
    return entries.length;
  }

  /** The live index, and the one that is being filled: a swap moves no task that still waits, so both get every write. */
  private async targets(): Promise<string[]> {
    const { name, version, rebuildVersion } = await this.store.load();
    return [...(version === null ? [] : [name]), ...(rebuildVersion === null ? [] : [indexInTheMaking(name)])];
  }

  private async send(uid: string, records: readonly MeilisearchRecord[], gone: readonly string[]): Promise<void> {
    await Promise.all([this.server.write(uid, records), this.server.remove(uid, gone)]);
  }

  /** Makes the live index where there is none that could be trusted, and notes what it lacks then. */
  async ensureIndex(): Promise<IndexCondition> {
    const row = await this.store.load();
    const state = await this.server.state(row.name);
    if (state === null || row.version === null || row.createdAt !== state.createdAt) {
      await this.store.asSender(SENDER_PATIENCE_MS, () => this.remake(row));
      return 'made';
    }
    return row.version === MATCHING_INDEX_VERSION ? 'there' : 'outdated';
  }

  /** A quick look, while nothing is written: both sides have as many documents. */
  async hasAsMany(): Promise<boolean> {
    const { name } = await this.store.load();
    return (await this.server.state(name))?.documents === (await this.store.count());
  }

  private async remake(before: MirrorRow): Promise<void> {
    const row = await this.store.load();
    // Another process was quicker.
    if (row.version !== null && row.createdAt !== before.createdAt) return;
    await this.server.drop(row.name);
    await this.server.create(row.name, MATCHING_INDEX_SETTINGS);
    const state = await this.server.state(row.name);
    await this.store.save({ version: MATCHING_INDEX_VERSION, createdAt: state!.createdAt });
    await this.store.putAllIntoBacklog();
  }

  /** Notes every document whose newest state the index lacks, and everything in it that is none. Says how many there are. */
  async compare(): Promise<number> {
    const { name } = await this.store.load();
    let noted = 0;
    for (let after = FIRST_ID; ; ) {
      const page = await this.store.versionsAfter(after, BATCH);
      const last = page.at(-1);
      if (last === undefined) break;
      const held = await this.server.versionsOf(name, page.map(({ id }) => id));
      noted += await this.noteAll(page.filter(({ id, version }) => held.get(id) !== version).map(({ id }) => id));
      after = last.id;
    }
    for (let offset = 0; ; offset += BATCH) {
      const page = await this.server.versions(name, offset, BATCH);
      const documents = await this.store.existing(page.map(({ id }) => id));
      noted += await this.noteAll(page.filter(({ id }) => !documents.has(id)).map(({ id }) => id));
      if (page.length < BATCH) return noted;
    }
  }

  private async noteAll(ids: readonly string[]): Promise<number> {
    if (ids.length > 0) await this.store.putIntoBacklog(ids);
    return ids.length;
  }

  /** Whether a second index is being filled, or should be because the live one was made with older settings. */
  async needsRebuild(): Promise<boolean> {
    const row = await this.store.load();
    return !isAhead(row) && (row.rebuildVersion !== null || (row.version !== null && row.version < MATCHING_INDEX_VERSION));
  }

  /** Begins to fill a second index; one that is under way goes on, unless the server has lost it. */
  async beginRebuild(): Promise<void> {
    await this.store.asSender(SENDER_PATIENCE_MS, async () => {
      const { name, createdAt, rebuildVersion, rebuildCreatedAt } = await this.store.load();
      const next = indexInTheMaking(name);
      if (rebuildVersion === MATCHING_INDEX_VERSION) {
        const [made, live] = [await this.server.state(next), await this.server.state(name)];
        // Where the swap was the last thing that a process did, the new index lives already.
        if (made?.createdAt === rebuildCreatedAt || (live?.createdAt === rebuildCreatedAt && createdAt !== rebuildCreatedAt)) return;
      }
      await this.server.drop(next);
      await this.server.create(next, MATCHING_INDEX_SETTINGS);
      const state = await this.server.state(next);
      await this.store.save({ rebuildVersion: MATCHING_INDEX_VERSION, rebuildCreatedAt: state!.createdAt, rebuildAfter: null });
    });
  }

  /** One more page of the rebuild that is under way, and after the last one the swap. May be left at any point and taken up by any process. */
  continueRebuild(): Promise<RebuildProgress> {
    return this.store.asSender(SENDER_PATIENCE_MS, async () => {
      const row = await this.store.load();
      if (row.rebuildVersion === null) return { isDone: true, sent: 0 };
      const page = await this.store.versionsAfter(row.rebuildAfter ?? FIRST_ID, BATCH);
      const last = page.at(-1);
      if (last === undefined) {
        await this.finishRebuild(row, row.rebuildVersion);
        return { isDone: true, sent: 0 };
      }
      await this.server.write(indexInTheMaking(row.name), await this.store.records(page.map(({ id }) => id)));
      await this.store.save({ rebuildAfter: last.id });
      return { isDone: false, sent: await this.store.countUpTo(last.id) };
    });
  }

  private async finishRebuild({ name, rebuildCreatedAt }: MirrorRow, version: number): Promise<void> {
    const next = indexInTheMaking(name);
    // A process that died after its swap has left the new index in the live one's place.
    const isSwapped = (await this.server.state(name))?.createdAt === rebuildCreatedAt;
    if (!isSwapped) {
      const made = await this.server.state(next);
      if (made?.createdAt !== rebuildCreatedAt) throw new SearchEngineError('Meilisearch has lost the index in the making: it is begun anew', 'missing');
      await this.server.swap(name, next);
    }
    await this.store.save({ version, createdAt: rebuildCreatedAt, rebuildVersion: null, rebuildCreatedAt: null, rebuildAfter: null });
    await this.server.drop(next);
  }
}

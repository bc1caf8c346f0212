import { BATCH, type IndexCondition, IndexMirror, type RebuildProgress, SENDER_PATIENCE_MS } from './index-mirror.js';
import { signed } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { INDEX_PURPOSES, type IndexPurpose } from './meilisearch-settings.js';
import type { BacklogEntry, MirrorStore, StoredDocument } from './mirror-store.js';

/** What is read and handed over at once. */
const PORTION = BATCH;

/**
 * Portions that the server may have before it, so that it is never without work: it does all that waits for an index together, which is quicker than
 * one after the other, and meanwhile the next ones are read and handed over.
 */
const AHEAD = 10;

/** Another process that has something to send gets its turn after so long. */
const TURN_MS = 8_000;

interface Portion {
  readonly entries: readonly BacklogEntry[];
  readonly documents: readonly StoredDocument[];
  /** Ids of what was noted and is no longer there. */
  readonly gone: readonly string[];
}

interface HandedOver {
  readonly entries: readonly BacklogEntry[];
  /** Of the server's. */
  readonly tasks: readonly number[];
}

/**
 * Keeps the indexes of a Meilisearch in line with the documents in Postgres. Each write is noted there in its own transaction, and whoever
 * sends reads the documents as they are then, under one lock, and sends them to every index: so nothing is lost when a process or the server
 * dies, and what is sent last is the newest. Fails with `SearchEngineError` when the server does not do its part.
 */
export class SearchMirror {
  private running: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private readonly indexes: readonly IndexMirror[];

  constructor(
    private readonly server: MeilisearchServer,
    private readonly store: MirrorStore,
    purposes: readonly IndexPurpose[] = INDEX_PURPOSES,
  ) {
    this.indexes = purposes.map((purpose) => new IndexMirror(purpose, server, store));
  }

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
    while (await this.store.asSender(SENDER_PATIENCE_MS, (isWanted) => this.sendForAWhile(isWanted)));
  }

  /** Portion by portion; the next one is read while the server takes others in. Says whether there is more. */
  private async sendForAWhile(isWanted: () => Promise<boolean>): Promise<boolean> {
    if (await this.isAnyAhead()) return false;
    const end = Date.now() + TURN_MS;
    const underWay: HandedOver[] = [];
    let isCut = false;
    for (let portion: Portion | null = await this.portion(); portion !== null && portion.entries.length > 0; ) {
      const { entries }: Portion = portion;
      isCut = Date.now() > end && (await isWanted());
      const next: Promise<Portion> | null = isCut || entries.length < PORTION ? null : this.portion(entries.at(-1)!.version);
      const handingOver: Promise<void> = this.handOver(portion).then(async (handedOver) => {
        underWay.push(handedOver);
        while (underWay.length > AHEAD) await this.finish(underWay.shift()!);
      });
      [portion] = await Promise.all([next, handingOver]);
    }
    for (const handedOver of underWay) await this.finish(handedOver);
    return isCut;
  }

  private async portion(after?: number): Promise<Portion> {
    const entries = await this.store.backlog(PORTION, after);
    const documents = entries.length > 0 ? await this.store.documents(entries.map(({ id }) => id)) : [];
    const found = new Set(documents.map(({ document }) => document.id));
    return { entries, documents, gone: entries.filter(({ id }) => !found.has(id)).map(({ id }) => id) };
  }

  /** In the order of the portions, index by index: what a later one says of a document is done later. */
  private async handOver({ entries, documents, gone }: Portion): Promise<HandedOver> {
    const signedOnes = documents.map(({ document, version }) => signed(document, version));
    const tasks: number[] = [];
    for (const index of this.indexes) tasks.push(...(await index.handOver(signedOnes, gone)));
    return { entries, tasks };
  }

  private async finish({ entries, tasks }: HandedOver): Promise<void> {
    await this.server.finish(tasks);
    await this.store.crossOff(entries);
  }

  private async isAnyAhead(): Promise<boolean> {
    for (const index of this.indexes) if (await index.isAhead()) return true;
    return false;
  }

  /** Makes each live index where there is none that could be trusted, and notes what it lacks then. Says the worst of both. */
  async ensureIndexes(): Promise<IndexCondition> {
    const conditions: IndexCondition[] = [];
    for (const index of this.indexes) conditions.push(await index.ensure());
    return (['made', 'outdated'] as const).find((condition) => conditions.includes(condition)) ?? 'there';
  }

  /** A quick look, while nothing is written: all sides have as many documents. */
  async hasAsMany(): Promise<boolean> {
    for (const index of this.indexes) if (!(await index.hasAsMany())) return false;
    return true;
  }

  /** Notes every document whose newest state an index lacks, and everything in one that is none. Says how many there are. */
  async compare(): Promise<number> {
    let noted = 0;
    for (const index of this.indexes) noted += await index.compare();
    return noted;
  }

  /** Those of which a second one is being filled, or should be because the live one was made with older settings. */
  async toRebuild(): Promise<IndexPurpose[]> {
    const purposes: IndexPurpose[] = [];
    for (const index of this.indexes) if (await index.needsRebuild()) purposes.push(index.purpose);
    return purposes;
  }

  /** Begins to fill a second index; one that is under way goes on, unless the server has lost it. */
  beginRebuild(purpose: IndexPurpose): Promise<void> {
    return this.of(purpose).beginRebuild();
  }

  /** One more page of the rebuild that is under way, and after the last one the swap. May be left at any point and taken up by any process. */
  continueRebuild(purpose: IndexPurpose): Promise<RebuildProgress> {
    return this.of(purpose).continueRebuild();
  }

  private of(purpose: IndexPurpose): IndexMirror {
    return this.indexes.find((index) => index.purpose === purpose)!;
  }
}

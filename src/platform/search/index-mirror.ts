import { type SignedDocument, signed } from './meilisearch-record.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { INDEX_PLANS, type IndexPlan, type IndexPurpose } from './meilisearch-settings.js';
import type { MirrorRow, MirrorStore } from './mirror-store.js';
import { SearchEngineError } from './search-engine.error.js';

/** Documents of one task: one to four megabytes of JSON. */
export const BATCH = 1_000;
/** How long to wait for another process that sends. */
export const SENDER_PATIENCE_MS = 20_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const indexInTheMaking = (name: string): string => `${name}_next`;

/** `made`: just now, and empty. `outdated`: made with other settings than this program's, older or newer. */
export type IndexCondition = 'there' | 'made' | 'outdated';

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly isDone: boolean;
  /** Documents that are in the new index, by all processes that were at it. */
  readonly sent: number;
}

/**
 * One index of a Meilisearch: makes it, sends it what it is given, compares it with Postgres, fills another in its place. Fails with
 * `SearchEngineError` when the server does not do its part.
 */
export class IndexMirror {
  private readonly plan: IndexPlan;

  constructor(
    readonly purpose: IndexPurpose,
    private readonly server: MeilisearchServer,
    private readonly store: MirrorStore,
  ) {
    this.plan = INDEX_PLANS[purpose];
  }

  /** A newer program has made this index or is at it: what it holds is for that one to say. */
  async isAhead(): Promise<boolean> {
    return this.isRowAhead(await this.row());
  }

  /**
   * Hands over documents and ids to take out; for the live index, and for the one that is being filled: a swap moves no task that still waits. Returns the
   * tasks, which the server does in the order in which it got them.
   */
  async handOver(documents: readonly SignedDocument[], gone: readonly string[]): Promise<number[]> {
    const { name, version, rebuildVersion } = await this.row();
    const targets = [...(version === null ? [] : [name]), ...(rebuildVersion === null ? [] : [indexInTheMaking(name)])];
    const records = documents.map(this.plan.toRecord);
    const tasks: number[] = [];
    for (const uid of targets) tasks.push(...(await this.server.handOver(uid, records, gone)));
    return tasks;
  }

  /** Makes the live index where there is none that could be trusted, and notes what it lacks then. */
  async ensure(): Promise<IndexCondition> {
    const row = await this.row();
    const state = await this.server.state(row.name);
    if (state === null || row.version === null || row.createdAt !== state.createdAt) {
      await this.store.asSender(SENDER_PATIENCE_MS, () => this.remake(row));
      return 'made';
    }
    return row.version === this.plan.version ? 'there' : 'outdated';
  }

  /** A quick look, while nothing is written: both sides have as many documents. */
  async hasAsMany(): Promise<boolean> {
    const { name } = await this.row();
    return (await this.server.state(name))?.documents === (await this.store.count());
  }

  private async remake(before: MirrorRow): Promise<void> {
    const row = await this.row();
    // Another process was quicker.
    if (row.version !== null && row.createdAt !== before.createdAt) return;
    const createdAt = await this.makeEmpty(row.name);
    await this.store.save(this.purpose, { version: this.plan.version, createdAt });
    await this.store.putAllIntoBacklog();
  }

  private async makeEmpty(uid: string): Promise<string> {
    await this.server.drop(uid);
    await this.server.create(uid, this.plan.settings);
    return (await this.server.state(uid))!.createdAt;
  }

  /** Notes every document whose newest state the index lacks, and everything in it that is none. Says how many there are. */
  async compare(): Promise<number> {
    const { name } = await this.row();
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
    const row = await this.row();
    return !this.isRowAhead(row) && (row.rebuildVersion !== null || (row.version !== null && row.version < this.plan.version));
  }

  /** Begins to fill a second index; one that is under way goes on, unless the server has lost it. */
  async beginRebuild(): Promise<void> {
    await this.store.asSender(SENDER_PATIENCE_MS, async () => {
      const { name, createdAt, rebuildVersion, rebuildCreatedAt } = await this.row();
      const next = indexInTheMaking(name);
      if (rebuildVersion === this.plan.version) {
        const [made, live] = [await this.server.state(next), await this.server.state(name)];
        // Where the swap was the last thing that a process did, the new index lives already.
        if (made?.createdAt === rebuildCreatedAt || (live?.createdAt === rebuildCreatedAt && createdAt !== rebuildCreatedAt)) return;
      }
      await this.store.save(this.purpose, { rebuildVersion: this.plan.version, rebuildCreatedAt: await this.makeEmpty(next), rebuildAfter: null });
    });
  }

  /** One more page of the rebuild that is under way, and after the last one the swap. May be left at any point and taken up by any process. */
  continueRebuild(): Promise<RebuildProgress> {
    return this.store.asSender(SENDER_PATIENCE_MS, async () => {
      const row = await this.row();
      if (row.rebuildVersion === null) return { isDone: true, sent: 0 };
      const page = await this.store.versionsAfter(row.rebuildAfter ?? FIRST_ID, BATCH);
      const last = page.at(-1);
      if (last === undefined) {
        await this.finishRebuild(row, row.rebuildVersion);
        return { isDone: true, sent: 0 };
      }
      const documents = await this.store.documents(page.map(({ id }) => id));
      await this.server.write(indexInTheMaking(row.name), documents.map(({ document, version }) => this.plan.toRecord(signed(document, version))));
      await this.store.save(this.purpose, { rebuildAfter: last.id });
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
    await this.store.save(this.purpose, { version, createdAt: rebuildCreatedAt, rebuildVersion: null, rebuildCreatedAt: null, rebuildAfter: null });
    await this.server.drop(next);
  }

  private row(): Promise<MirrorRow> {
    return this.store.load(this.purpose);
  }

  private isRowAhead({ version, rebuildVersion }: MirrorRow): boolean {
    return Math.max(version ?? 0, rebuildVersion ?? 0) > this.plan.version;
  }
}

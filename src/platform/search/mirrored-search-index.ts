import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { MeilisearchSearchIndex } from './meilisearch-search-index.js';
import type { MeilisearchServer } from './meilisearch-server.js';
import { INDEX_PURPOSES, type IndexPurpose } from './meilisearch-settings.js';
import type { MirrorStore } from './mirror-store.js';
import type { PostgresSearchIndex } from './postgres-search-index.js';
import type { SearchDocument } from './search-document.js';
import { SearchEngineError } from './search-engine.error.js';
import type { CandidateQuery, SearchHealth, SearchHit, SearchQuery, SearchResult } from './search-index.js';
import { SearchIndex } from './search-index.js';
import type { SearchMirror } from './search-mirror.js';

/** What is written waits so long for the other engine; what takes longer is caught up with, and Postgres answers meanwhile. */
const WRITE_PATIENCE_MS = 5_000;
/** Candidates that are on their way to the other engine are looked at one by one; when there are more, Postgres answers. */
const MOST_BEHIND = 500;
/** The start waits so long, so that the start block tells how it is. */
const START_PATIENCE_MS = 3_000;
/** Between two looks at a server that is in line, and at one that is not. */
const CALM_MS = 5_000;
const ANXIOUS_MS = 1_000;
/** Documents are counted on both sides so often, though all seems well. */
const COUNTED_EVERY_MS = 30_000;
/** A server that answers a look and fails at work is left alone longer each time. */
const LONGEST_REST_MS = 60_000;
/** Documents between two lines of a rebuild in the log. */
const TOLD_EVERY = 10_000;

/** What the log calls them. */
const INDEX_WORDS: Readonly<Record<IndexPurpose, string>> = { matching: 'index for matching', box: 'index for the search box' };

type State = SearchHealth['state'];

/**
 * The search port on Meilisearch with Postgres behind it. Every write goes to Postgres first and is sent on from there; questions go to
 * Meilisearch while it is up and in line, else Postgres answers the same. It looks after the other side by itself: an index that is missing is made, what
 * it lacks is sent, one with older settings is rebuilt beside the live one.
 */
export class MirroredSearchIndex extends SearchIndex implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Search');
  private state: State = 'catching-up';
  private told: State | null = null;
  private engine: MeilisearchSearchIndex | undefined;
  private failures = 0;
  private countedAt = 0;
  /** Counts in a row that came out differently. */
  private uneven = 0;
  private readonly stopping = new AbortController();
  private looking: Promise<void> = Promise.resolve();
  /** The latest; it waits for those before. */
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly postgres: PostgresSearchIndex,
    private readonly server: MeilisearchServer,
    private readonly store: MirrorStore,
    private readonly mirror: SearchMirror,
    private readonly countedEveryMs = COUNTED_EVERY_MS,
  ) {
    super();
  }

  health(): SearchHealth {
    return { engine: 'meilisearch', state: this.state, answersFrom: this.state === 'up' ? 'meilisearch' : 'postgres' };
  }

  /** The other side takes a quarter of a second for a write or for a thousand: whoever writes does not wait, and all who write meanwhile share the next one. */
  async upsert(documents: readonly SearchDocument[]): Promise<void> {
    await this.postgres.upsert(documents);
    if (documents.length > 0) this.sending = this.sendOn();
  }

  settled(): Promise<void> {
    return this.sendOn();
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.postgres.remove(ids);
    if (ids.length > 0) this.sending = this.sendOn();
  }

  /** Postgres knows what there is; whether the other side has it too is the mirror's to see to. */
  contains(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.postgres.contains(ids);
  }

  /** What the other side lacks as yet comes from Postgres. The notes are read first: what is crossed off them meanwhile, the other side has. */
  async candidates(query: CandidateQuery): Promise<SearchHit[]> {
    const behind = this.state === 'up' ? await this.store.behind(MOST_BEHIND + 1) : [];
    if (behind.length > MOST_BEHIND) return this.postgres.candidates(query);
    const found = await this.answer((index) => index.candidates(query));
    if (behind.length === 0) return found;
    const noted = new Set(behind);
    const hits = [...found.filter(({ id }) => !noted.has(id)), ...(await this.postgres.candidatesAmong(query, behind))];
    return hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, query.limit);
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return this.answer((index) => index.search(query));
  }

  private async answer<T>(ask: (index: SearchIndex) => Promise<T>): Promise<T> {
    if (this.state !== 'up' || this.engine === undefined) return ask(this.postgres);
    try {
      return await ask(this.engine);
    } catch (error) {
      if (!(error instanceof SearchEngineError)) throw error;
      this.failed(error);
      return ask(this.postgres);
    }
  }

  /** While the other side is not up, the note in the database is enough: it is sent when it is. */
  private async sendOn(): Promise<void> {
    if (this.state !== 'up') return;
    try {
      const isSent = await Promise.race([this.mirror.flush().then(() => true), sleep(WRITE_PATIENCE_MS, false, { ref: false })]);
      if (!isSent && this.state === 'up') this.become('catching-up', `Meilisearch takes longer than ${WRITE_PATIENCE_MS / 1000} s for what is written`);
    } catch (error) {
      if (error instanceof SearchEngineError) this.failed(error);
      // The document is safe and noted; somebody else held the lock for long, or the database went away.
      else this.become('catching-up', `What was written waits to be sent to Meilisearch: ${(error as Error).message}`);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    const first = this.look();
    this.looking = first.then(() => this.keepLooking());
    await Promise.race([first, sleep(START_PATIENCE_MS, undefined, { ref: false })]);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.race([Promise.all([this.looking, this.sending]), sleep(WRITE_PATIENCE_MS, undefined, { ref: false })]);
  }

  private async keepLooking(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const rest = this.state === 'up' ? CALM_MS : Math.min(LONGEST_REST_MS, ANXIOUS_MS * 2 ** Math.max(0, this.failures - 1));
      await sleep(rest, undefined, { ref: false, signal: this.stopping.signal }).catch(() => undefined);
      if (!this.stopping.signal.aborted) await this.look();
    }
  }

  /** Brings the other side in line and says how it is. */
  private async look(): Promise<void> {
    try {
      this.engine ??= new MeilisearchSearchIndex(this.server, (await this.store.load()).name);
      const condition = await this.mirror.ensureIndexes();
      if (this.state === 'up') this.failures = 0;
      if (condition !== 'there' || this.state === 'down') this.become('catching-up', 'Meilisearch is there and is brought in line; meanwhile Postgres answers');
      if (condition !== 'made' && (await this.isToBeCompared())) await this.compare();
      for (const purpose of await this.mirror.toRebuild()) await this.rebuildOne(purpose, (line) => this.logger.log(line));
      await this.mirror.flush();
      if (this.state === 'up' || (await this.mirror.ensureIndexes()) !== 'there') return;
      this.become('up', `Meilisearch ${await this.server.version()} is in line with the database and answers`);
      // Whoever wrote between the last flush and this line did not wait.
      await this.mirror.flush();
    } catch (error) {
      if (error instanceof SearchEngineError) this.failed(error);
      else if (!this.stopping.signal.aborted) this.logger.warn(`Meilisearch cannot be looked after now: ${(error as Error).message}`);
    }
  }

  /** Document by document once a day, and when the server has fewer or more: one that was away, or whose documents somebody took out. */
  private async isToBeCompared(): Promise<boolean> {
    if (this.state !== 'up' && !(await this.mirror.hasAsMany())) return true;
    if (this.state === 'up' && (await this.isUneven())) {
      this.become('catching-up', 'Meilisearch has other documents than the database: it is brought in line; meanwhile Postgres answers');
      return true;
    }
    return this.store.claimComparison();
  }

  /** Believed when it is seen twice: what is just being written is on one side only. */
  private async isUneven(): Promise<boolean> {
    const now = performance.now();
    if (this.uneven === 0 && now - this.countedAt < this.countedEveryMs) return false;
    this.countedAt = now;
    const isEven = (await this.mirror.hasAsMany()) || (await this.store.behind(1)).length > 0;
    this.uneven = isEven ? 0 : (this.uneven + 1) % 2;
    return !isEven && this.uneven === 0;
  }

  private async compare(): Promise<void> {
    const lacking = await this.mirror.compare();
    if (lacking > 0) this.logger.log(`Meilisearch lacks the newest state of ${lacking} documents: sending them`);
  }

  /**
   * Fills a second index for each purpose and swaps it in; searching goes on, and what is written meanwhile is in both. One that is under
   * way, of whichever process, goes on where it stands.
   *
   * @param tell gets a line now and then
   * @throws SearchEngineError when the server does not do its part: what was sent is kept
   */
  async rebuild(tell: (line: string) => void): Promise<void> {
    await this.mirror.ensureIndexes();
    for (const purpose of INDEX_PURPOSES) await this.rebuildOne(purpose, tell);
  }

  private async rebuildOne(purpose: IndexPurpose, tell: (line: string) => void): Promise<void> {
    await this.mirror.beginRebuild(purpose);
    const [name, total] = [INDEX_WORDS[purpose], await this.store.count()];
    tell(`A new ${name} is filled from ${total} documents, and swapped in when it is whole`);
    for (let toTell = TOLD_EVERY; !this.stopping.signal.aborted; ) {
      const { isDone, sent } = await this.mirror.continueRebuild(purpose);
      if (isDone) return tell(`The new ${name} is swapped in`);
      if (sent < toTell) continue;
      tell(`The new ${name} has ${sent} of ${total} documents`);
      toTell = sent + TOLD_EVERY;
    }
  }

  /** What the server does to us must reach nobody who searches. */
  private failed({ problem, message }: SearchEngineError): void {
    if (this.state === 'up') this.failures += 1;
    this.become(problem === 'missing' ? 'catching-up' : 'down', `${message}; searching and matching go on from Postgres`);
  }

  /** Tells of a change once. */
  private become(state: State, words: string): void {
    this.state = state;
    if (this.told === state) return;
    this.told = state;
    if (state === 'up') this.logger.log(words);
    else this.logger.warn(words);
  }
}

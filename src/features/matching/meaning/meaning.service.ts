import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Embedder } from '../../../platform/embedder/embedder.js';
import { RareWarnings } from '../../../platform/observability/rare-warnings.js';
import { FactsQueries } from '../facts.queries.js';
import type { KnownMeaning } from '../scoring/score.js';
import { listingTexts, textHash, vectorsName } from './listing-texts.js';
import { makeVectors } from './make-vectors.js';
import { MeaningStore } from './meaning.store.js';

/** A match waits this long for its vectors and goes on without: the background makes up for it. */
const PATIENCE_MS = 5_000;

/** Candidates by their words among which meaning chooses: of 200 more, it finds a twentieth of all relevant ones (docs/benchmarks.md). */
const CANDIDATES = 400;

/** What texts mean, as far as it is known: an addition that nothing depends on. */
@Injectable()
export class MeaningService {
  private readonly warnings = new RareWarnings(new Logger(MeaningService.name));

  constructor(
    private readonly store: MeaningStore,
    private readonly embedder: Embedder,
    private readonly facts: FactsQueries,
  ) {}

  /** For scoring: what is known of these listings; null where no embedder is set up. */
  async known(listingIds: readonly string[]): Promise<KnownMeaning | null> {
    const { adapter, space } = await this.store.state();
    if (adapter === null) return null;
    if (space === null) return { space, vectors: new Map() };
    return { space, vectors: await this.store.load(space.model, listingIds) };
  }

  /** How many candidates are worth looking at: more where meaning can choose among them. */
  async reach(candidates: number): Promise<number> {
    const { adapter } = await this.store.state();
    return adapter === null ? candidates : Math.max(candidates, CANDIDATES);
  }

  /** A text is new or was changed: its vectors are made now, or later in the background when that fails or takes long. Never throws for it. */
  async refresh(listingId: string): Promise<void> {
    const text = await this.facts.listingText(listingId);
    const texts = text && listingTexts(text);
    // Vectors of a text that is gone must go even while no embedder is set up.
    await this.store.dropOutdated(listingId, texts ? textHash(texts) : '');
    const { adapter, space } = await this.store.state();
    if (adapter === null || space === null || !texts) return;
    if (this.embedder.health().state !== 'up') return this.store.markIncomplete('with-news');
    const making = this.make(listingId, space.model).catch((error: Error) => {
      this.warnings.warn(`A match goes on without meaning: ${error.message}`);
      return false;
    });
    const isThere = await Promise.race([making, sleep(PATIENCE_MS, false, { ref: false })]);
    if (!isThere) await this.store.markIncomplete('with-news');
  }

  /**
   * Makes the vectors of a listing, where they are not there. False when it has no text.
   * @throws EmbedderError
   */
  async make(listingId: string, model: string): Promise<boolean> {
    const text = await this.facts.listingText(listingId);
    const texts = text && listingTexts(text);
    if (!texts) return false;
    const hash = textHash(texts);
    if (await this.store.isCurrent(listingId, model, hash)) return true;
    // A process with another model than the one that counts makes nothing: its vectors would be of no use.
    const name = await this.embedder.model();
    if (name === null || vectorsName(name) !== model) return false;
    await this.store.save(listingId, model, hash, await makeVectors(this.embedder, texts, text.kind === 'demand'));
    return true;
  }
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Embedder } from '../../../platform/embedder/embedder.js';
import { RareWarnings } from '../../../platform/observability/rare-warnings.js';
import { TaxonomyService } from '../../taxonomy/taxonomy.service.js';
import { vectorsName } from './listing-texts.js';
import { meaningSpace } from './meaning-space.js';
import { MeaningService } from './meaning.service.js';
import { MeaningStore } from './meaning.store.js';
import { vocabulary } from './vocabulary.js';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const PAGE = 50;
/** So many failures in a row are not the texts' fault. */
const FAILURES = 3;
/** A model that cannot be reached is tried again this much later, texts that it refuses after five times as long. */
const RETRY_MS = 60_000;
const TELL_EVERY_MS = 10_000;
/** Names of one call while a space is measured. */
const NAMES = 32;

/**
 * Makes the vectors that are lacking, in the background: after the model was changed, after a text could not be read in time, at each
 * start. One process at a time; one that was killed is followed by any other, which finds what is there already.
 */
@Injectable()
export class VectorMaker implements OnModuleDestroy {
  private readonly logger = new Logger(VectorMaker.name);
  private readonly warnings = new RareWarnings(this.logger);
  private isStopped = false;
  private isFirst = true;
  private retryAt = 0;

  constructor(
    private readonly store: MeaningStore,
    private readonly meaning: MeaningService,
    private readonly embedder: Embedder,
    private readonly taxonomy: TaxonomyService,
  ) {}

  /** Before the workers end, which wait for their jobs. */
  onModuleDestroy(): void {
    this.isStopped = true;
  }

  /** Goes over the market until nothing is lacking that can be made; does nothing while another process is at it. */
  async run(): Promise<void> {
    if (performance.now() < this.retryAt || !(await this.store.lease())) return;
    try {
      if (this.isFirst) await this.store.markIncomplete('without-news');
      this.isFirst = false;
      const model = await this.adopt();
      if (model !== null && !(await this.store.state()).isComplete) await this.fill(model);
    } catch (error) {
      this.retryAt = performance.now() + RETRY_MS;
      this.warnings.warn(`Vectors of meaning wait: ${(error as Error).message}`);
    } finally {
      await this.store.release();
    }
  }

  /** Makes the embedder of this process the one that counts. Null where there is none. */
  private async adopt(): Promise<string | null> {
    const { adapter } = this.embedder.health();
    if (adapter === 'none') {
      await this.store.setAdapter(null);
      return null;
    }
    await this.store.setAdapter(adapter);
    const name = await this.embedder.model();
    if (name === null) return null;
    const model = vectorsName(name);
    if ((await this.store.state()).space?.model === model) return model;
    const names = vocabulary(this.taxonomy);
    const vectors: Float32Array[] = [];
    for (let i = 0; i < names.length && !this.isStopped; i += NAMES) {
      vectors.push(...(await this.embedder.embed(names.slice(i, i + NAMES))));
      await this.store.noteProgress(0, false);
    }
    if (this.isStopped) return null;
    await this.store.adopt(adapter, meaningSpace(model, vectors));
    this.logger.log(`Texts are compared by ${model} from now on`);
    return model;
  }

  private async fill(model: string): Promise<void> {
    const { listings, done: before } = await this.store.count(model);
    let done = before;
    let failures = 0;
    let failedInARow = 0;
    let toldAt = performance.now();
    for (let after: string | undefined = FIRST_ID; after !== undefined; ) {
      const page = await this.store.lacking(model, after, PAGE);
      for (const { id } of page) {
        if (this.isStopped) return;
        try {
          if (await this.meaning.make(id, model)) done += 1;
          failedInARow = 0;
        } catch (error) {
          failures += 1;
          failedInARow += 1;
          if (failedInARow === FAILURES) throw error;
        }
      }
      await this.store.noteProgress(done, done > before);
      if (performance.now() - toldAt > TELL_EVERY_MS) {
        toldAt = performance.now();
        this.logger.log(`Vectors of meaning: ${done} of ${listings} listings (${Math.floor((100 * done) / Math.max(1, listings))} %)`);
      }
      after = page.length < PAGE ? undefined : page.at(-1)!.id;
    }
    if (failures > 0) {
      this.retryAt = performance.now() + 5 * RETRY_MS;
      this.warnings.warn(`${failures} texts have no vector of meaning: they are tried again in five minutes`);
      return;
    }
    await this.store.markComplete();
    if (done > before) this.logger.log(`Vectors of meaning: all there, ${done - before} just made`);
  }
}

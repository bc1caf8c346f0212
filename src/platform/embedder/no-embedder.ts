import { Embedder, EmbedderError, type EmbedderHealth } from './embedder.js';

/** The default: texts are compared by their words alone. */
export class NoEmbedder extends Embedder {
  health(): EmbedderHealth {
    return { adapter: 'none', state: 'off', model: null };
  }

  async model(): Promise<null> {
    return null;
  }

  async embed(): Promise<never> {
    throw new EmbedderError('No embedder is set up');
  }
}

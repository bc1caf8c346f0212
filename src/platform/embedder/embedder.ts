/** How the embedder is doing, for `/health/ready` and the start block. */
export interface EmbedderHealth {
  readonly adapter: 'none' | 'onnx' | 'rest';
  /** `resting`: it failed several times, and is left alone for a while. */
  readonly state: 'off' | 'up' | 'resting';
  /** Null while it is not known. */
  readonly model: string | null;
}

/** Texts longer than this are cut by the caller: no model of ours reads more than some hundred tokens. */
export const MOST_CHARACTERS = 2_000;

/** Texts of one call. */
export const MOST_TEXTS = 64;

/**
 * The port to a model that turns a text into a vector, so that texts which mean the same lie near each other. Optional in every sense:
 * whoever asks goes on without when it fails, and only processes that work ask at all.
 */
export abstract class Embedder {
  abstract health(): EmbedderHealth;

  /**
   * Names the model, for ever: vectors of another name are never compared with each other. Null without an embedder.
   * @throws EmbedderError when the model cannot be looked at
   */
  abstract model(): Promise<string | null>;

  /**
   * One vector of length 1 for each text, in their order, all of the same number of dimensions. The same text gives the same vector
   * whatever it is asked with.
   * @param texts 1 to 64, none empty, at most 2,000 characters each
   * @throws EmbedderError when it fails or takes too long
   */
  abstract embed(texts: readonly string[]): Promise<Float32Array[]>;
}

/** The embedder did not do its part; the message is fit for the log. */
export class EmbedderError extends Error {
  override name = 'EmbedderError';
}

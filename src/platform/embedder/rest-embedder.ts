import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Circuit } from './circuit.js';
import { Embedder, EmbedderError, type EmbedderHealth, MOST_CHARACTERS, MOST_TEXTS } from './embedder.js';
import { unitVector } from './unit-vector.js';

export interface RestEmbedderOptions {
  /** Up to and with `/v1`; `/embeddings` is added. */
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
  /** Tests shorten them. */
  readonly timeoutMs?: number;
  readonly pauseMs?: number;
}

const TIMEOUT_MS = 10_000;
/** Between two tries; the second pause is twice as long. */
const PAUSE_MS = 300;
const TRIES = 3;
/** 64 vectors of 4,096 numbers as JSON are 6 MB. */
const MOST_BYTES = 16 * 1024 * 1024;

const answerShape = z.object({ data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()) })) });

/** It may work when it is tried again: the server was away, busy, or broke down. */
class PassingError extends EmbedderError {}

/** A server that speaks the embeddings call of OpenAI's API (`POST …/v1/embeddings`), as vLLM, Ollama, TEI and others do. */
export class RestEmbedder extends Embedder {
  private readonly circuit = new Circuit();

  constructor(private readonly options: RestEmbedderOptions) {
    super();
  }

  health(): EmbedderHealth {
    return { adapter: 'rest', state: this.circuit.isResting ? 'resting' : 'up', model: this.options.model };
  }

  async model(): Promise<string> {
    return this.options.model;
  }

  embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (texts.length > MOST_TEXTS || texts.some(({ length }) => length === 0 || length > MOST_CHARACTERS)) throw new RangeError('embed: see the bounds of the port');
    return this.circuit.run(() => this.tryToEmbed(texts));
  }

  private async tryToEmbed(texts: readonly string[]): Promise<Float32Array[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return vectorsOf(await this.ask(texts), texts.length);
      } catch (error) {
        if (!(error instanceof PassingError) || attempt === TRIES) throw error;
        await sleep((this.options.pauseMs ?? PAUSE_MS) * attempt);
      }
    }
  }

  private async ask(texts: readonly string[]): Promise<unknown> {
    const { url, model, key, timeoutMs = TIMEOUT_MS } = this.options;
    try {
      const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        // The key is for this server and for no other that it may point to.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status === 429 || response.status >= 500) {
        await response.body?.cancel();
        throw new PassingError(`The embedder answered ${response.status}`);
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new EmbedderError(`The embedder refused with ${response.status}: look at EMBEDDER_URL, EMBEDDER_KEY and EMBEDDER_MODEL`);
      }
      return parsed(await boundedText(response));
    } catch (error) {
      if (error instanceof EmbedderError) throw error;
      // fetch wraps what happened, and its own words say little.
      const { message, cause } = error as Error;
      throw new PassingError(`The embedder does not answer: ${cause instanceof Error ? cause.message : message}`);
    }
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw new EmbedderError(`The embedder answered with more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EmbedderError('The embedder answered with something that is no JSON');
  }
}

function vectorsOf(answer: unknown, count: number): Float32Array[] {
  const { success, data: shape } = answerShape.safeParse(answer);
  if (!success) throw new EmbedderError('The embedder answered with something else than embeddings');
  const rows = [...shape.data].sort((a, b) => a.index - b.index);
  if (rows.length !== count || rows.some(({ index }, i) => index !== i)) throw new EmbedderError('The embedder did not answer each text');
  const vectors = rows.map(({ embedding }) => unitVector(embedding));
  if (vectors.some(({ length }) => length !== vectors[0]!.length)) throw new EmbedderError('The embedder gave vectors of different lengths');
  return vectors;
}

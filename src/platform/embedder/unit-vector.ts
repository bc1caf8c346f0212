import { EmbedderError } from './embedder.js';

const MOST_DIMENSIONS = 4_096;

/**
 * A vector as a model gave it, brought to length 1.
 * @throws EmbedderError for what is no vector: empty, too long, of length 0, or with something in it that is no number
 */
export function unitVector(values: ArrayLike<unknown>): Float32Array {
  const { length } = values;
  if (length === 0 || length > MOST_DIMENSIONS) throw new EmbedderError(`The model gave a vector of ${length} dimensions`);
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const value = values[i];
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new EmbedderError('The model gave a vector that is not made of numbers');
    squares += value * value;
  }
  const norm = Math.sqrt(squares);
  if (!(norm > 0 && Number.isFinite(norm))) throw new EmbedderError('The model gave a vector without a direction');
  return Float32Array.from(values as ArrayLike<number>, (value) => value / norm);
}

/**
 * Vectors as bytes, one for each dimension: a quarter of the room, and no measured figure changes (docs/benchmarks.md). The longest
 * component becomes ±127; only the direction counts, so no scale is kept.
 */
export function quantise(vector: ArrayLike<number>): Int8Array {
  let largest = 0;
  for (let i = 0; i < vector.length; i++) largest = Math.max(largest, Math.abs(vector[i]!));
  return Int8Array.from(vector, (value) => (largest === 0 ? 0 : Math.round((value * 127) / largest)));
}

/** Several vectors of one length in a row, and apart again. */
export function joinVectors(vectors: readonly Int8Array[]): Buffer {
  return Buffer.concat(vectors.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)));
}

export function splitVectors(bytes: Buffer, dimensions: number): Int8Array[] {
  return Array.from({ length: dimensions === 0 ? 0 : bytes.length / dimensions }, (_, i) => new Int8Array(bytes.buffer, bytes.byteOffset + i * dimensions, dimensions));
}

/** The same bytes in pieces of `size`, the last one shorter. A piece is a buffer of its own. */
export async function* chunked(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + size - length);
      pending.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
      length += part.length;
      at += part.length;
      if (length < size) continue;
      yield Buffer.concat(pending);
      pending = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(pending);
}

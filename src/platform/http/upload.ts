import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

/** What arrives in a form with files, one file after the other, as a stream that is read while the sender sends. */
export interface IncomingFile {
  readonly filename: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A browser sends an empty file for a field in which none was chosen. */
const isChosen = (filename: string): boolean => filename !== '';

/**
 * The files of a multipart request in their order. Each must be read to its end, or the request ended, before the next.
 * A request that is no multipart form is refused as malformed.
 */
export async function* incomingFiles(request: FastifyRequest): AsyncGenerator<IncomingFile> {
  for await (const part of request.files()) {
    if (isChosen(part.filename)) yield { filename: part.filename, bytes: part.file };
    else part.file.resume();
  }
}

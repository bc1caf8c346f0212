import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../../shared/errors.js';
import { HTTP_ERRORS } from './http.errors.js';

/** What arrives in a form with files, one file after the other, as a stream that is read while the sender sends. */
interface IncomingFile {
  readonly filename: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A browser sends an empty file for a field in which none was chosen. */
const isChosen = (filename: string): boolean => filename !== '';

/**
 * The files of a multipart request in their order. Each must be read to its end, or the request ended, before the next.
 * @throws AppError (invalid) for a request that is no multipart form, or ends in the middle of one
 */
export async function* incomingFiles(request: FastifyRequest): AsyncGenerator<IncomingFile> {
  try {
    for await (const part of readable(request.files())) {
      if (isChosen(part.filename)) yield { filename: part.filename, bytes: readable(part.file) };
      else part.file.resume();
    }
  } finally {
    letPass(request);
  }
}

/**
 * Takes in what is still to come of a form that was refused in its middle, and forgets it. A browser reads the answer only when
 * it has sent everything, and its next request waits on the same connection behind the rest. `requestTimeout` bounds it.
 */
function letPass({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
}

/** The parser of forms fails with plain errors of its own; what it cannot read is the sender's fault, not ours. */
async function* readable<T>(parts: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = parts[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        throw isAnswerable(error) ? error : new AppError(HTTP_ERRORS.malformed);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Too many files, too large a field, no form at all: such an error of Fastify's says by itself what it is. */
function isAnswerable(error: unknown): boolean {
  return typeof (error as { statusCode?: unknown }).statusCode === 'number';
}

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorDefinition } from '../../shared/errors.js';
import { HTTP_ERRORS } from './http.errors.js';

/**
 * The address to look for. A `%` that begins no character (`/%zz`, half of a surrogate pair) is taken as the character it is:
 * then nothing is found there, and that is answered like any other address without a page, in the reader's language, instead of
 * by the server below us with words of its own.
 */
export function readableUrl({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length);
  }
}

/** What Node's parser says, the status that stands for it, and our words; anything else is not HTTP: 400. */
const PARSER_REFUSALS: Readonly<Record<string, { readonly status: string; readonly definition: ErrorDefinition }>> = {
  HPE_HEADER_OVERFLOW: { status: '431 Request Header Fields Too Large', definition: HTTP_ERRORS.tooLarge },
  ERR_HTTP_REQUEST_TIMEOUT: { status: '408 Request Timeout', definition: HTTP_ERRORS.tooSlow },
};
const NOT_HTTP = { status: '400 Bad Request', definition: HTTP_ERRORS.malformed };

/**
 * Answers what cannot be parsed as a request at all, where neither its address nor its language is known: as a problem document
 * in both languages, which a person can read as well as a program.
 */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, definition } = PARSER_REFUSALS[error.code ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify({ type: 'about:blank', title: `${definition.zh} ${definition.en}`, status: Number.parseInt(status, 10), code: definition.code });
  const headers = [
    `HTTP/1.1 ${status}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}

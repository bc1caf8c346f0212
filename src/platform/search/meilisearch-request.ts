import { setTimeout as sleep } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { MeilisearchApiError } from 'meilisearch';
import { type EngineProblem, SearchEngineError } from './search-engine.error.js';

/** What a connection that is gone makes of a request: closed by the server after a long silence, say, while this process was too busy to hear of it. */
const GONE = new Set(['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET']);

/** What a server says on a connection on which it waited too long for a request: it has not read what was asked. */
const WAITED_TOO_LONG = 408;

/** Other connections have gone with it: so long, and their ends are heard too. */
const RETRY_AFTER_MS = 10;

/**
 * Sends a request to a Meilisearch, and once more over a new connection when its connection turns out to be gone.
 *
 * @param request may arrive twice
 * @throws SearchEngineError and nothing else
 */
export async function asked<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!isGone(error)) throw toEngineError(error);
    await sleep(RETRY_AFTER_MS);
    return askedOnce(request);
  }
}

/** The same for what must not arrive twice. */
export async function askedOnce<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw toEngineError(error);
  }
}

export function problemOf(code: string | undefined): EngineProblem {
  return code === 'index_not_found' ? 'missing' : 'refused';
}

function toEngineError(error: unknown): SearchEngineError {
  if (error instanceof MeilisearchApiError && !isUnread(error)) return new SearchEngineError(`Meilisearch refused a request: ${error.message}`, problemOf(error.cause?.code), { cause: error });
  const root = rootOf(error);
  return new SearchEngineError(`Meilisearch does not answer: ${isNativeError(root) ? root.message : String(root)}`, 'unreachable', { cause: error });
}

function isGone(error: unknown): boolean {
  if (isUnread(error)) return true;
  const root = rootOf(error);
  return isNativeError(root) && 'code' in root && GONE.has(String(root.code));
}

function isUnread(error: unknown): boolean {
  return error instanceof MeilisearchApiError && error.response.status === WAITED_TOO_LONG;
}

/** The client and fetch wrap what happened twice. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (isNativeError(root) && isNativeError(root.cause)) root = root.cause;
  return root;
}

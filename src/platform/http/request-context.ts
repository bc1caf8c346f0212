import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '../../shared/language.js';

/** What the code that serves a request may ask for anywhere: validation messages and logs need it. */
interface RequestContext {
  readonly requestId: string;
  readonly language: Language;
  /** Where the reader's clock is, by its own word; null: not known, so the platform's. */
  readonly timeZone: string | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The reader's language; Chinese outside of a request. */
export function currentLanguage(): Language {
  return storage.getStore()?.language ?? 'zh';
}

/** The reader's time zone; null outside of a request, and where it is not known. */
export function currentTimeZone(): string | null {
  return storage.getStore()?.timeZone ?? null;
}

export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

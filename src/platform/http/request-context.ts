import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '../../shared/language.js';

/** What the code that serves a request may ask for anywhere: validation messages and logs need it. */
interface RequestContext {
  readonly requestId: string;
  readonly language: Language;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The reader's language; Chinese outside of a request. */
export function currentLanguage(): Language {
  return storage.getStore()?.language ?? 'zh';
}

export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

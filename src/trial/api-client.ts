import { patiently } from './patience.js';

/** An answer that is not 2xx, with the problem document's code. */
export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiRefusal';
  }
}

/**
 * Calls the public API as any program would. When the server goes away in the middle it asks again until it is back:
 * what it repeats must be safe to repeat, which is part of what the trial shows.
 */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token: string | null = null,
  ) {}

  as(token: string): ApiClient {
    return new ApiClient(this.url, token);
  }

  get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    return (await patiently(`the answer to ${method} ${path}`, 200, () => this.attempt<T>(method, path, body))).value;
  }

  /** Null means: not there right now, or too fast for it; ask again. */
  private async attempt<T>(method: string, path: string, body?: object): Promise<{ value: T } | null> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(this.url + path, {
        method,
        headers: {
          accept: 'application/json',
          'accept-language': 'zh',
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(60_000),
      });
      text = await response.text();
    } catch {
      return null;
    }
    if (response.status === 503 || response.status === 429) return null;
    const answer = (text ? JSON.parse(text) : {}) as T & { code?: string; title?: string; errors?: unknown };
    if (!response.ok) {
      throw new ApiRefusal(response.status, answer.code ?? '', `${method} ${path}: ${response.status} ${answer.title ?? ''} ${JSON.stringify(answer.errors ?? '')}`);
    }
    return { value: answer };
  }
}

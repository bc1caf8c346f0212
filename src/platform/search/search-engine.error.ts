/**
 * `unreachable`: no answer in time. `missing`: the index does not exist, so the server is there, but empty. `refused`: it answers, and
 * says no.
 */
export type EngineProblem = 'unreachable' | 'missing' | 'refused';

/** What went wrong between us and a search server, in words for the log. Never names a key. */
export class SearchEngineError extends Error {
  override name = 'SearchEngineError';

  constructor(
    message: string,
    readonly problem: EngineProblem,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

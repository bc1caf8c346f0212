/** What went wrong between us and a search server, in words for the log. Never names a key. */
export class SearchEngineError extends Error {
  override name = 'SearchEngineError';

  /**
   * @param isMissing the index does not exist: the server is there, but empty
   */
  constructor(
    message: string,
    readonly isMissing: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

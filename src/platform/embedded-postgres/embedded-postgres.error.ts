/** A reason why the embedded Postgres cannot run, in one line for the person who started the product. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

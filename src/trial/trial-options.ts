import { parseArgs } from 'node:util';

interface TrialOptions {
  readonly folder: string;
  /** Only the first so many demands, with the offerings that were judged for them; null: all. */
  readonly limit: number | null;
  /** Kill the server at random moments. */
  readonly kill: boolean;
}

export const USAGE = `Usage: npm run trial -- FOLDER [--limit N] [--kill]
  FOLDER     holds demands.jsonl (id, title, body), offerings.jsonl (id, title), judgements.tsv (demand, offering, level)
  --limit N  only the first N demands and the offerings that were judged for them
  --kill     ends the server with kill -9 at random moments on the way and starts it again`;

/** @throws Error with the usage for words it does not know */
export function trialOptions(words: readonly string[]): TrialOptions {
  let parsed;
  try {
    parsed = parseArgs({ args: [...words], allowPositionals: true, options: { limit: { type: 'string' }, kill: { type: 'boolean', default: false } } });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
  const { positionals, values } = parsed;
  const limit = values.limit === undefined ? null : Number(values.limit);
  if (positionals.length !== 1 || (limit !== null && !(Number.isInteger(limit) && limit > 0))) throw new Error(USAGE);
  return { folder: positionals[0]!, limit, kill: values.kill };
}

import { parseArgs } from 'node:util';

const ENGINES = ['postgres', 'meilisearch'] as const;
type Engine = (typeof ENGINES)[number];

export interface BenchOptions {
  readonly listings: number;
  readonly engines: readonly Engine[];
  /** Keep the loaded collection, and go on with one that is there. */
  readonly isKept: boolean;
  /** Print JSON. */
  readonly isJson: boolean;
}

const usageOf = (command: string): string => `Usage: npm run ${command} -- [--listings N] [--engines postgres,meilisearch] [--keep] [--json]
  --listings N  how many listings the collection has (default 10000)
  --engines     default: postgres, and meilisearch when MEILI_URL is set
  --keep        keep the loaded collection and use it again: a load that was stopped goes on
  --json        print the figures as JSON`;

/**
 * @param command the name of the script, for its usage
 * @param hasMeilisearch a server was named
 * @throws Error with the usage for what it does not know
 */
export function benchOptions(command: string, words: readonly string[], hasMeilisearch: boolean): BenchOptions {
  const usage = usageOf(command);
  const options = {
    listings: { type: 'string', default: '10000' },
    engines: { type: 'string', default: hasMeilisearch ? ENGINES.join() : 'postgres' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  let values;
  try {
    ({ values } = parseArgs({ args: [...words], options }));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
  const listings = Number(values.listings);
  const engines = values.engines.split(',').filter((name): name is Engine => ENGINES.includes(name as Engine));
  if (!(Number.isInteger(listings) && listings >= 1_000 && listings <= 10_000_000) || engines.length !== values.engines.split(',').length) throw new Error(usage);
  if (engines.includes('meilisearch') && !hasMeilisearch) throw new Error('Meilisearch is asked for: set MEILI_URL (and MEILI_KEY).');
  return { listings, engines, isKept: values.keep, isJson: values.json };
}

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
  /** What else was said of what the command knows. */
  readonly flags: ReadonlySet<string>;
}

type Flags = Readonly<Record<string, string>>;

const usageOf = (command: string, flags: Flags): string => `Usage: npm run ${command} -- [--listings N] [--engines postgres,meilisearch] [--keep] [--json]${Object.keys(flags).map((flag) => ` [--${flag}]`).join('')}
  --listings N  how many listings the collection has (default 10000)
  --engines     default: postgres, and meilisearch when MEILI_URL is set
  --keep        keep the loaded collection and use it again: a load that was stopped goes on
  --json        print the figures as JSON${Object.entries(flags).map(([flag, meaning]) => `\n  --${flag.padEnd(11)} ${meaning}`).join('')}`;

/**
 * @param command the name of the script, for its usage
 * @param hasMeilisearch a server was named
 * @param more flags that this command knows, each with what it does
 * @throws Error with the usage for what it does not know
 */
export function benchOptions(command: string, words: readonly string[], hasMeilisearch: boolean, more: Flags = {}): BenchOptions {
  const usage = usageOf(command, more);
  const options = {
    listings: { type: 'string', default: '10000' },
    engines: { type: 'string', default: hasMeilisearch ? ENGINES.join() : 'postgres' },
    keep: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  const flags = Object.keys(more).filter((flag) => words.includes(`--${flag}`));
  let values;
  try {
    ({ values } = parseArgs({ args: words.filter((word) => !flags.some((flag) => word === `--${flag}`)), options }));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
  const listings = Number(values.listings);
  const engines = values.engines.split(',').filter((name): name is Engine => ENGINES.includes(name as Engine));
  if (!(Number.isInteger(listings) && listings >= 1_000 && listings <= 10_000_000) || engines.length !== values.engines.split(',').length) throw new Error(usage);
  if (engines.includes('meilisearch') && !hasMeilisearch) throw new Error('Meilisearch is asked for: set MEILI_URL (and MEILI_KEY).');
  return { listings, engines, isKept: values.keep, isJson: values.json, flags: new Set(flags) };
}

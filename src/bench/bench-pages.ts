import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { findFreePort } from '../config/free-port.js';
import { ServerProcess } from '../trial/server-process.js';
import { withBenchDatabase } from './bench-database.js';
import { load, machine } from './machine.js';
import { growMarket, publishedListings } from './market-copies.js';
import { loadedBy, measurePages, type PageFigures, publicPages } from './page-figures.js';
import { PageVisitor } from './page-visitor.js';

/**
 * `npm run bench:pages -- [--listings N] [--json]`: reads every kind of public page, on the demonstration or on a market of so many listings made of it, and prints the
 * server's time and the bytes beside what is aimed at. The product is started whole once, so that it fills its database and works off what that set going, and is stopped. What is read is a
 * process with `APP_ROLE=web`, with no worker beside it: what a worker does at night is no part of a page.
 */

const USAGE = `Usage: npm run bench:pages -- [--listings N] [--json]
  --listings N  copies the demonstration until so many listings are published (default: the demonstration as it is)
  --json        print the figures as JSON`;

/** What the first visit may weigh, in bytes, and of it the script; the median of a page, in milliseconds. */
const AIMS = { firstVisitBytes: 60_000, scriptBytes: 15_000, p50: 15, p50OfMany: 30 };

/** What the demonstration sets going: it is matched and counted. */
const SETTLING_MS = 20_000;

/** From so many listings on the aim is that of a large market. */
const MANY = 10_000;

interface Measured {
  readonly machine: string;
  /** Before and after. */
  readonly load: readonly string[];
  readonly listings: number;
  readonly aims: typeof AIMS;
  readonly scriptBytes: number;
  readonly pages: readonly PageFigures[];
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** @throws Error with the usage for what it does not know */
function pagesOptions(): { readonly listings: number; readonly isJson: boolean } {
  try {
    const { values } = parseArgs({ options: { listings: { type: 'string', default: '0' }, json: { type: 'boolean', default: false } } });
    const listings = Number(values.listings);
    if (!Number.isInteger(listings) || listings < 0 || listings > 1_000_000) throw new Error('--listings takes a number up to 1000000');
    return { listings, isJson: values.json };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`);
  }
}

async function productOn(ownerUrl: string, folder: string, role: 'all' | 'web'): Promise<ServerProcess> {
  const port = await findFreePort('127.0.0.1');
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: ownerUrl,
    APP_ROLE: role,
    DEMO: '1',
    // Believes this process about who asks.
    TRUST_PROXY: '127.0.0.1',
    SECRET_KEY: 'a-secret-of-a-benchmark-that-guards-nothing',
    LOG_LEVEL: 'warn',
  };
  return new ServerProcess(`http://127.0.0.1:${port}`, environment, join(folder, 'server.log'));
}

async function grow(ownerUrl: string, listings: number): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await growMarket(client, ownerUrl, listings, say);
    return await publishedListings(client);
  } finally {
    await client.end();
  }
}

async function measure(ownerUrl: string, folder: string, listings: number): Promise<Measured> {
  const filling = await productOn(ownerUrl, folder, 'all');
  try {
    await filling.start();
    await sleep(SETTLING_MS);
  } finally {
    await filling.stop();
  }
  const published = await grow(ownerUrl, listings);
  const product = await productOn(ownerUrl, folder, 'web');
  const visitor = new PageVisitor(product.url);
  try {
    await product.start();
    const before = load();
    const pages = await measurePages(visitor, await publicPages(visitor), ({ name, p50, p95, bytes }) => say(`${name}: ${p50.toFixed(1)} / ${p95.toFixed(1)} ms, ${bytes} bytes`));
    const script = await scriptBytes(visitor);
    return { machine: machine(), load: [before, load()], listings: published, aims: AIMS, scriptBytes: script, pages };
  } finally {
    visitor.close();
    await product.stop();
  }
}

/** All that a browser runs, compressed. */
async function scriptBytes(visitor: PageVisitor): Promise<number> {
  const scripts = loadedBy((await visitor.read('/zh', '10.0.3.1')).text).filter((path) => path.endsWith('.js'));
  const answers = await Promise.all(scripts.map((path) => visitor.read(path, '10.0.3.1')));
  return answers.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** As Markdown: for people, and for the documents. */
function print({ machine: on, load: loads, listings, scriptBytes: script, pages }: Measured): void {
  const out = (line: string): void => void process.stdout.write(`${line}\n`);
  const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);
  const aim = listings < MANY ? AIMS.p50 : AIMS.p50OfMany;
  out(`${on}, ${loads.join(' to ')}; script ${kilobytes(script)} kB (aim: below ${kilobytes(AIMS.scriptBytes)})\n`);
  out(`| p50 / p95, ms | ${listings.toLocaleString('en')} listings | page, kB | first visit, kB |`);
  out('| --- | --- | --- | --- |');
  for (const { name, p50, p95, bytes, firstVisitBytes } of pages) {
    out(`| ${name} | ${marked(`${p50.toFixed(1)} / ${p95.toFixed(1)}`, p50 > aim)} | ${kilobytes(bytes)} | ${marked(kilobytes(firstVisitBytes), firstVisitBytes >= AIMS.firstVisitBytes)} |`);
  }
  const missed = pages.filter(({ p50, firstVisitBytes }) => p50 > aim || firstVisitBytes >= AIMS.firstVisitBytes).map(({ name }) => name);
  out(`\nAbove the aims (a median of ${aim} ms, ${kilobytes(AIMS.firstVisitBytes)} kB): ${missed.join(', ') || 'none'}`);
}

/** What misses its aim stands out. */
function marked(figure: string, isMissed: boolean): string {
  return isMissed ? `**${figure}**` : figure;
}

try {
  const { listings, isJson } = pagesOptions();
  const folder = mkdtempSync(join(tmpdir(), 'docking-pages-'));
  chmodSync(folder, 0o755);
  const measured = await withBenchDatabase(join(folder, 'database'), false, (ownerUrl) => measure(ownerUrl, folder, listings));
  // Kept after a failure, for the server's log.
  rmSync(folder, { recursive: true, force: true });
  if (isJson) process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
  else print(measured);
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}

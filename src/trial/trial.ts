import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../app.database.js';
import { createApp } from '../app.setup.js';
import { findFreePort } from '../config/free-port.js';
import { loadSettings } from '../config/settings.js';
import { readJudgedSet } from '../evaluation/judged-set.js';
import { Database } from '../platform/database/database.js';
import { answerInvitations, answerInterests } from './answers.js';
import { ApiClient } from './api-client.js';
import { castOf } from './cast.js';
import { Killer } from './killer.js';
import { discrepancies, readLedger } from './ledger.js';
import { approveAll, firstDemands, postAll, registerAll, signIn, type Trader } from './market.js';
import { Progress } from './progress.js';
import { relevanceOf } from './relevance.js';
import { printReport, type PublishedDemand, readFirstMatches } from './report.js';
import { ServerProcess } from './server-process.js';
import { TrialMailbox } from './trial-mailbox.js';
import { trialOptions } from './trial-options.js';

const FACTORIES = 100;
const PROVIDERS = 200;
const OFFICER = { email: 'officer@trial.example', password: 'officer-password-2026' };
/** Nothing new for so long means that everything has been done. */
const QUIET_MS = 3_000;

async function main(): Promise<number> {
  const options = trialOptions(process.argv.slice(2));
  const set = firstDemands(readJudgedSet(options.folder), options.limit);
  const cast = castOf(Math.min(FACTORIES, Math.max(3, set.demands.length)), Math.min(PROVIDERS, Math.max(6, Math.ceil(set.offerings.length / 10))));
  const folder = mkdtempSync(join(tmpdir(), 'docking-trial-'));
  // Started as root, Postgres runs as somebody else, who has to come in.
  chmodSync(folder, 0o755);
  const mailbox = new TrialMailbox();
  const environment = { ...plainEnvironment(), ...(await trialSettings(folder, await mailbox.open())) };
  await createOfficer(environment);
  const server = new ServerProcess(environment['PUBLIC_URL']!, environment, join(folder, 'server.log'));
  const killer = new Killer(server);
  const started = Date.now();
  try {
    await server.start();
    if (options.kill) killer.start();
    const guest = new ApiClient(server.url);
    const officer = guest.as(await signIn(guest, OFFICER.email, OFFICER.password));
    const traders = await step('accounts', cast.factories.length + cast.providers.length, (progress) => registerAll(guest, [...cast.factories, ...cast.providers], mailbox, progress));
    const [factories, providers] = [traders.slice(0, cast.factories.length), traders.slice(cast.factories.length)];
    await step('verified', traders.length, (progress) => approveAll(officer, 'enterprise', traders.length, progress));
    await step('offerings posted', set.offerings.length, (progress) => postAll('offerings', set.offerings, providers, progress));
    await step('offerings published', set.offerings.length, (progress) => approveAll(officer, 'offering', set.offerings.length, progress));
    await settle(guest, mailbox, 'settling');
    await step('demands posted', set.demands.length, (progress) => postAll('demands', set.demands, factories, progress));
    await step('demands published', set.demands.length, (progress) => approveAll(officer, 'demand', set.demands.length, progress));
    await settle(guest, mailbox, 'inviting');
    await step('invitations answered', Math.floor(mailbox.of('match.invited').length / 2), (progress) => answerInvitations(mailbox, progress));
    await settle(guest, mailbox, 'telling factories');
    await step('interests answered', Math.floor(mailbox.of('match.interested').length / 2), (progress) => answerInterests(mailbox, progress));
    await settle(guest, mailbox, 'telling both');
    await killer.stop();
    const published = await publishedDemands(factories);
    const firstMatches = await readFirstMatches(published, 3);
    await server.stop();
    const problems = await judgeAndReport(environment, set, mailbox, { published, firstMatches, kills: server.kills, seconds: (Date.now() - started) / 1000 });
    if (problems === 0) await rm(folder, { recursive: true, force: true });
    else process.stdout.write(`The data and the server's log are kept in ${folder}\n`);
    return problems === 0 ? 0 : 1;
  } finally {
    await killer.stop().catch(() => undefined);
    await server.stop();
    await mailbox.close();
  }
}

async function step<T>(label: string, total: number, work: (progress: Progress) => Promise<T>): Promise<T> {
  const progress = new Progress(label, total);
  const result = await work(progress);
  progress.end();
  return result;
}

interface Readiness {
  readonly queue: { readonly jobs: Record<string, Record<'waiting' | 'prioritized' | 'active', number>> };
  readonly waiting: { readonly events: number; readonly mails: number };
}

/** Waits until no job waits or runs and no mail has come for a while. */
async function settle(guest: ApiClient, mailbox: TrialMailbox, label: string): Promise<void> {
  await step(label, 0, async (progress) => {
    for (let quietSince = Date.now(), before = -1; Date.now() - quietSince < QUIET_MS; await sleep(250)) {
      const { queue, waiting } = await guest.get<Readiness>('/health/ready');
      const open = waiting.events + waiting.mails + Object.values(queue.jobs).reduce((sum, jobs) => sum + jobs.waiting + jobs.prioritized + jobs.active, 0);
      if (open > 0 || mailbox.mails.length !== before) quietSince = Date.now();
      before = mailbox.mails.length;
      progress.set(before);
    }
  });
}

async function publishedDemands(factories: readonly Trader[]): Promise<PublishedDemand[]> {
  const lists = await Promise.all(
    factories.map(async ({ api }) => {
      const { items } = await api.get<{ items: { id: string; title: string; publishedAt: string | null }[] }>('/api/v1/demands?scope=own&status=published&pageSize=100');
      return items.map((item) => ({ ...item, api }));
    }),
  );
  return lists.flat();
}

async function judgeAndReport(
  environment: NodeJS.ProcessEnv,
  set: ReturnType<typeof readJudgedSet>,
  mailbox: TrialMailbox,
  facts: Omit<Parameters<typeof printReport>[0], 'ledger' | 'mails' | 'problems' | 'relevance'>,
): Promise<number> {
  const settings = loadSettings(environment);
  const database = await openDatabase(settings, () => undefined);
  const app = await createApp(settings, database.urls);
  try {
    const ledger = await readLedger(app.get(Database).dataSource);
    const problems = discrepancies(ledger, mailbox.mails, { demands: set.demands.length, offerings: set.offerings.length });
    const relevance = await relevanceOf(app, set);
    printReport({ ...facts, ledger, mails: mailbox.mails, problems, relevance });
    return problems.length;
  } finally {
    await app.close();
    await database.close();
  }
}

/** Nothing of the caller's own installation may reach the trial's server. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return { PATH, HOME, LANG, TMPDIR };
}

async function trialSettings(folder: string, smtpUrl: string): Promise<Record<string, string>> {
  const port = await findFreePort('127.0.0.1');
  return { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, DATA_DIR: join(folder, 'data'), SMTP_URL: smtpUrl, DEMO: '0', LOG_LEVEL: 'warn' };
}

async function createOfficer(environment: NodeJS.ProcessEnv): Promise<void> {
  const words = ['officer', 'create', '--email', OFFICER.email, '--name', '试运行审核员', '--region', 'all', '--role', 'reviewer', '--password-stdin'];
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.js'), ...words], { env: environment, stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(`${OFFICER.password}\n`);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The officer of the trial could not be created');
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  return 2;
});
process.exit();

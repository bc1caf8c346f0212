import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { findFreePort } from '../../src/config/free-port.js';
import { dataSourceOptions } from '../../src/platform/database/data-source-options.js';
import { newId } from '../../src/shared/ids.js';
import { Market } from '../support/market.js';
import { type TestDatabase, testDatabase } from '../support/postgres.js';

const KILLS = 6;
const DEMANDS = 6;
const PROVIDERS = 10;
const TOPICS = ['数控机床联网采集', '刀具寿命预警', '齿轮箱壳体精密加工', '轴承外圈热处理', '冷却液集中供液改造', '立体库与 ERP 打通'];

/** The built server (npm test builds first) as a process that can be killed and started again on its data. */
class Server {
  private child: ChildProcess | undefined;
  output = '';

  constructor(
    readonly url: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['dist/main.js'], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.child = child;
    while (child.exitCode === null && !(await this.isUp())) await sleep(50);
    if (child.exitCode !== null) throw new Error(`The server ended: ${this.output}`);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  private isUp(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`).then(({ ok }) => ok, () => false);
  }
}

interface SunkMail {
  readonly to: readonly string[];
  readonly messageId: string;
  readonly template: string;
}

describe('the walk, killed at random moments', () => {
  let folder: string;
  let database: TestDatabase;
  let sql: DataSource;
  let server: Server;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docking-kill-'));
    database = await testDatabase();
    sql = await new DataSource(dataSourceOptions(database.appUrl, 4)).initialize();
    const port = await findFreePort('127.0.0.1');
    server = new Server(`http://127.0.0.1:${port}`, {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      SECRET_KEY: 'a-secret-of-the-tests-a-secret-of-the-tests',
      LOG_LEVEL: 'warn',
    });
  }, 60_000);

  afterAll(async () => {
    await server.end('SIGKILL');
    await sql.destroy();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const rows = <Row>(query: string): Promise<Row[]> => sql.query<Row[]>(query);

  /** Listings on the market whose publication nobody has worked on yet: of each enterprise all at once. */
  async function publishAll(): Promise<void> {
    const market = new Market(sql.manager, new Date());
    const tell = (type: string, payload: object): Promise<unknown> => sql.query(`insert into outbox_event (id, type, payload) values ($1, $2, $3)`, [newId(), type, JSON.stringify(payload)]);
    const publish = async (kind: 'demand' | 'offering', enterpriseId: string, title: string, seats: number): Promise<string> => {
      const listingId = await market.listing(kind, enterpriseId, { title, seats });
      await tell('listing.published', { listingId, kind, enterpriseId });
      return listingId;
    };
    for (let i = 0; i < PROVIDERS; i += 1) {
      const enterpriseId = await market.enterprise({ capacity: 4 });
      await market.person([{ enterpriseId, role: 'owner' }]);
      const listingIds: string[] = [];
      for (const topic of TOPICS) listingIds.push(await publish('offering', enterpriseId, `${topic}服务，做过 ${i + 1} 个车间`, 5));
      await tell('listings.published', { enterpriseId, listingIds });
    }
    for (let i = 0; i < DEMANDS; i += 1) {
      const enterpriseId = await market.enterprise();
      await market.person([{ enterpriseId, role: 'owner' }]);
      await tell('listings.published', { enterpriseId, listingIds: [await publish('demand', enterpriseId, `${TOPICS[i % TOPICS.length]}，要到厂实施`, 3)] });
    }
  }

  /** Everything that was to be done is done: no event waits, no mail waits, and the numbers stand still. */
  async function settled(): Promise<void> {
    let before = '';
    for (let still = 0; still < 3; await sleep(700)) {
      const [open] = await rows<{ events: number; mails: number; matches: number; sent: number }>(
        `select (select count(*) from outbox_event where relayed_at is null) as events,
                (select count(*) from mail_message where status in ('pending', 'sending')) as mails,
                (select count(*) from match) as matches, (select count(*) from mail_message) as sent`,
      );
      const now = JSON.stringify(open);
      still = open!.events === 0 && open!.mails === 0 && open!.matches > 0 && now === before ? still + 1 : 0;
      before = now;
    }
  }

  async function sunkMails(): Promise<SunkMail[]> {
    const mails: SunkMail[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await fetch(`${server.url}/api/v1/mailbox?page=${page}&pageSize=100`);
      const { items, total } = (await answer.json()) as { items: SunkMail[]; total: number };
      mails.push(...items);
      if (mails.length >= total || items.length === 0) return mails;
    }
  }

  it('loses nothing and doubles nothing', async () => {
    // The first start brings the code lists that enterprises refer to.
    await server.start();
    await server.end('SIGKILL');
    await publishAll();
    for (let i = 0; i < KILLS; i += 1) {
      await server.start();
      await sleep(100 + Math.random() * 900);
      await server.end('SIGKILL');
    }
    await server.start();
    await settled();

    const mails = await sunkMails();
    const matches = await rows<{ status: string; seated: number }>(
      `select status, count(*) as seated from match where status in ('invited', 'interested', 'engaged') group by status`,
    );
    expect(matches).toEqual([{ status: 'invited', seated: expect.any(Number) }]);
    // Every invitation has one mail, every mail one invitation.
    const due = await rows<{ address: string; n: number }>(
      `select person.email as address, count(*) as n from match join member on member.enterprise_id = match.offering_enterprise_id
       join person on person.id = member.person_id where match.invited_at is not null group by person.email`,
    );
    const invitations = mails.filter(({ template }) => template === 'match.invited').map(({ to }) => to[0]!);
    expect(invitations).toHaveLength(matches[0]!.seated);
    for (const { address, n } of due) expect([address, invitations.filter((to) => to === address).length]).toEqual([address, n]);
    // Each enterprise was told once of all its listings, and nothing came twice.
    expect(mails.filter(({ template }) => template === 'listing.published')).toHaveLength(DEMANDS + PROVIDERS);
    const ids = mails.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await rows(`select template, status, error from mail_message where status <> 'sent'`)).toEqual([]);
    // No bound was broken on the way.
    expect(
      await rows(`select l.id from listing l where (select count(*) from match m where m.demand_id = l.id and m.status in ('invited', 'interested', 'engaged')) > l.seats`),
    ).toEqual([]);
    expect(
      await rows(`select e.id from enterprise e where (select count(*) from match m where m.offering_enterprise_id = e.id and m.status = 'invited') > e.capacity`),
    ).toEqual([]);
    await server.end('SIGTERM');
  }, 240_000);
});

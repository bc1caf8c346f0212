import type { Settings } from './config/settings.js';
import type { EmbedderHealth } from './platform/embedder/embedder.js';
import type { SearchHealth } from './platform/search/search-index.js';
import { STORY_PASSWORD } from './seeds/story/story.js';
import { VERSION } from './version.js';

/** Somebody of the demonstration story, and what one can try as that person. */
interface DemoLogin {
  readonly email: string;
  readonly zh: string;
  readonly en: string;
}

/** What was chosen for each part, in the words of whoever runs it. */
interface Engines {
  readonly queue: 'redis' | 'postgres';
  readonly search: SearchHealth;
  readonly embedder: EmbedderHealth;
}

/** The one block that is printed when everything is up. */
export function announcement(settings: Settings, engines: Engines, logins: readonly DemoLogin[]): string {
  const rows: [string, string][] = [
    ['Address', settings.publicUrl],
    ['Database', settings.databaseUrl ? hideLogin(settings.databaseUrl) : `embedded Postgres in ${settings.dataDir}`],
    ['Queue', engines.queue === 'redis' ? `Redis, ${hideLogin(settings.redisUrl ?? '')}` : 'the same Postgres'],
    ['Search', searchRow(settings, engines.search)],
    ['Meaning', meaningRow(settings, engines.embedder)],
    ['Mail', settings.smtpUrl ? `through ${hideLogin(settings.smtpUrl)}` : `nothing leaves this machine; read it at ${settings.publicUrl}/zh/mailbox`],
    ['Role', settings.role],
  ];
  const lines = [`供需对接 ${VERSION} is up`, ...rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`)];
  if (logins.length > 0) {
    const width = Math.max(...logins.map(({ email }) => email.length));
    lines.push(`  Demonstration logins, all with the password ${STORY_PASSWORD}`);
    for (const { email, zh, en } of logins) lines.push(`    ${email.padEnd(width)}  ${settings.defaultLanguage === 'zh' ? zh : en}`);
  }
  return `\n${lines.join('\n')}\n\n`;
}

function searchRow({ meiliUrl }: Settings, { engine, state }: SearchHealth): string {
  if (engine === 'postgres') return 'the same Postgres';
  const meanwhile = { up: '', down: ', which does not answer: meanwhile the same Postgres', 'catching-up': ', which is being filled: meanwhile the same Postgres' };
  return `Meilisearch, ${hideLogin(meiliUrl ?? '')}${meanwhile[state]}`;
}

function meaningRow({ embedder }: Settings, { adapter }: EmbedderHealth): string {
  if (adapter === 'none') return 'not compared, words alone (npm run cli -- embedder install)';
  if (adapter === 'onnx') return `a model on this machine, ${embedder.threads === 1 ? 'one thread' : `${embedder.threads} threads`}`;
  return `${embedder.model} at ${hideLogin(embedder.url ?? '')}`;
}

function hideLogin(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

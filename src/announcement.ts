import type { Settings } from './config/settings.js';
import { VERSION } from './version.js';

/** A login of the demonstration story. */
export interface DemoLogin {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** What was chosen for each part, in the words of whoever runs it. */
export interface Engines {
  readonly queue: 'redis' | 'postgres';
}

/** The one block that is printed when everything is up. */
export function announcement(settings: Settings, engines: Engines, logins: readonly DemoLogin[]): string {
  const rows: [string, string][] = [
    ['Address', settings.publicUrl],
    ['Database', settings.databaseUrl ? hideLogin(settings.databaseUrl) : `embedded Postgres in ${settings.dataDir}`],
    ['Queue', engines.queue === 'redis' ? `Redis, ${hideLogin(settings.redisUrl ?? '')}` : 'the same Postgres'],
    ['Search', 'the same Postgres'],
    ['Mail', settings.smtpUrl ? `through ${hideLogin(settings.smtpUrl)}` : `nothing leaves this machine; read it at ${settings.publicUrl}/zh/mailbox`],
    ['Role', settings.role],
  ];
  const lines = [`供需对接 ${VERSION} is up`, ...rows.map(([name, value]) => `  ${name.padEnd(9)} ${value}`)];
  if (logins.length > 0) {
    const width = Math.max(...logins.map(({ email }) => email.length));
    lines.push('  Demonstration logins (password for all: ' + logins[0]!.password + ')');
    for (const { role, email } of logins) lines.push(`    ${email.padEnd(width)}  ${role}`);
  }
  return `\n${lines.join('\n')}\n\n`;
}

function hideLogin(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}

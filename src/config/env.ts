import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { choice, flag, sender, timeZone, trustedProxies, url, wholeNumber } from './setting-parsers.js';
import { optionalSetting, settingWithDefault } from './setting.js';

const SERVER = 'Server';
const DATA = 'Data';
const MEANING = 'Meaning';
const MAIL = 'Mail';
const PORTAL = 'Portal';

/** Every setting of the product. `.env.example` is generated from it (`npm run env:example`). */
export const environmentSchema = z.object({
  HOST: settingWithDefault(
    { section: SERVER, default: '127.0.0.1', text: 'Address to listen on. 0.0.0.0 listens on all.' },
    z.string().regex(/^[\w.:-]+$/, { error: 'must be a host name or an address, without a port' }),
  ),
  PORT: settingWithDefault(
    { section: SERVER, default: '3000', text: 'Port to listen on. 0 picks a free one and prints it.' },
    wholeNumber(0, 65_535),
  ),
  PUBLIC_URL: optionalSetting(
    {
      section: SERVER,
      example: 'https://docking.example.org',
      text: 'Address under which people reach the portal; every link in a mail begins with it.\nNot set: http://HOST:PORT, which only this machine can open.',
    },
    url('http', 'https').transform((value) => value.replace(/\/+$/, '')),
  ),
  TRUST_PROXY: settingWithDefault(
    {
      section: SERVER,
      default: 'false',
      text: 'Whose X-Forwarded-* headers are believed: false, true, a number of hops, or addresses and networks with commas between.',
    },
    trustedProxies,
  ),
  APP_ROLE: settingWithDefault(
    { section: SERVER, default: 'all', text: 'web serves pages and the API, worker runs the jobs, all does both.' },
    choice('all', 'web', 'worker'),
  ),
  LOG_LEVEL: settingWithDefault(
    { section: SERVER, default: 'info', text: 'fatal, error, warn, info, debug, trace or silent.' },
    choice('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  ),
  DATA_DIR: settingWithDefault(
    {
      section: DATA,
      default: '.data',
      text: 'Folder of the embedded database and of the secret key that is made when none is given.',
    },
    z.string(),
  ),
  DATABASE_URL: optionalSetting(
    {
      section: DATA,
      example: 'postgres://docking_app:password@localhost:5432/docking',
      text: 'A Postgres (16 or later) of your own. Not set: an embedded Postgres starts with its data in DATA_DIR.',
    },
    url('postgres', 'postgresql'),
  ),
  DATABASE_OWNER_URL: optionalSetting(
    {
      section: DATA,
      example: 'postgres://docking_owner:password@localhost:5432/docking',
      text: 'The same database as the role that owns the tables; migrations run as it.\nNot set: DATABASE_URL. With two roles the application itself cannot rewrite the audit log.',
    },
    url('postgres', 'postgresql'),
  ),
  REDIS_URL: optionalSetting(
    { section: DATA, example: 'redis://localhost:6379', text: 'Redis under the job queue. Not set: the database.' },
    url('redis', 'rediss'),
  ),
  MEILI_URL: optionalSetting(
    { section: DATA, example: 'http://localhost:7700', text: 'Meilisearch for searching. Not set: the database.' },
    url('http', 'https'),
  ),
  MEILI_KEY: optionalSetting({ section: DATA, example: 'the-master-key', text: 'Key for MEILI_URL.' }, z.string()),
  SECRET_KEY: optionalSetting(
    {
      section: DATA,
      example: 'forty-or-more-random-characters-as-of-openssl',
      text: 'Signs mailed links and cookies; the same for every process, at least 32 characters: openssl rand -base64 32\nRequired with DATABASE_URL. Otherwise made once and kept in DATA_DIR.',
    },
    z.string().min(32, { error: 'must have at least 32 characters' }),
  ),
  EMBEDDER: optionalSetting(
    {
      section: MEANING,
      example: 'none',
      text: 'What compares the meaning of texts beside their words: none, onnx (a model on this machine) or rest (a server with /v1/embeddings).\nNot set: onnx where npm run cli -- embedder install has put a model into DATA_DIR, else none.',
    },
    choice('none', 'onnx', 'rest'),
  ),
  EMBEDDER_MODEL: optionalSetting(
    {
      section: MEANING,
      example: '/srv/docking/embedder',
      text: "With onnx: the model's folder. Not set: embedder in DATA_DIR.\nWith rest: the model's name, as the server calls it.",
    },
    z.string(),
  ),
  EMBEDDER_URL: optionalSetting(
    { section: MEANING, example: 'http://localhost:8080/v1', text: 'With rest: the server, up to and with /v1.' },
    url('http', 'https'),
  ),
  EMBEDDER_KEY: optionalSetting({ section: MEANING, example: 'the-key', text: 'Key for EMBEDDER_URL.' }, z.string()),
  EMBEDDER_THREADS: settingWithDefault(
    { section: MEANING, default: '1', text: 'Threads that a model on this machine may compute on.' },
    wholeNumber(1, 64),
  ),
  SMTP_URL: optionalSetting(
    {
      section: MAIL,
      example: 'smtps://user:password@smtp.example.org:465',
      text: 'Server that delivers mail. Not set: nothing leaves this machine, and mail is read on a page of the portal.',
    },
    url('smtp', 'smtps'),
  ),
  MAIL_FROM: optionalSetting(
    {
      section: MAIL,
      example: '供需对接平台 <no-reply@docking.example.org>',
      text: 'Sender of every mail. Not set: no-reply at the host of PUBLIC_URL.',
    },
    sender,
  ),
  DEFAULT_LANGUAGE: settingWithDefault(
    { section: PORTAL, default: 'zh', text: 'Language of people who have chosen none: zh or en.' },
    choice('zh', 'en'),
  ),
  TIME_ZONE: settingWithDefault(
    { section: PORTAL, default: 'Asia/Shanghai', text: 'Zone of dates on pages, in mails and of deadlines.' },
    timeZone,
  ),
  UNDO_SECONDS: settingWithDefault(
    {
      section: PORTAL,
      default: '20',
      text: 'Seconds during which officers can take a decision back before anybody hears of it, 0 to 600. With 0 there is no way back.',
    },
    wholeNumber(0, 600),
  ),
  DEMO: optionalSetting(
    {
      section: PORTAL,
      example: '0',
      text: '1 fills an empty database with a demonstration story and prints its logins, 0 never does.\nNot set: only on the embedded database with HOST on this machine alone.',
    },
    flag,
  ),
});

export type Environment = z.output<typeof environmentSchema>;

/** One line for each bad setting, fit to be printed as it is. */
export class SettingsError extends Error {
  override name = 'SettingsError';

  constructor(readonly lines: string[]) {
    super(lines.join('\n'));
  }
}

/** @throws SettingsError with every problem found, not only the first. */
export function parseEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const result = environmentSchema.safeParse(variables);
  const problems = result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  problems.push(...contradictions(variables));
  if (result.success && problems.length === 0) return result.data;
  throw new SettingsError(problems);
}

/** Looks at the raw variables, so that it speaks up beside the schema's own complaints. */
function contradictions(variables: NodeJS.ProcessEnv): string[] {
  const given = (name: keyof Environment): string | undefined => variables[name]?.trim() || undefined;
  const role = given('APP_ROLE') ?? 'all';
  const lines: string[] = [];
  if (given('DATABASE_URL')) {
    if (!given('SECRET_KEY'))
      lines.push('SECRET_KEY is required with DATABASE_URL, the same for every process: openssl rand -base64 32');
  } else {
    if (given('DATABASE_OWNER_URL')) lines.push('DATABASE_OWNER_URL needs DATABASE_URL beside it');
    if (role === 'web' || role === 'worker')
      lines.push(`APP_ROLE cannot be ${role} without DATABASE_URL: the embedded database belongs to one process`);
  }
  if (given('MEILI_KEY') && !given('MEILI_URL')) lines.push('MEILI_KEY needs MEILI_URL beside it');
  if (given('EMBEDDER') === 'rest') {
    if (!given('EMBEDDER_URL')) lines.push('EMBEDDER_URL is required with EMBEDDER=rest');
    if (!given('EMBEDDER_MODEL')) lines.push("EMBEDDER_MODEL is required with EMBEDDER=rest: the model's name");
  } else {
    for (const name of ['EMBEDDER_URL', 'EMBEDDER_KEY'] as const) if (given(name)) lines.push(`${name} needs EMBEDDER=rest beside it`);
  }
  return lines;
}

/**
 * The only place that looks at the process's environment. A `.env` file in the working folder
 * adds what the environment itself does not say.
 */
export function readEnvironment(file = '.env'): NodeJS.ProcessEnv {
  if (!existsSync(file)) return { ...process.env };
  return { ...parseEnv(readFileSync(file, 'utf8')), ...process.env };
}

import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Language } from '../shared/language.js';
import { type Environment, parseEnvironment } from './env.js';
import { keptSecretKey } from './secret-key.js';

/** The settings as the application uses them: complete, typed, checked once at the start. Inject it. */
export class Settings {
  readonly host: string;
  /** 0 never reaches here when main has picked a free port, see `withFreePort`. */
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly trustProxy: boolean | number | string[];
  readonly role: 'all' | 'web' | 'worker';
  readonly logLevel: Environment['LOG_LEVEL'];
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined means the embedded Postgres. */
  readonly databaseUrl: string | undefined;
  /** Role that migrations run as; the same as `databaseUrl` where only that is given. */
  readonly databaseOwnerUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly meiliUrl: string | undefined;
  readonly meiliKey: string | undefined;
  /** An undefined adapter means: whichever model is installed. */
  readonly embedder: {
    readonly adapter: 'none' | 'onnx' | 'rest' | undefined;
    readonly model: string | undefined;
    readonly url: string | undefined;
    readonly key: string | undefined;
    readonly threads: number;
  };
  readonly secretKey: string;
  /** Undefined means the mail sink inside the process. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly defaultLanguage: Language;
  readonly timeZone: string;
  /** Seconds during which an officer's decision on a page can be taken back before anybody hears of it; 0: not at all. */
  readonly undoSeconds: number;
  /** Whether an empty database is filled with the story and its logins are printed. */
  readonly isDemo: boolean;

  constructor(environment: Environment, secretKey: string) {
    this.host = environment.HOST;
    this.port = environment.PORT;
    this.publicUrl = environment.PUBLIC_URL ?? localUrl(environment.HOST, environment.PORT);
    this.trustProxy = environment.TRUST_PROXY;
    this.role = environment.APP_ROLE;
    this.logLevel = environment.LOG_LEVEL;
    this.dataDir = resolve(environment.DATA_DIR);
    this.databaseUrl = environment.DATABASE_URL;
    this.databaseOwnerUrl = environment.DATABASE_OWNER_URL ?? environment.DATABASE_URL;
    this.redisUrl = environment.REDIS_URL;
    this.meiliUrl = environment.MEILI_URL;
    this.meiliKey = environment.MEILI_KEY;
    this.embedder = {
      adapter: environment.EMBEDDER,
      model: environment.EMBEDDER_MODEL,
      url: environment.EMBEDDER_URL,
      key: environment.EMBEDDER_KEY,
      threads: environment.EMBEDDER_THREADS,
    };
    this.secretKey = secretKey;
    this.smtpUrl = environment.SMTP_URL;
    this.mailFrom = environment.MAIL_FROM ?? `no-reply@${new URL(this.publicUrl).hostname}`;
    this.defaultLanguage = environment.DEFAULT_LANGUAGE;
    this.timeZone = environment.TIME_ZONE;
    this.undoSeconds = environment.UNDO_SECONDS;
    this.isDemo = environment.DEMO ?? (!environment.DATABASE_URL && isLoopback(environment.HOST));
  }
}

/**
 * Checks the variables and makes what is missing (the secret key, in `DATA_DIR`).
 * @throws SettingsError with every bad setting, or the system's error when `DATA_DIR` cannot be written
 */
export function loadSettings(variables: NodeJS.ProcessEnv): Settings {
  const environment = parseEnvironment(variables);
  return new Settings(environment, environment.SECRET_KEY ?? keptSecretKey(resolve(environment.DATA_DIR)));
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

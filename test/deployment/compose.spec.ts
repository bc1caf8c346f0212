import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { environmentSchema, parseEnvironment } from '../../src/config/env.js';

interface Compose {
  services: Record<string, { environment?: Record<string, string | number> }>;
}

const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose;
const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** As compose fills it in: what the person gives, else the default after `:-`. */
function filledIn(environment: Record<string, string | number>, given: Record<string, string>): NodeJS.ProcessEnv {
  const fill = (value: string | number) =>
    String(value).replace(VARIABLE, (_, name: string, kind?: string, text = '') => given[name] ?? (kind === '-' ? text : ''));
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}

describe('docker-compose.yml', () => {
  const given = { SECRET_KEY: 'k'.repeat(44), POSTGRES_PASSWORD: 'abc123', MEILI_KEY: 'm'.repeat(32) };

  it('has all that the platform can use', () => {
    expect(Object.keys(services)).toEqual(['web', 'worker', 'postgres', 'redis', 'meilisearch', 'mail']);
  });

  it.each(['web', 'worker'])('gives %s only settings that exist, and good ones', (name) => {
    const environment = services[name]?.environment ?? {};
    expect(Object.keys(environment).filter((setting) => !(setting in environmentSchema.shape))).toEqual([]);
    const settings = parseEnvironment(filledIn(environment, given));
    expect(settings.APP_ROLE).toBe(name);
    expect(settings).toMatchObject({ DEMO: false, DEFAULT_LANGUAGE: 'zh', MAIL_FROM: undefined });
  });

  it('names only services that it starts', () => {
    const environment = filledIn(services['web']?.environment ?? {}, given);
    const hosts = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL', 'MEILI_URL', 'SMTP_URL'].map((name) => new URL(environment[name]!).hostname);
    expect(hosts.filter((host) => !(host in services))).toEqual([]);
  });

  it('passes on every setting that is a choice of whoever runs it', () => {
    const fixed = ['DATA_DIR', 'HOST', 'PORT', 'APP_ROLE'];
    const passed = Object.keys(services['web']?.environment ?? {});
    expect(Object.keys(environmentSchema.shape).filter((name) => !passed.includes(name) && !fixed.includes(name))).toEqual([]);
  });

  it('stops when no secret is given', () => {
    expect(() => parseEnvironment(filledIn(services['web']?.environment ?? {}, {}))).toThrow('SECRET_KEY is required');
  });
});

import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { ApiTokensService } from '../../src/features/identity/api-tokens.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/shared/ids.js';
import { StoryLoader } from '../../src/seeds/story/story.loader.js';
import { startTestApp, type TestApp } from './app.js';
import type { Route } from './routes.js';

/** Who sends a request: nobody, the owner of a factory, that of a provider, an officer of a region, the secretariat's administrator. */
export type Sender = 'guest' | 'factory' | 'provider' | 'officer' | 'administrator';

const EMAILS: Readonly<Record<Exclude<Sender, 'guest'>, string>> = {
  factory: 'zhang.jianguo@example.com',
  provider: 'li.ming@example.com',
  officer: 'officer.he@example.com',
  administrator: 'admin@example.com',
};

/** The application with the demonstration story in it: something of every kind in every state, and people to send requests. */
export class StoryLand {
  private constructor(
    readonly test: TestApp,
    readonly tokens: Readonly<Record<string, string>>,
    readonly ids: Readonly<Record<string, string>>,
  ) {}

  static async open(environment: NodeJS.ProcessEnv = {}): Promise<StoryLand> {
    // Nobody works on the side: what a request changed stays as it left it.
    const test = await startTestApp({ APP_ROLE: 'web', ...environment });
    await new StoryLoader(test.app).tell();
    const tokens: Record<string, string> = {};
    for (const [sender, email] of Object.entries(EMAILS)) {
      const [person] = await test.app.get(Database).query<{ id: string }>('select id from person where email = $1', [email]);
      tokens[sender] = (await test.app.get(ApiTokensService, { strict: false }).issueForSignIn(person!.id, 'test')).token;
    }
    return new StoryLand(test, tokens, await idsOf(test));
  }

  async send(sender: Sender, request: InjectOptions): Promise<LightMyRequestResponse> {
    const token = this.tokens[sender];
    const headers = { 'accept-language': 'zh', ...(token && { authorization: `Bearer ${token}` }), ...request.headers };
    return this.test.app.getHttpAdapter().getInstance().inject({ ...request, headers });
  }

  /** Who gets furthest with a route. */
  senderFor({ path, permission }: Route): Sender {
    if (permission === 'administrator') return 'administrator';
    if (permission === 'officer') return 'officer';
    return /offering|invitations|answer|pass$|offer$/.test(path) ? 'provider' : 'factory';
  }

  /** A route's address with ids of things that are there, as far as the story has them for its sender. */
  addressOf({ path }: Route): string {
    return path.replaceAll(/(\w+)\/:(\w+)/g, (_, before: string, name: string) => `${before}/${this.ids[before] ?? this.ids[name] ?? newId()}`);
  }

  close(): Promise<void> {
    return this.test.close();
  }

  /** Starts all counters of the rate limits anew: what is tested is not how often. */
  async forgetRates(): Promise<void> {
    await this.test.app.get(Database).query('delete from rate_limit');
  }
}

async function idsOf(test: TestApp): Promise<Record<string, string>> {
  const [row] = await test.app.get(Database).query<Record<string, string>>(
    `with factory as (select enterprise_id as id from member join person p on p.id = person_id where p.email = $1),
          provider as (select enterprise_id as id from member join person p on p.id = person_id where p.email = $2)
     select (select id from listing where kind = 'demand' and enterprise_id in (select id from factory) order by (status = 'published') desc limit 1) as demands,
            (select id from listing where kind = 'offering' and enterprise_id in (select id from provider) order by (status = 'published') desc limit 1) as offerings,
            (select id from factory limit 1) as enterprises,
            (select id from match where offering_enterprise_id in (select id from provider) order by (status = 'invited') desc limit 1) as matches,
            (select id from engagement where demand_enterprise_id in (select id from factory) limit 1) as engagements,
            (select id from review where status = 'open' and region_code like '13%' limit 1) as reviews,
            (select id from listing where status = 'published' and region_code like '13%' limit 1) as listings`,
    [EMAILS.factory, EMAILS.provider],
  );
  return { ...row!, review: row!['reviews']! };
}

import { ApiTokensService } from '../../src/features/identity/api-tokens.service.js';
import { Database } from '../../src/platform/database/database.js';
import type { MemberRole, OfficerRole } from '../../src/shared/actor.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from './app.js';

export interface CastPerson {
  readonly id: string;
  readonly email: string;
  /** For `authorization: Bearer …`. */
  readonly token: string;
}

export interface CastEnterprise {
  readonly id: string;
  readonly name: string;
  readonly owner: CastPerson;
}

let count = 0;

/** People and enterprises that are simply there, for the tests of what comes after signing up. */
export class Cast {
  private readonly database: Database;

  constructor(private readonly test: TestApp) {
    this.database = test.app.get(Database);
  }

  async person(name = '李示例', language = 'zh'): Promise<CastPerson> {
    const id = newId();
    const email = `person${(count += 1)}@example.com`;
    const now = this.test.clock.now();
    await this.database.query(
      'insert into person (id, email, name, language, confirmed_at, created_at) values ($1, $2, $3, $4, $5, $5)',
      [id, email, name, language, now],
    );
    const { token } = await this.test.app.get(ApiTokensService, { strict: false }).issueForSignIn(id, 'test');
    return { id, email, token };
  }

  async enterprise(facts: { regionCode?: string; status?: string; name?: string; uscc?: string } = {}): Promise<CastEnterprise> {
    const id = newId();
    const number = (count += 1);
    const { regionCode = '130981', status = 'verified', name = `河北示例机械${number}有限公司`, uscc = `91130981${String(number).padStart(10, '0')}` } = facts;
    const now = this.test.clock.now();
    await this.database.query(
      `insert into enterprise (id, code, name, uscc, region_code, industry_code, size, contact_name, contact_phone, contact_email,
         status, submitted_at, verified_at, created_at, updated_at, version)
       values ($1, $2, $3, $4, $5, null, 'small', '王示例', '13800000000', 'contact@example.com', $6, $7, $8, $7, $7, 1)`,
      [id, `E${regionCode.slice(0, 2)}-${String(900000 + number)}`, name, uscc, regionCode, status, now, status === 'verified' ? now : null],
    );
    const owner = await this.person();
    await this.member(id, owner, 'owner');
    return { id, name, owner };
  }

  async member(enterpriseId: string, person: CastPerson, role: MemberRole): Promise<void> {
    await this.database.query('insert into member (id, enterprise_id, person_id, role, created_at) values ($1, $2, $3, $4, $5)', [
      newId(),
      enterpriseId,
      person.id,
      role,
      this.test.clock.now(),
    ]);
  }

  /** An officer of a region's authority; null for the secretariat. */
  async officer(regionCode: string | null, roles: readonly OfficerRole[] = ['reviewer'], person?: CastPerson): Promise<CastPerson> {
    const who = person ?? (await this.person('王审核'));
    const now = this.test.clock.now();
    const [authority] = await this.database.query<{ id: string }>(
      `insert into authority (id, region_code, name_zh, name_en) values ($1, $2, $3, $3)
       on conflict (region_code) do update set name_zh = excluded.name_zh returning id`,
      [newId(), regionCode, `主管部门 ${regionCode ?? '秘书处'}`],
    );
    await this.database.query('insert into officer (id, person_id, authority_id, roles, created_at) values ($1, $2, $3, $4, $5)', [
      newId(),
      who.id,
      authority!.id,
      roles,
      now,
    ]);
    return who;
  }
}

/** Waits until a condition holds that the platform's jobs bring about; looks every 25 ms, for at most `timeoutMs`. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>, timeoutMs = 10_000): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 25))) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('it did not come about in time');
}

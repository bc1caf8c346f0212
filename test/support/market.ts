import type { EntityManager } from 'typeorm';
import type { Explanation } from '../../src/features/matching/explanation.js';
import type { Membership, PersonActor } from '../../src/shared/actor.js';
import { newId } from '../../src/shared/ids.js';

/** Rows written straight into the tables, for tests that start in the middle of a story. */
export class Market {
  private count = 0;

  constructor(
    private readonly manager: EntityManager,
    private readonly now: Date,
  ) {}

  /** A confirmed person with seats in enterprises. */
  async person(memberships: readonly Membership[] = [], more: { name?: string; language?: 'zh' | 'en' } = {}): Promise<PersonActor> {
    const id = newId();
    const name = more.name ?? `示例${++this.count}`;
    const language = more.language ?? 'zh';
    const email = `person-${id}@example.com`;
    await this.manager.query(`insert into person (id, email, name, language, confirmed_at, created_at) values ($1, $2, $3, $4, $5, $5)`, [id, email, name, language, this.now]);
    for (const { enterpriseId, role } of memberships) {
      await this.manager.query(`insert into member (id, enterprise_id, person_id, role, created_at) values ($1, $2, $3, $4, $5)`, [newId(), enterpriseId, id, role, this.now]);
    }
    return { kind: 'person', personId: id, name, email, language, memberships, office: null };
  }

  /** A verified enterprise. */
  async enterprise(more: { name?: string; size?: string; capacity?: number; regionCode?: string } = {}): Promise<string> {
    const id = newId();
    const number = String(++this.count).padStart(6, '0');
    await this.manager.query(
      `insert into enterprise (id, code, name, uscc, region_code, size, description, contact_name, contact_phone, contact_email, status, verified_at, capacity, created_at, updated_at, version)
       values ($1, $2, $3, $4, $5, $6, '', '张示例', '13800000000', $7, 'verified', $8, $9, $8, $8, 1)`,
      [id, `E13-${number}`, more.name ?? `示例企业${number}`, `T${number}${id.slice(-11)}`, more.regionCode ?? '1309', more.size ?? 'medium', `contact-${id}@example.com`, this.now, more.capacity ?? 10],
    );
    return id;
  }

  /** A published listing. */
  async listing(kind: 'demand' | 'offering', enterpriseId: string, more: { title?: string; seats?: number } = {}): Promise<string> {
    const id = newId();
    await this.manager.query(
      `insert into listing (id, code, kind, enterprise_id, status, language, title, body, materials, methods, effect, product, application, region_code,
         service_regions, certificates, tags, seats, return_reasons, revision, published_at, expires_at, created_at, updated_at, version)
       values ($1, $2, $3, $4, 'published', 'zh', $5, '', '', '', '', '', '', '1309', '{}', '{}', '{}', $6, '{}', 1, $7, $8, $7, $7, 1)`,
      [id, `${kind === 'demand' ? 'D' : 'S'}-13-${id.slice(-12)}`, kind, enterpriseId, more.title ?? '减速机壳体线 12 台数控机床联网采集', more.seats ?? 5, this.now, new Date(this.now.getTime() + 60 * 86_400_000)],
    );
    return id;
  }
}

/** An explanation that is complete and adds up, for a total from 0 to 100. */
export function explanationOf(total: number): Explanation {
  return {
    version: 2,
    basis: { pipeline: 1, statistics: 'test', weights: 'test', embedder: null },
    total,
    factory: {
      points: total,
      coverage: 1,
      parts: [{ part: 'text', value: total / 100, points: total, of: 100, reason: { code: 'text-common', params: { n: 1, terms: { terms: ['数控机床'] } } } }],
      leftOut: [],
    },
    provider: null,
    adjustment: 0,
    text: { ratio: total / 100, matched: [{ term: '数控机床', share: 1 }], missing: [], meaning: { state: 'off' } },
    strengths: [],
    gaps: [],
  };
}

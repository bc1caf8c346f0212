import { IndexingService } from '../../src/features/matching/indexing.service.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from './app.js';

export interface ShopListing {
  readonly kind: 'demand' | 'offering';
  readonly enterpriseId: string;
  readonly title: string;
  readonly body?: string;
  readonly categoryCode?: string;
  readonly industryCode?: string;
  readonly regionCode?: string;
  readonly serviceRegions?: readonly string[];
  readonly certificates?: readonly string[];
  readonly budget?: readonly [min: number | null, max: number | null];
  readonly status?: string;
  /** Days from today. */
  readonly deadlineIn?: number;
}

let count = 0;

/** Listings that are simply there, published and found by the search. */
export class Shop {
  private readonly database: Database;
  private readonly indexing: IndexingService;

  constructor(private readonly test: TestApp) {
    this.database = test.app.get(Database);
    this.indexing = test.app.get(IndexingService, { strict: false });
  }

  async put(listing: ShopListing): Promise<{ id: string; code: string }> {
    const id = newId();
    const { kind, status = 'published' } = listing;
    const code = `${kind === 'demand' ? 'D' : 'O'}-13-2026-${String(900_000 + (count += 1))}`;
    // Each a minute after the one before, so that "the newest first" has one answer.
    const now = new Date(this.test.clock.now().getTime() - 86_400_000 + count * 60_000);
    const publishedAt = status === 'draft' || status === 'returned' ? null : now;
    await this.database.query(
      `insert into listing (id, code, kind, enterprise_id, status, language, title, body, materials, methods, effect, product, application, category_code,
         industry_code, region_code, service_regions, budget_min, budget_max, certificates, deadline, tags, seats, return_reasons, revision, published_at, expires_at,
         created_at, updated_at, version)
       values ($1, $2, $3, $4, $5, 'zh', $6, $7, '', '', '', '', '', $8, $9, $10, $11, $12, $13, $14, $15, '{}', 5, '{}', 1, $16, $17, $18, $18, 1)`,
      [
        id,
        code,
        kind,
        listing.enterpriseId,
        status,
        listing.title,
        listing.body ?? '',
        listing.categoryCode ?? null,
        listing.industryCode ?? null,
        listing.regionCode ?? '130981',
        listing.serviceRegions ?? [],
        listing.budget?.[0] ?? null,
        listing.budget?.[1] ?? null,
        listing.certificates ?? [],
        listing.deadlineIn === undefined ? null : new Date(this.test.clock.now().getTime() + listing.deadlineIn * 86_400_000).toISOString().slice(0, 10),
        publishedAt,
        publishedAt && new Date(now.getTime() + 60 * 86_400_000),
        now,
      ],
    );
    await this.indexing.syncListing(id);
    return { id, code };
  }

  /** An enterprise is found with its own words, and with the categories of what it has published. */
  async show(enterpriseId: string, description = ''): Promise<void> {
    await this.database.query('update enterprise set description = $2 where id = $1', [enterpriseId, description]);
    await this.indexing.syncEnterprise(enterpriseId);
  }

  /** A change of rows that the index has not heard of yet. */
  async withdrawBehindTheIndex(listingId: string): Promise<void> {
    await this.database.query(`update listing set status = 'closed', closed_reason = 'withdrawn' where id = $1`, [listingId]);
  }

  async certificate(enterpriseId: string, code: string): Promise<void> {
    await this.database.query(
      `insert into evidence (id, enterprise_id, attribute, value, note, source, created_at) values ($1, $2, 'certificate', $3, '', 'self', $4)`,
      [newId(), enterpriseId, code, this.test.clock.now()],
    );
  }
}

import pg from 'pg';
import { listingPublished } from '../features/listings/listing.events.js';
import { OUTBOX_CHANNEL } from '../platform/events/outbox.js';
import { DAY_MS } from '../shared/durations.js';
import { newId } from '../shared/ids.js';
import type { ListingGenerator } from './listing-generator.js';

const ENTERPRISES = 25;
const TERM_MS = 90 * DAY_MS;

/** A listing that came onto the market, and the one word that no other has. */
export interface Publication {
  readonly id: string;
  readonly word: string;
  /** By the monotonic clock, in milliseconds: when its transaction was kept. */
  readonly at: number;
}

/** Puts generated offerings on the market as an officer's decision does: the row and its event in one transaction. */
export class LagPublisher {
  private enterprises: readonly string[] = [];
  private count = 0;

  constructor(
    private readonly pool: pg.Pool,
    private readonly generator: ListingGenerator,
  ) {}

  /** Verified enterprises, whose region is in the code lists by now. */
  async prepare(): Promise<void> {
    this.enterprises = Array.from({ length: ENTERPRISES }, newId);
    await this.pool.query(
      `insert into enterprise (id, code, name, uscc, region_code, size, contact_name, contact_phone, contact_email, status, verified_at, created_at, updated_at, version)
       select id, 'E13-' || right(id::text, 12), 'Enterprise ' || right(id::text, 6), right(id::text, 12), '1309', 'medium', '-', '-', 'nobody@example.com', 'verified', now(), now(), now(), 1
         from unnest($1::uuid[]) as id`,
      [this.enterprises],
    );
  }

  async publish(): Promise<Publication> {
    const nth = this.count++;
    const { text, facts } = this.generator.newListing(nth, 'offering');
    const id = newId();
    const enterpriseId = this.enterprises[nth % this.enterprises.length]!;
    const word = `zq${id.slice(-12)}`;
    await this.pool.query(
      `with listing as (
         insert into listing (id, code, kind, enterprise_id, status, language, title, body, materials, methods, effect, product, application, category_code, industry_code,
           region_code, service_regions, certificates, tags, seats, return_reasons, revision, published_at, expires_at, created_at, updated_at, version)
         values ($1, $2, 'offering', $3, 'published', 'zh', $4, $5, '', '', '', '', '', $6, $7, $8, '{}', '{}', '{}', 5, '{}', 1, now(), $9, now(), now(), 1)),
       event as (insert into outbox_event (id, type, payload) values ($10, $11, $12))
       select pg_notify('${OUTBOX_CHANNEL}', '')`,
      [id, `S-13-${id.slice(-12)}`, enterpriseId, `${text.title} ${word}`, text.body, facts.category.at(-1), facts.industry.at(-1), facts.region.at(-1), new Date(Date.now() + TERM_MS), newId(),
        listingPublished.type, JSON.stringify({ listingId: id, kind: 'offering', enterpriseId })],
    );
    return { id, word, at: performance.now() };
  }
}

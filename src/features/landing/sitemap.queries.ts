import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';

/** What everybody may read and what changes by itself: listings on the market, and verified enterprises. */
export const SITEMAP_KINDS = ['demands', 'offerings', 'enterprises'] as const;
export type SitemapKind = (typeof SITEMAP_KINDS)[number];

interface SitemapPage {
  readonly code: string;
  readonly updatedAt: Date;
}

/** Addresses for search engines, in parts of one size. */
@Injectable()
export class SitemapQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** How many there are of each. */
  async counts(): Promise<Readonly<Record<SitemapKind, number>>> {
    const [row] = await this.database.query<Record<SitemapKind, number>>(
      `select (select count(*)::integer from (${LISTINGS('demand')}) l) as demands, (select count(*)::integer from (${LISTINGS('offering')}) l) as offerings,
              (select count(*)::integer from enterprise where status = 'verified') as enterprises`,
      [this.clock.now()],
    );
    return row!;
  }

  /** The `part`th part, from 0, in the order in which they came: what is new makes the last part longer. */
  part(kind: SitemapKind, part: number, size: number): Promise<SitemapPage[]> {
    const rows = kind === 'enterprises' ? ENTERPRISES : LISTINGS(kind === 'demands' ? 'demand' : 'offering');
    return this.database.query(`${rows} order by id limit $2 offset $3`, [this.clock.now(), size, part * size]);
  }
}

const LISTINGS = (kind: 'demand' | 'offering'): string =>
  `select l.id, l.code, l.updated_at as "updatedAt" from listing l join enterprise e on e.id = l.enterprise_id
    where l.kind = '${kind}' and l.status = 'published' and l.expires_at > $1 and e.status = 'verified'`;

const ENTERPRISES = `select id, code, updated_at as "updatedAt" from enterprise where status = 'verified' and $1::timestamptz is not null`;

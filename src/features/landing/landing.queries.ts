import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { type CodeCounts, type Landing, LANDINGS, NOTHING } from './landing.types.js';

export type MarketCounts = Readonly<Record<Landing, ReadonlyMap<string, CodeCounts>>>;

interface CountRow {
  landing: Landing;
  code: string;
  what: keyof CodeCounts;
  count: number;
}

const LIVE = `l.status = 'published' and l.expires_at > $1 and e.status = 'verified'`;

/** Counts the market by every code of the three lists, each with all below it, in one walk over the listings and the enterprises. */
@Injectable()
export class LandingQueries {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
  ) {}

  async counts(): Promise<MarketCounts> {
    const [landings, codes, wider] = this.whatHoldsWhat();
    const rows = await this.database.query<CountRow>(
      `with holds as materialized (select * from unnest($2::text[], $3::text[], $4::text[]) as h(landing, code, wider)),
       live as materialized (
         select l.kind, l.region_code, l.category_code, l.industry_code, l.enterprise_id, count(*) as listings
           from listing l join enterprise e on e.id = l.enterprise_id where ${LIVE} group by 1, 2, 3, 4, 5)
       select landing, wider as code, kind || 's' as what, sum(listings)::integer as count
         from live, lateral (values ('regions', region_code), ('categories', category_code), ('industries', industry_code)) as place(landing, code)
         join holds using (landing, code) group by 1, 2, 3
       union all
       select landing, wider, 'enterprises', count(distinct enterprise_id)::integer
         from (select 'categories' as landing, category_code as code, enterprise_id from live where kind = 'offering'
               union all select place.landing, place.code, e.id
                 from enterprise e, lateral (values ('regions', region_code), ('industries', industry_code)) as place(landing, code) where e.status = 'verified') as held
         join holds using (landing, code) group by 1, 2`,
      [this.clock.now(), landings, codes, wider],
    );
    const counts: Record<Landing, Map<string, CodeCounts>> = { regions: new Map(), categories: new Map(), industries: new Map() };
    for (const { landing, code, what, count } of rows) counts[landing].set(code, { ...NOTHING, ...counts[landing].get(code), [what]: count });
    return counts;
  }

  /** Each code with every code that it belongs to, itself and overlays among them, as three columns. */
  private whatHoldsWhat(): [landings: string[], codes: string[], wider: string[]] {
    const rows = (Object.keys(LANDINGS) as Landing[]).flatMap((landing) => {
      const list = LANDINGS[landing];
      return this.taxonomy.tree(list).entries.flatMap(({ code }) => {
        const wider = list === 'region' ? this.taxonomy.coveringRegions(code) : this.taxonomy.codePath(list, code);
        return wider.map((one) => [landing, code, one] as const);
      });
    });
    return [rows.map(([landing]) => landing), rows.map(([, code]) => code), rows.map(([, , wider]) => wider)];
  }
}

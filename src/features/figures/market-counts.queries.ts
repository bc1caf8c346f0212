import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { holdsSeat } from '../matching/matching.types.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { Figures, Summary, SupplyAndDemand } from './figures.types.js';

type Counts = Omit<SupplyAndDemand, 'code'>;
type Group = 'region' | 'industry' | 'category';
type CountedRow = Counts & { readonly group: Group; readonly code: string | null };

type MarketCounts = Pick<Figures, 'regions' | 'industries' | 'categories' | 'enterprises'> & {
  readonly summary: Pick<Summary, 'openDemands' | 'openDemandsWithSeats' | 'openOfferings' | 'demands' | 'offerings'>;
};

const NOTHING: Counts = { openDemands: 0, openOfferings: 0, demands: 0, offerings: 0 };

/** What is and was on the market. Listings are public when they are published: these counts name nothing that was not. */
@Injectable()
export class MarketCountsQueries {
  constructor(private readonly taxonomy: TaxonomyService) {}

  /** @param since only listings first published from then on count as of the period */
  async count(manager: EntityManager, now: Date, since: Date): Promise<MarketCounts> {
    // `group by grouping sets` reads the listings once for all three.
    const rows = await manager.query<CountedRow[]>(
      `with listed as (
         select l.kind, l.region_code, coalesce(l.industry_code, e.industry_code) as industry_code, l.category_code, l.published_at >= $2 as is_new,
                l.status = 'published' and l.expires_at > $1 and e.status = 'verified' as is_open
           from listing l join enterprise e on e.id = l.enterprise_id where l.published_at <= $1)
       select case when grouping(region_code) = 0 then 'region' when grouping(industry_code) = 0 then 'industry' else 'category' end as group,
              coalesce(region_code, industry_code, category_code) as code,
              (count(*) filter (where is_open and kind = 'demand'))::integer as "openDemands",
              (count(*) filter (where is_open and kind = 'offering'))::integer as "openOfferings",
              (count(*) filter (where is_new and kind = 'demand'))::integer as demands,
              (count(*) filter (where is_new and kind = 'offering'))::integer as offerings
         from listed group by grouping sets ((region_code), (industry_code), (category_code))`,
      [now, since],
    );
    const of = (group: Group): CountedRow[] => rows.filter((row) => row.group === group);
    const regions = this.byPlace(of('region'));
    return {
      summary: { ...sumOf(regions), openDemandsWithSeats: await this.withSeats(manager, now) },
      enterprises: await this.verified(manager),
      regions,
      industries: this.byDivision(of('industry')),
      categories: this.withTopCategories(of('category')),
    };
  }

  /** By city; a municipality is one place, a new area that is laid over counties is its own and they do not count twice. */
  private byPlace(rows: readonly CountedRow[]): SupplyAndDemand[] {
    const overlays = new Map(this.taxonomy.tree('region').entries.flatMap(({ code, members }) => members.map((member) => [member, code] as const)));
    const placeOf = (code: string | null): string | null => {
      const path = this.taxonomy.codePath('region', code);
      const overlay = path.map((part) => overlays.get(part)).find((found) => found !== undefined);
      if (overlay !== undefined) return overlay;
      const city = path[1] === undefined ? undefined : this.taxonomy.region(path[1]);
      return (city?.level === 'prefecture' || city?.level === 'overlay' ? path[1] : path[0]) ?? null;
    };
    const places = this.taxonomy.choices('region', null).flatMap((province) => {
      const cities = this.taxonomy.choices('region', province.code).filter(({ level }) => level === 'prefecture' || level === 'overlay');
      return cities.length > 0 ? cities : [province];
    });
    return folded(rows, placeOf, places.map(({ code }) => code));
  }

  /** By the divisions of GB/T 4754 (two digits) in which there is anything, the busiest first. */
  private byDivision(rows: readonly CountedRow[]): SupplyAndDemand[] {
    const all = folded(rows, (code) => this.taxonomy.codePath('industry', code)[1] ?? this.taxonomy.codePath('industry', code)[0] ?? null, []);
    return all.sort((a, b) => b.demands + b.offerings - a.demands - a.offerings || String(a.code).localeCompare(String(b.code)));
  }

  private withTopCategories(rows: readonly CountedRow[]): SupplyAndDemand[] {
    return folded(rows, (code) => this.topCategory(code), this.topCategories());
  }

  /** Counts by category under the top of its list, in its order; noughts are left out. */
  byTopCategory(rows: readonly { readonly code: string | null; readonly count: number }[]): { code: string | null; count: number }[] {
    const sumOf = (top: string | null): number => rows.filter(({ code }) => this.topCategory(code) === top).reduce((sum, { count }) => sum + count, 0);
    return [...this.topCategories(), null].map((code) => ({ code, count: sumOf(code) })).filter(({ count }) => count > 0);
  }

  private topCategory(code: string | null): string | null {
    return this.taxonomy.codePath('service-category', code)[0] ?? null;
  }

  private topCategories(): string[] {
    return this.taxonomy.choices('service-category', null).map(({ code }) => code);
  }

  private async withSeats(manager: EntityManager, now: Date): Promise<number> {
    const [row] = await manager.query<{ count: number }[]>(
      `select count(*)::integer as count from listing l join enterprise e on e.id = l.enterprise_id
        where l.kind = 'demand' and l.status = 'published' and l.expires_at > $1 and e.status = 'verified'
          and l.seats > (select count(*) from match m where m.demand_id = l.id and ${holdsSeat('m')})`,
      [now],
    );
    return row?.count ?? 0;
  }

  private async verified(manager: EntityManager): Promise<{ regionCode: string; count: number }[]> {
    return manager.query(`select left(region_code, 2) as "regionCode", count(*)::integer as count from enterprise where status = 'verified' group by 1 order by 1`);
  }
}

function sumOf(rows: readonly Counts[]): Counts {
  return rows.reduce(plus, NOTHING);
}

function plus(a: Counts, b: Counts): Counts {
  return {
    openDemands: a.openDemands + b.openDemands,
    openOfferings: a.openOfferings + b.openOfferings,
    demands: a.demands + b.demands,
    offerings: a.offerings + b.offerings,
  };
}

/** Rows of narrow codes under wider ones: first those that always stand there, in their order, then others in which there is something. */
function folded(rows: readonly CountedRow[], widen: (code: string | null) => string | null, always: readonly string[]): SupplyAndDemand[] {
  const sums = new Map<string | null, Counts>(always.map((code) => [code, NOTHING]));
  for (const row of rows) {
    const code = widen(row.code);
    sums.set(code, plus(sums.get(code) ?? NOTHING, row));
  }
  const isThere = ([code, sum]: [string | null, Counts]): boolean => (code !== null && always.includes(code)) || Object.values(sum).some((n) => n > 0);
  return [...sums].filter(isThere).map(([code, sum]) => ({ code, ...sum }));
}

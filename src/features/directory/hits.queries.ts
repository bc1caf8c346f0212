import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { SearchHit } from '../../platform/search/search-index.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/zoned-time.js';
import { Settings } from '../../config/settings.js';
import { CERTIFICATE } from '../enterprises/enterprises.types.js';
import { holdsSeat } from '../matching/matching.types.js';
import type { DemandHit, EnterpriseHit, HeldCertificate, Hit, HitEnterprise, OfferingHit } from './directory.types.js';

/** How much of a text is read to cut a snippet out of it, in characters. */
const TEXT = 4_000;

/** A proof that is in date; `$2` is the day. */
const IN_DATE = `(v.valid_until is null or v.valid_until >= $2::date)`;

const CHECKED = (enterpriseId: string): string =>
  `array(select distinct v.value from evidence v
          where v.enterprise_id = ${enterpriseId} and v.attribute = '${CERTIFICATE}' and v.source = 'officer' and ${IN_DATE})`;

const STATED = (enterpriseId: string): string =>
  `array(select distinct v.value from evidence v where v.enterprise_id = ${enterpriseId} and v.attribute = '${CERTIFICATE}' and ${IN_DATE})`;

const PROVIDER = `jsonb_build_object('id', e.id, 'code', e.code, 'name', e.name, 'regionCode', e.region_code, 'size', e.size) as enterprise`;

type ListingRow = Omit<OfferingHit, 'kind' | 'certificates'> &
  Omit<DemandHit, 'kind' | 'mustHave'> & { readonly kind: 'offering' | 'demand'; readonly enterprise: HitEnterprise; readonly stated: readonly string[]; readonly checked: readonly string[] };
type EnterpriseRow = Omit<EnterpriseHit, 'kind' | 'certificates'> & { readonly stated: readonly string[]; readonly checked: readonly string[] };

/** Reads the rows behind the index's hits again, for everybody: what is not public now is not among them. */
@Injectable()
export class HitsQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** In the order of the hits, without those that are no longer on the market. At most two statements. */
  async read(hits: readonly SearchHit[]): Promise<Hit[]> {
    const idsOf = (isEnterprise: boolean): string[] => hits.filter(({ kind }) => (kind === 'enterprise') === isEnterprise).map(({ id }) => id);
    const [listings, enterprises] = await Promise.all([this.listings(idsOf(false)), this.enterprises(idsOf(true))]);
    const found = new Map([...listings, ...enterprises].map((hit) => [hit.id, hit]));
    return hits.flatMap(({ id }) => found.get(id) ?? []);
  }

  /** What a public code (`D-13-2026-000017`, `E13-000317`) or a credit code names, or null: then it is read as words. */
  async idOfCode(typed: string): Promise<string | null> {
    const code = typed.normalize('NFKC').toUpperCase();
    if (!/^[0-9A-Z-]{8,20}$/.test(code)) return null;
    const [row] = await this.database.query<{ id: string }>(
      `select id from listing where code = $1 and status = 'published'
       union all select id from enterprise where (code = $1 or uscc = $1) and status = 'verified' limit 1`,
      [code],
    );
    return row?.id ?? null;
  }

  private async listings(ids: readonly string[]): Promise<Hit[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<ListingRow>(
      `select l.id, l.kind, l.code, l.title,
              left(concat_ws(' ', nullif(l.body, ''), nullif(l.effect, ''), nullif(l.methods, ''), nullif(l.product, ''), nullif(l.materials, ''), nullif(l.application, '')), ${TEXT}) as text,
              ${PROVIDER}, l.category_code as "categoryCode", l.industry_code as "industryCode", l.region_code as "regionCode",
              l.budget_min as "budgetMin", l.budget_max as "budgetMax", l.published_at as "publishedAt", l.service_regions as "serviceRegions",
              l.lead_days as "leadDays", l.deadline::text as deadline, l.seats, l.certificates as stated, ${CHECKED('e.id')} as checked,
              (select count(*)::integer from match m where m.demand_id = l.id and ${holdsSeat('m')}) as "seatsTaken"
         from listing l join enterprise e on e.id = l.enterprise_id
        where l.id = any($1::uuid[]) and l.status = 'published' and l.expires_at > $3 and e.status = 'verified'`,
      [ids, this.today(), this.clock.now()],
    );
    return rows.map(hitOf);
  }

  private async enterprises(ids: readonly string[]): Promise<Hit[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<EnterpriseRow>(
      `select e.id, e.code, e.name as title, left(e.description, ${TEXT}) as text, e.region_code as "regionCode", e.industry_code as "industryCode", e.size,
              coalesce(e.verified_at, e.created_at) as "verifiedAt", ${STATED('e.id')} as stated, ${CHECKED('e.id')} as checked,
              (select count(*)::integer from listing l where l.enterprise_id = e.id and l.kind = 'offering' and l.status = 'published' and l.expires_at > $3) as offerings
         from enterprise e where e.id = any($1::uuid[]) and e.status = 'verified'`,
      [ids, this.today(), this.clock.now()],
    );
    return rows.map(({ stated, checked, ...row }) => ({ ...row, kind: 'enterprise', certificates: held(stated, checked) }));
  }

  private today(): string {
    return localDate(this.clock.now(), this.settings.timeZone);
  }
}

function hitOf({ serviceRegions, leadDays, deadline, seats, seatsTaken, stated, checked, kind, ...row }: ListingRow): Hit {
  if (kind === 'demand') return { ...row, kind, deadline, seats, seatsTaken, mustHave: stated };
  return { ...row, kind, serviceRegions, leadDays, certificates: held(stated, checked) };
}

/** Checked ones first. What an officer has seen of the enterprise counts for an offering that does not name it, too. */
function held(stated: readonly string[], checked: readonly string[]): HeldCertificate[] {
  const seen = new Set(checked);
  return [...checked.map((code) => ({ code, isChecked: true })), ...stated.filter((code) => !seen.has(code)).map((code) => ({ code, isChecked: false }))];
}

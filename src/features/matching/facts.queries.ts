import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/zoned-time.js';
import { CERTIFICATE } from '../enterprises/enterprises.types.js';
import type { ListingKind } from '../listings/listing.types.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { DemandFacts, HeldCertificate, OfferingConditions, OfferingFacts, Supply, SupplyConditions } from './facts.js';
import { type KnownProvider, ProviderRecordsQueries } from './provider-records.queries.js';
import type { EnterpriseFacts } from './search-documents.js';
import { TermProfilesStore } from './term-profiles.store.js';
import type { TermSource } from './terms/term-pipeline.js';
import { EMPTY_PROFILE } from './terms/term-profile.js';
import { TermsService } from './terms.service.js';

interface ListingRow {
  readonly id: string;
  readonly enterpriseId: string;
  readonly isPublished: boolean;
  readonly categoryCode: string | null;
  readonly industryCode: string | null;
  readonly regionCode: string;
  readonly budgetMin: number | null;
  readonly budgetMax: number | null;
  readonly certificates: readonly string[];
  readonly publishedAt: Date;
}

interface DemandRow extends ListingRow {
  readonly deadline: string | null;
  readonly blocked: readonly string[];
}

interface OfferingRow extends ListingRow {
  readonly serviceRegions: readonly string[];
  readonly leadDays: number | null;
  readonly updatedAt: Date;
}

/** As much of a listing's text as anybody is shown or ranks by, in characters. */
const TEXT = 2_000;

const LISTING_COLUMNS = `l.id, l.enterprise_id as "enterpriseId", l.category_code as "categoryCode", l.industry_code as "industryCode",
  l.region_code as "regionCode", l.budget_min as "budgetMin", l.budget_max as "budgetMax", l.certificates, l.published_at as "publishedAt"`;

/** @param $2 now */
const IS_OPEN = `l.status = 'published' and l.expires_at > $2`;
const WAS_OFFERED = `l.kind = 'offering' and l.published_at is not null`;

/** Behind a value, an offering and a code: no code has these. */
const [FIELD_END, LINE_END, CODE_END] = ['\x03', '\x02', '\x01'];

/** As `conditions` asks for them. */
type Line = [
  ...[place: string, enterpriseId: string, isPublished: string, category: string, industry: string, regionCode: string],
  ...[budgetMin: string, budgetMax: string, leadDays: string, updatedAt: string, serviceRegions: string, certificates: string],
];

/** Reads the rows that scoring wants as plain facts: a bounded number of statements, however many listings are asked for. */
@Injectable()
export class FactsQueries {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
    private readonly profiles: TermProfilesStore,
    private readonly records: ProviderRecordsQueries,
    private readonly terms: TermsService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** The day in the platform's zone, `YYYY-MM-DD`. */
  today(): string {
    return localDate(this.clock.now(), this.settings.timeZone);
  }

  /** Demands in the order of the ids; unknown ones are left out. */
  async demands(ids: readonly string[]): Promise<DemandFacts[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<DemandRow>(
      `select ${LISTING_COLUMNS}, l.deadline::text as deadline,
              ${IS_OPEN} and (l.deadline is null or l.deadline >= $3) and e.status = 'verified' as "isPublished",
              array(select b.blocked_enterprise_id from block b where b.enterprise_id = l.enterprise_id
                    union select b.enterprise_id from block b where b.blocked_enterprise_id = l.enterprise_id) as blocked
         from listing l join enterprise e on e.id = l.enterprise_id
        where l.id = any($1::uuid[]) and l.kind = 'demand' and l.published_at is not null`,
      [ids, this.clock.now(), this.today()],
    );
    const profiles = await this.profiles.load(rows.map(({ id }) => id));
    return inOrder(ids, rows).map((row) => ({
      id: row.id,
      enterpriseId: row.enterpriseId,
      isPublished: row.isPublished,
      terms: profiles.get(row.id) ?? EMPTY_PROFILE,
      ...this.codes(row),
      coveringRegions: this.taxonomy.coveringRegions(row.regionCode),
      budget: { min: row.budgetMin, max: row.budgetMax },
      deadline: row.deadline,
      certificates: row.certificates,
      publishedAt: row.publishedAt,
      blockedEnterpriseIds: new Set(row.blocked),
    }));
  }

  /** Offerings with their enterprises, in the order of the ids; unknown ones are left out. */
  async supplies(ids: readonly string[]): Promise<Supply[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<OfferingRow>(
      `select ${LISTING_COLUMNS}, l.service_regions as "serviceRegions", l.lead_days as "leadDays", l.updated_at as "updatedAt", ${IS_OPEN} as "isPublished"
         from listing l where l.id = any($1::uuid[]) and ${WAS_OFFERED}`,
      [ids, this.clock.now()],
    );
    const [profiles, providers] = await Promise.all([this.profiles.load(rows.map(({ id }) => id)), this.records.load([...new Set(rows.map(({ enterpriseId }) => enterpriseId))], this.today())]);
    return inOrder(ids, rows).flatMap((row) => {
      const provider = providers.get(row.enterpriseId);
      if (provider === undefined) return [];
      const offering = { ...this.offering(row, provider), terms: profiles.get(row.id) ?? EMPTY_PROFILE, publishedAt: row.publishedAt };
      return [{ offering, provider: provider.record }];
    });
  }

  /**
   * The same without their texts, for who looks at all offerings, each with its place among the ids. They come as one row: as rows of their own, taking them
   * apart would take several times as long.
   *
   * @param known enterprises that were read before, and those that are read now
   */
  async conditions(ids: readonly string[], known: Map<string, KnownProvider>): Promise<(readonly [place: number, supply: SupplyConditions])[]> {
    if (ids.length === 0) return [];
    const [row] = await this.database.query<{ lines: string | null }>(
      `select string_agg(array_to_string(array[(wanted.place - 1)::text, l.enterprise_id::text, (${IS_OPEN})::text, l.category_code, l.industry_code, l.region_code, l.budget_min::text, l.budget_max::text,
                l.lead_days::text, floor(extract(epoch from l.updated_at) * 1000)::text, array_to_string(l.service_regions, $5), array_to_string(l.certificates, $5)], $3, ''), $4) as lines
         from unnest($1::uuid[]) with ordinality as wanted (id, place) join listing l on l.id = wanted.id where ${WAS_OFFERED}`,
      [ids, this.clock.now(), FIELD_END, LINE_END, CODE_END],
    );
    const lines = row?.lines ? row.lines.split(LINE_END).map((line) => line.split(FIELD_END)) : [];
    const missing = [...new Set(lines.map(([, enterpriseId]) => enterpriseId!))].filter((id) => !known.has(id));
    for (const [id, provider] of await this.records.load(missing, this.today())) known.set(id, provider);
    return lines.flatMap((line) => {
      const [place, enterpriseId, isPublished, category, industry, regionCode, budgetMin, budgetMax, leadDays, updatedAt, serviceRegions, certificates] = line as Line;
      const provider = known.get(enterpriseId);
      if (provider === undefined) return [];
      const stated = {
        id: ids[Number(place)]!,
        enterpriseId,
        isPublished: isPublished === 'true',
        categoryCode: category || null,
        industryCode: industry || null,
        regionCode,
        budgetMin: numberIn(budgetMin),
        budgetMax: numberIn(budgetMax),
        leadDays: numberIn(leadDays),
        updatedAt: new Date(Number(updatedAt)),
        serviceRegions: codesIn(serviceRegions),
        certificates: codesIn(certificates),
      };
      return [[Number(place), { offering: this.offering(stated, provider), provider: provider.record }] as const];
    });
  }

  private offering(row: Omit<OfferingRow, 'publishedAt'>, provider: KnownProvider): OfferingConditions {
    return {
      id: row.id,
      enterpriseId: row.enterpriseId,
      isPublished: row.isPublished,
      ...this.codes(row),
      serviceRegions: row.serviceRegions,
      price: { min: row.budgetMin, max: row.budgetMax },
      leadDays: row.leadDays,
      certificates: heldCertificates(row.certificates, provider.certificates),
      updatedAt: row.updatedAt,
    };
  }

  /** The texts of a listing, whatever its state. `asked`: of its body what is wanted or offered, without what is made and of what. */
  async listingText(id: string): Promise<(TermSource & { readonly kind: ListingKind; readonly asked: string }) | null> {
    const [row] = await this.database.query<{ kind: ListingKind; title: string; body: string; asked: string; tags: string[] }>(
      `select kind, title, concat_ws(E'\\n', body, materials, methods, effect, product, application) as body, concat_ws(E'\\n', body, methods, effect) as asked, tags
         from listing where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Title and text of listings, by id: what there is to read of them. Tags in front: they say in a word what it is about. */
  async texts(ids: readonly string[]): Promise<ReadonlyMap<string, { readonly title: string; readonly body: string }>> {
    const rows = await this.database.query<{ id: string; title: string; body: string }>(
      `select id, title, left(concat_ws(E'\\n', nullif(array_to_string(tags, ' '), ''), body, materials, methods, effect, product, application), ${TEXT}) as body from listing where id = any($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, ...text }) => [id, text]));
  }

  /** What the directory knows of a verified enterprise; null for any other. */
  async enterprise(id: string): Promise<EnterpriseFacts | null> {
    const [row] = await this.database.query<{
      name: string;
      description: string;
      regionCode: string;
      industryCode: string | null;
      verifiedAt: Date;
      categories: readonly string[];
      certificates: readonly string[];
    }>(
      `select e.name, e.description, e.region_code as "regionCode", e.industry_code as "industryCode", coalesce(e.verified_at, e.created_at) as "verifiedAt",
              array(select distinct l.category_code from listing l
                     where l.enterprise_id = e.id and l.kind = 'offering' and l.status = 'published' and l.category_code is not null) as categories,
              array(select distinct v.value from evidence v
                     where v.enterprise_id = e.id and v.attribute = $2 and (v.valid_until is null or v.valid_until >= $3)) as certificates
         from enterprise e where e.id = $1 and e.status = 'verified'`,
      [id, CERTIFICATE, this.today()],
    );
    if (row === undefined) return null;
    return {
      id,
      text: { title: row.name, body: row.description },
      terms: this.terms.profile({ title: row.name, body: row.description, tags: [] }),
      region: this.taxonomy.codePath('region', row.regionCode),
      industry: this.taxonomy.codePath('industry', row.industryCode),
      categories: [...new Set(row.categories.flatMap((code) => this.taxonomy.codePath('service-category', code)))],
      certificates: row.certificates,
      verifiedAt: row.verifiedAt,
    };
  }

  private codes(row: Pick<ListingRow, 'categoryCode' | 'industryCode' | 'regionCode'>): Pick<OfferingFacts, 'category' | 'industry' | 'region'> {
    return {
      category: this.taxonomy.codePath('service-category', row.categoryCode),
      industry: this.taxonomy.codePath('industry', row.industryCode),
      region: this.taxonomy.codePath('region', row.regionCode),
    };
  }
}

/** The enterprise's proofs say more than the listing's bare claim: with a proof of a certificate, its dates count. */
function heldCertificates(claimed: readonly string[], proofs: readonly HeldCertificate[]): readonly HeldCertificate[] {
  if (claimed.length === 0) return proofs;
  const proven = new Set(proofs.map(({ code }) => code));
  const claims = claimed.filter((code) => !proven.has(code)).map((code): HeldCertificate => ({ code, basis: 'self', validUntil: null }));
  return [...proofs, ...claims];
}

function numberIn(text: string): number | null {
  return text === '' ? null : Number(text);
}

function codesIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(CODE_END);
}

function inOrder<Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

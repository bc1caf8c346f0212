import type { EntityManager } from 'typeorm';
import type { GradedCollection, GradedDemand, GradedOffering } from '../../src/features/matching/graded/graded-collection.js';
import { GRADED_REGISTRATION, gradedId, gradedTime } from '../../src/features/matching/graded/graded-facts.js';
import { newId } from '../../src/shared/ids.js';
import { explanationOf } from './market.js';

const DAY_MS = 86_400_000;

/** Writes the graded collection into the tables, one statement a table: what it says of past answers as matches of demands that are long over. */
export async function loadGradedMarket(manager: EntityManager, collection: GradedCollection, now: Date): Promise<void> {
  const insert = (table: string, rows: readonly object[]): Promise<unknown> =>
    manager.query(`insert into ${table} (${Object.keys(rows[0]!).join(', ')}) select ${Object.keys(rows[0]!).join(', ')} from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)]);
  const regionOf = new Map(collection.enterprises.map(({ id, region }) => [id, region]));
  const industryOf = new Map(collection.enterprises.map(({ id, industry }) => [id, industry]));
  const officerId = await officer(insert);
  await insert('enterprise', [...collection.enterprises, { ...NOBODY, id: 'past' }].map((enterprise, i) => enterpriseRow(enterprise, i)));
  await insert(
    'evidence',
    collection.enterprises.flatMap(({ id, certificates }) =>
      certificates.map(({ code, basis, validUntil }) => ({
        id: newId(),
        enterprise_id: gradedId(id),
        attribute: 'certificate',
        value: code,
        note: '',
        source: basis,
        checked_by: basis === 'officer' ? officerId : null,
        checked_at: basis === 'officer' ? GRADED_REGISTRATION : null,
        valid_until: validUntil,
        created_at: GRADED_REGISTRATION,
      })),
    ),
  );
  const place = (listing: { enterprise: string }) => ({ region_code: regionOf.get(listing.enterprise)!, service_regions: [], lead_days: null, deadline: null, status: 'published', closed_reason: null });
  const until = new Date(now.getTime() + 60 * DAY_MS);
  await insert('listing', [
    ...collection.offerings.map((offering, i) => ({ ...listingRow(offering, 'offering', i, gradedTime(offering.updated), until), ...place(offering), ...offeringColumns(offering) })),
    ...collection.demands.map((demand, i) => ({ ...listingRow(demand, 'demand', i, gradedTime(demand.posted), until), ...place(demand), ...demandColumns(demand, industryOf.get(demand.enterprise)!) })),
    ...PAST_DEMANDS.map((id, i) => ({ ...listingRow({ ...NOBODY, id, enterprise: 'past' }, 'demand', 900 + i, GRADED_REGISTRATION, until), ...place({ enterprise: collection.enterprises[0]!.id }), ...PAST })),
  ]);
  await insert('match', pastMatches(collection));
}

const NOBODY = {
  name: '示例往日需方',
  region: '13',
  industry: 'C3491',
  size: 'small' as const,
  preferredIndustries: [],
  preferredRegions: [],
  orderSize: { min: null, max: null },
  language: 'zh' as const,
  title: '往日的需求',
  body: '',
  tags: [],
  category: null,
  certificates: [],
};

/** No provider of the collection has ever been asked more often. */
const PAST_DEMANDS = Array.from({ length: 20 }, (_, i) => `past-${i}`);
const PAST = { status: 'closed', closed_reason: 'fulfilled', industry_code: null, budget_min: null, budget_max: null };

async function officer(insert: (table: string, rows: readonly object[]) => Promise<unknown>): Promise<string> {
  const ids = { person: newId(), authority: newId(), officer: newId() };
  await insert('person', [{ id: ids.person, email: 'graded.officer@example.com', name: '示例审核员', language: 'zh', confirmed_at: GRADED_REGISTRATION, created_at: GRADED_REGISTRATION }]);
  await insert('authority', [{ id: ids.authority, region_code: '13', name_zh: '示例主管部门', name_en: 'Example authority' }]);
  await insert('officer', [{ id: ids.officer, person_id: ids.person, authority_id: ids.authority, roles: ['reviewer'], is_active: true, created_at: GRADED_REGISTRATION }]);
  return ids.officer;
}

function enterpriseRow(enterprise: Pick<GradedCollection['enterprises'][number], 'id' | 'name' | 'region' | 'industry' | 'size' | 'preferredIndustries' | 'preferredRegions' | 'orderSize'>, i: number): object {
  const number = String(i).padStart(6, '0');
  return {
    id: gradedId(enterprise.id),
    code: `E13-${number}`,
    name: enterprise.name,
    uscc: `GRADED${number}`,
    region_code: enterprise.region,
    industry_code: enterprise.industry,
    size: enterprise.size,
    description: '',
    contact_name: '张示例',
    contact_phone: '13800000000',
    contact_email: `graded-${i}@example.com`,
    status: 'verified',
    is_disputed: false,
    submit_when_confirmed: false,
    reason_codes: [],
    verified_at: GRADED_REGISTRATION,
    capacity: 10,
    preferred_industries: enterprise.preferredIndustries,
    preferred_regions: enterprise.preferredRegions,
    order_min: enterprise.orderSize.min,
    order_max: enterprise.orderSize.max,
    created_at: GRADED_REGISTRATION,
    updated_at: GRADED_REGISTRATION,
    version: 1,
  };
}

interface AnyListing {
  readonly id: string;
  readonly enterprise: string;
  readonly language: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly category: string | null;
  readonly certificates: readonly string[];
}

function listingRow(listing: AnyListing, kind: 'demand' | 'offering', i: number, since: Date, until: Date) {
  return {
    id: gradedId(listing.id),
    code: `${kind === 'demand' ? 'D' : 'S'}-13-${String(i).padStart(6, '0')}`,
    kind,
    enterprise_id: gradedId(listing.enterprise),
    language: listing.language,
    title: listing.title,
    body: listing.body,
    materials: '',
    methods: '',
    effect: '',
    product: '',
    application: '',
    category_code: listing.category,
    certificates: listing.certificates,
    tags: listing.tags,
    seats: 5,
    return_reasons: [],
    revision: 1,
    published_at: since,
    expires_at: until,
    created_at: since,
    updated_at: since,
    version: 1,
  };
}

function offeringColumns({ price, serviceRegions, leadDays }: GradedOffering): object {
  return { industry_code: null, service_regions: serviceRegions, budget_min: price.min, budget_max: price.max, lead_days: leadDays };
}

function demandColumns({ budget, deadline }: GradedDemand, industry: string): object {
  return { industry_code: industry, budget_min: budget.min, budget_max: budget.max, deadline };
}

/** The n-th invitation of a provider was for the n-th demand of the past; an answer took just as long as its median says. */
function pastMatches({ enterprises, offerings }: GradedCollection): object[] {
  const invitedAt = new Date(GRADED_REGISTRATION.getTime() + 30 * DAY_MS);
  return enterprises.flatMap(({ id, record }) => {
    const offering = offerings.find(({ enterprise }) => enterprise === id);
    if (offering === undefined) return [];
    return PAST_DEMANDS.slice(0, record.invited).map((demand, i) => {
      const hasAnswered = i < record.answered;
      const answeredAt = new Date(invitedAt.getTime() + (record.medianHours ?? 0) * 3_600_000);
      return {
        id: newId(),
        demand_id: gradedId(demand),
        offering_id: gradedId(offering.id),
        demand_enterprise_id: gradedId('past'),
        offering_enterprise_id: gradedId(id),
        status: hasAnswered ? 'declined' : 'expired',
        score: 50,
        coverage: 1,
        is_exploring: false,
        is_volunteer: false,
        explanation: explanationOf(50),
        explanation_version: 1,
        invited_at: invitedAt,
        answer_due_at: new Date(invitedAt.getTime() + 5 * DAY_MS),
        answered_at: hasAnswered ? answeredAt : null,
        reminders: 0,
        reason: hasAnswered ? 'scope' : null,
        passed_to: [],
        ended_at: new Date(invitedAt.getTime() + 5 * DAY_MS),
        created_at: invitedAt,
        updated_at: invitedAt,
        version: 1,
      };
    });
  });
}

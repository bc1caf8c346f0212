import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.js';
import { type Actor, isOfficerFor, type MemberRole, type PersonActor, roleIn } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { isId } from '../../shared/ids.js';
import { isPublic, mayKnowOf, seesInside } from './enterprise.policy.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import type { EnterpriseDoubts, EnterpriseSummary, EnterpriseView, EvidenceView } from './enterprises.types.js';
import { parseUscc } from './uscc.js';

const SUMMARY = `enterprise.id, enterprise.code, enterprise.name, enterprise.region_code as "regionCode",
  enterprise.industry_code as "industryCode", enterprise.size, enterprise.status`;

const CONTACT = `jsonb_build_object('name', enterprise.contact_name, 'phone', enterprise.contact_phone, 'email', enterprise.contact_email,
  'website', enterprise.website, 'address', enterprise.address) as contact`;

const AUTHORITY = `case when authority.id is not null then jsonb_build_object('zh', authority.name_zh, 'en', authority.name_en) end`;

/** What others read of a suspended enterprise: that it exists and is suspended, nothing that it says of itself. */
const SILENT = { description: '', preferredIndustries: [], preferredRegions: [], orderMin: null, orderMax: null } satisfies Partial<EnterpriseView>;

type ViewRow = Omit<EnterpriseView, 'inside'> & Omit<NonNullable<EnterpriseView['inside']>, 'usccWarnings' | 'role'>;

/** Reads enterprises. Where an actor is asked for, only what that actor may know comes back. */
@Injectable()
export class EnterpriseQueries {
  constructor(private readonly database: Database) {}

  /**
   * @param idOrCode an id, or a public code (`E13-000317`)
   * @throws AppError not-found, also for one that the actor may not know of
   */
  async view(actor: Actor, idOrCode: string): Promise<EnterpriseView> {
    const [row] = await this.database.query<ViewRow>(
      `select ${SUMMARY}, enterprise.uscc, enterprise.description, enterprise.preferred_industries as "preferredIndustries",
         enterprise.preferred_regions as "preferredRegions", enterprise.order_min as "orderMin", enterprise.order_max as "orderMax",
         enterprise.created_at as "createdAt", enterprise.verified_at as "verifiedAt", ${AUTHORITY} as "verifiedBy", ${CONTACT},
         enterprise.capacity, enterprise.submitted_at as "submittedAt", enterprise.submit_when_confirmed as "submitWhenConfirmed",
         enterprise.reason_codes as "reasonCodes", enterprise.return_reason as "returnReason", enterprise.is_disputed as "isDisputed",
         enterprise.version
       from enterprise left join authority on authority.id = enterprise.verified_by
       where ${isId(idOrCode) ? 'enterprise.id = $1' : 'enterprise.code = $1'}`,
      [idOrCode],
    );
    if (!row || !mayKnowOf(actor, row)) throw new AppError(ENTERPRISE_ERRORS.notFound);
    const { contact, capacity, submittedAt, submitWhenConfirmed, reasonCodes, returnReason, isDisputed, version, ...open } = row;
    if (!seesInside(actor, row)) return row.status === 'suspended' ? { ...open, ...SILENT, inside: null } : { ...open, inside: null };
    const { warnings: usccWarnings } = parseUscc(row.uscc);
    const role = roleIn(actor, row.id);
    return { ...open, inside: { contact, capacity, submittedAt, submitWhenConfirmed, reasonCodes, returnReason, isDisputed, usccWarnings, role, version } };
  }

  /**
   * What an officer of its region suspends or restores.
   * @throws AppError not-found for one that is not on the market and was not taken off it, or another region's
   */
  async onTheMarketFor(officer: Actor, id: string): Promise<EnterpriseView> {
    const enterprise = await this.view(officer, id);
    if (!isPublic(enterprise) || !isOfficerFor(officer, enterprise.regionCode)) throw new AppError(ENTERPRISE_ERRORS.notFound);
    return enterprise;
  }

  /** The enterprises in which a person sits, oldest seat first. */
  mine(actor: PersonActor): Promise<(EnterpriseSummary & { readonly role: MemberRole })[]> {
    return this.database.query(
      `select ${SUMMARY}, member.role from member join enterprise on enterprise.id = member.enterprise_id
       where member.person_id = $1 order by member.created_at, member.id limit 200`,
      [actor.personId],
    );
  }

  /** Whoever asks; null when there is none. */
  async summary(id: string, manager: EntityManager = this.database.manager): Promise<EnterpriseSummary | null> {
    const [row] = await manager.query<EnterpriseSummary[]>(`select ${SUMMARY} from enterprise where id = $1`, [id]);
    return row ?? null;
  }

  /** The officer's words with the last return, rejection or suspension. */
  async reasonOf(id: string): Promise<{ readonly reasonCodes: readonly string[]; readonly note: string | null } | null> {
    const [row] = await this.database.query<{ reasonCodes: string[]; note: string | null }>(
      `select reason_codes as "reasonCodes", return_reason as note from enterprise where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** What a reader may see of it. @throws AppError not-found */
  async evidence(actor: Actor, idOrCode: string): Promise<EvidenceView[]> {
    const { id, status, inside } = await this.view(actor, idOrCode);
    return status === 'suspended' && !inside ? [] : this.evidenceOf(id);
  }

  /** All of it, in date or not, certificates first. */
  evidenceOf(enterpriseId: string): Promise<EvidenceView[]> {
    return this.database.query<EvidenceView>(
      `select evidence.id, evidence.attribute, evidence.value, evidence.note, evidence.source, ${AUTHORITY} as "checkedBy",
         evidence.checked_at as "checkedAt", evidence.valid_until::text as "validUntil"
       from evidence left join officer on officer.id = evidence.checked_by left join authority on authority.id = officer.authority_id
       where evidence.enterprise_id = $1 order by evidence.attribute <> 'certificate', evidence.created_at, evidence.id limit 100`,
      [enterpriseId],
    );
  }

  /** The name of the verified enterprise with a code; everybody may know it. */
  async verifiedNameOf(uscc: string): Promise<string | null> {
    const [row] = await this.database.query<{ name: string }>(`select name from enterprise where uscc = $1 and status = 'verified' limit 1`, [uscc]);
    return row?.name ?? null;
  }

  /** What makes a reviewer look twice. */
  async doubtsOf(id: string): Promise<EnterpriseDoubts> {
    const rows = await this.database.query<EnterpriseSummary & { isClaimant: boolean }>(
      `select ${SUMMARY}, enterprise.uscc = subject.uscc as "isClaimant"
       from enterprise subject join enterprise on enterprise.id <> subject.id and enterprise.status <> 'rejected'
         and (enterprise.uscc = subject.uscc or enterprise.name = subject.name)
       where subject.id = $1 order by enterprise.status not in ('verified', 'pending', 'suspended'), enterprise.created_at limit 20`,
      [id],
    );
    const [subject] = await this.database.query<{ uscc: string }>('select uscc from enterprise where id = $1', [id]);
    const of = (isClaimant: boolean): EnterpriseSummary[] => rows.filter((row) => row.isClaimant === isClaimant).map(({ isClaimant: _, ...summary }) => summary);
    return { usccWarnings: parseUscc(subject?.uscc ?? '').warnings, claimants: of(true), namesakes: of(false) };
  }

  /** Enterprises that it has blocked, with their names. */
  blockedBy(enterpriseId: string): Promise<EnterpriseSummary[]> {
    return this.database.query<EnterpriseSummary>(
      `select ${SUMMARY} from block join enterprise on enterprise.id = block.blocked_enterprise_id
       where block.enterprise_id = $1 order by block.created_at, enterprise.id limit 500`,
      [enterpriseId],
    );
  }
}

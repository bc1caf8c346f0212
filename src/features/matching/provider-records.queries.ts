import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { CERTIFICATE } from '../enterprises/enterprises.types.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { HeldCertificate, ProviderRecord } from './facts.js';

interface ProviderRow extends Omit<ProviderRecord, 'evidence' | 'orderSize' | 'enterpriseId' | 'answers'> {
  readonly id: string;
  readonly orderMin: number | null;
  readonly orderMax: number | null;
  readonly evidence: readonly { readonly attribute: string; readonly value: string; readonly source: 'officer' | 'self'; readonly validUntil: string | null }[];
  readonly answers: readonly { readonly categoryCode: string | null; readonly interested: number; readonly declined: number }[];
}

/** An enterprise's record, and its proofs of certificates, expired ones too. */
export interface KnownProvider {
  readonly record: ProviderRecord;
  readonly certificates: readonly HeldCertificate[];
}

const ANSWERED = `m.answered_at is not null`;
const ENDED_INVITATION = `m.invited_at is not null and m.status not in ('suggested', 'invited', 'withdrawn')`;

/** What the platform knows of enterprises as providers: preferences, proofs, and how they have answered so far. */
@Injectable()
export class ProviderRecordsQueries {
  constructor(
    private readonly database: Database,
    private readonly taxonomy: TaxonomyService,
  ) {}

  /** @param today `YYYY-MM-DD`, for what is still in date */
  async load(ids: readonly string[], today: string): Promise<ReadonlyMap<string, KnownProvider>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<ProviderRow>(
      `select e.id, e.status = 'verified' as "isVerified", e.size, e.created_at as "registeredAt", e.capacity,
              e.preferred_industries as "preferredIndustries", e.preferred_regions as "preferredRegions", e.order_min as "orderMin", e.order_max as "orderMax",
              past.invited, past.answered, past.hours as "medianAnswerHours", past.open as "openInvitations",
              coalesce((select jsonb_agg(jsonb_build_object('attribute', v.attribute, 'value', v.value, 'source', v.source, 'validUntil', v.valid_until))
                          from evidence v where v.enterprise_id = e.id), '[]') as evidence,
              coalesce((select jsonb_agg(a) from (
                 select d.category_code as "categoryCode", count(*) filter (where m.interested_at is not null) as interested,
                        count(*) filter (where m.status = 'declined') as declined
                   from match m join listing d on d.id = m.demand_id
                  where m.offering_enterprise_id = e.id and ${ANSWERED} group by d.category_code) a), '[]') as answers
         from enterprise e,
              lateral (select count(*) filter (where ${ENDED_INVITATION}) as invited,
                              count(*) filter (where ${ENDED_INVITATION} and ${ANSWERED}) as answered,
                              count(*) filter (where m.status = 'invited') as open,
                              percentile_cont(0.5) within group (order by extract(epoch from m.answered_at - m.invited_at) / 3600)
                                filter (where ${ENDED_INVITATION} and ${ANSWERED}) as hours
                         from match m where m.offering_enterprise_id = e.id and m.invited_at is not null) past
        where e.id = any($1::uuid[])`,
      [ids],
    );
    return new Map(
      rows.map((row) => {
        const inDate = row.evidence.filter(({ validUntil }) => validUntil === null || validUntil >= today);
        const checked = inDate.filter(({ source }) => source === 'officer').length;
        const { id, orderMin, orderMax, evidence, answers, ...rest } = row;
        const record: ProviderRecord = {
          ...rest,
          enterpriseId: id,
          orderSize: { min: orderMin, max: orderMax },
          evidence: { checked, selfDeclared: inDate.length - checked },
          answers: this.tallies(answers),
        };
        const certificates = evidence
          .filter(({ attribute }) => attribute === CERTIFICATE)
          .map(({ value, source, validUntil }): HeldCertificate => ({ code: value, basis: source, validUntil }));
        return [id, { record, certificates }];
      }),
    );
  }

  /** Answers by top-level category. */
  private tallies(answers: ProviderRow['answers']): ProviderRecord['answers'] {
    const tallies = new Map<string | null, { interested: number; declined: number }>();
    for (const { categoryCode, interested, declined } of answers) {
      const top = this.taxonomy.codePath('service-category', categoryCode)[0] ?? null;
      const sum = tallies.get(top) ?? { interested: 0, declined: 0 };
      tallies.set(top, { interested: sum.interested + interested, declined: sum.declined + declined });
    }
    return [...tallies].map(([category, sum]) => ({ category, ...sum }));
  }
}

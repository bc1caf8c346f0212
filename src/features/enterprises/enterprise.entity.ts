import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import { ENTERPRISE_ERRORS } from './enterprises.errors.js';
import { ENTERPRISE_LIFECYCLE, type EnterpriseCommand, FACTS_LOCKED } from './enterprise.states.js';
import type { EnterpriseSize, EnterpriseStatus } from './enterprises.types.js';

/** What the business licence says: an officer checks it, and then it stays. */
export interface LegalFacts {
  readonly name: string;
  /** In the stored form, see `parseUscc`. */
  readonly uscc: string;
  readonly regionCode: string;
}

/** What the enterprise says of itself, at any time. */
export interface Profile {
  readonly industryCode: string | null;
  readonly size: EnterpriseSize;
  readonly description: string;
  readonly website: string | null;
  readonly address: string | null;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly contactEmail: string;
  readonly capacity: number;
  readonly preferredIndustries: string[];
  readonly preferredRegions: string[];
  readonly orderMin: number | null;
  readonly orderMax: number | null;
}

/** A legal entity, keyed by its unified social credit code. It may demand, offer, or both. */
@Entity('enterprise')
@Unique('uq_enterprise_code', ['code'])
@Index('uq_enterprise_uscc', ['uscc'], { unique: true, where: `status in ('pending', 'verified') and not is_disputed` })
@Index('ix_enterprise_region', ['regionCode'])
@Index('ix_enterprise_name', { synchronize: false })
@Check('ck_enterprise_status', `status in ('registered', 'pending', 'verified', 'returned', 'rejected', 'suspended')`)
@Check('ck_enterprise_size', `size in ('micro', 'small', 'medium', 'large')`)
@Check('ck_enterprise_capacity', `capacity between 0 and 100`)
@Check('ck_enterprise_orders', `order_min is null or order_max is null or order_min <= order_max`)
export class Enterprise {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_enterprise' })
  id: string;

  /** Stable public code, `E13-000317`: the region it registered in and a number. It stays when the enterprise moves. */
  @Column('text')
  code: string;

  /** As the business licence has it. */
  @Column('text')
  name: string;

  /** In the stored form, see `parseUscc`; check digits may fail. */
  @Column('text')
  uscc: string;

  /** GB/T 2260. */
  @Column('text', { name: 'region_code' })
  @ForeignKey('Region', 'code', { name: 'fk_enterprise_region' })
  regionCode: string;

  /** GB/T 4754-2017. */
  @Column('text', { name: 'industry_code', nullable: true })
  @ForeignKey('Industry', 'code', { name: 'fk_enterprise_industry' })
  industryCode: string | null;

  @Column('text')
  size: EnterpriseSize;

  @Column('text', { default: '' })
  description: string;

  @Column('text', { nullable: true })
  website: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text', { name: 'contact_name' })
  contactName: string;

  @Column('text', { name: 'contact_phone' })
  contactPhone: string;

  @Column('text', { name: 'contact_email' })
  contactEmail: string;

  @Column('text')
  status: EnterpriseStatus;

  /**
   * Another enterprise claimed the same USCC when this one was handed in. A disputed claim stands outside the unique
   * index, so that the second claimant is heard at all; verifying it clears the mark, and then the index holds again.
   */
  @Column('boolean', { name: 'is_disputed', default: false })
  isDisputed: boolean;

  /** Hand it in as soon as an owner's address is confirmed. */
  @Column('boolean', { name: 'submit_when_confirmed', default: false })
  submitWhenConfirmed: boolean;

  /** Codes of the reasons of the last return, rejection or suspension. */
  @Column('text', { name: 'reason_codes', array: true, default: [] })
  reasonCodes: string[];

  /** What the officer wrote to the members with it. */
  @Column('text', { name: 'return_reason', nullable: true })
  returnReason: string | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  /** Whose officer verified it: the authority's id. */
  @Column('uuid', { name: 'verified_by', nullable: true })
  @ForeignKey('Authority', { name: 'fk_enterprise_verified_by' })
  verifiedBy: string | null;

  /** How many open invitations it takes at one time. */
  @Column('integer', { default: 10 })
  capacity: number;

  @Column('text', { name: 'preferred_industries', array: true, default: [] })
  preferredIndustries: string[];

  @Column('text', { name: 'preferred_regions', array: true, default: [] })
  preferredRegions: string[];

  /** Sizes of orders that it likes, CNY. */
  @Column('bigint', { name: 'order_min', nullable: true })
  orderMin: number | null;

  @Column('bigint', { name: 'order_max', nullable: true })
  orderMax: number | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @VersionColumn()
  version: number;

  /** @param number the next of the sequence `enterprise_number` */
  static register(number: number, facts: LegalFacts & Profile, now: Date): Enterprise {
    return Object.assign(new Enterprise(), {
      id: newId(),
      code: `E${facts.regionCode.slice(0, 2)}-${String(number).padStart(6, '0')}`,
      ...facts,
      status: 'registered',
      isDisputed: false,
      submitWhenConfirmed: false,
      reasonCodes: [],
      returnReason: null,
      submittedAt: null,
      verifiedAt: null,
      verifiedBy: null,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** @throws AppError enterprise.facts-locked for a changed legal fact that an officer has seen */
  edit(change: Partial<LegalFacts & Profile>, now: Date): void {
    const facts = { name: this.name, uscc: this.uscc, regionCode: this.regionCode };
    Object.assign(this, change, { updatedAt: now });
    const hasChanged = this.name !== facts.name || this.uscc !== facts.uscc || this.regionCode !== facts.regionCode;
    if (hasChanged && FACTS_LOCKED.includes(this.status)) throw new AppError(ENTERPRISE_ERRORS.factsLocked);
  }

  /** @param isDisputed whether another enterprise claims the same code. Returns the event to tell. */
  submit(isDisputed: boolean, now: Date): string {
    const event = this.move('submit', now);
    this.isDisputed = isDisputed;
    this.submitWhenConfirmed = false;
    this.submittedAt = now;
    this.setReason([], null);
    return event;
  }

  /** @param authorityId whose officer vouches for it; null when the platform itself does (the demonstration) */
  verify(authorityId: string | null, now: Date): string {
    const event = this.move('verify', now);
    this.isDisputed = false;
    this.verifiedAt = now;
    this.verifiedBy = authorityId;
    this.setReason([], null);
    return event;
  }

  refuse(command: 'return' | 'reject' | 'suspend', reasonCodes: readonly string[], note: string | null, now: Date): string {
    const event = this.move(command, now);
    this.setReason(reasonCodes, note);
    return event;
  }

  /** Back into review. @param before what the decision overwrote */
  takeBackDecision(before: Pick<Enterprise, 'isDisputed' | 'verifiedAt' | 'verifiedBy' | 'reasonCodes' | 'returnReason'>, now: Date): void {
    this.change('take-back', now);
    Object.assign(this, before);
  }

  restore(now: Date): string {
    const event = this.move('restore', now);
    this.setReason([], null);
    return event;
  }

  private setReason(codes: readonly string[], note: string | null): void {
    this.reasonCodes = [...codes];
    this.returnReason = note;
  }

  private move(command: Exclude<EnterpriseCommand, 'take-back'>, now: Date): string {
    const event = this.change(command, now);
    if (event === null) throw new Error(`Nobody would be told of ${command}`);
    return event;
  }

  /** @throws AppError enterprise.not-in-state, and nothing has changed */
  private change(command: EnterpriseCommand, now: Date): string | null {
    const transition = ENTERPRISE_LIFECYCLE.find(this.status, command);
    if (!transition) throw new AppError(ENTERPRISE_ERRORS.notInState);
    this.status = transition.to;
    this.updatedAt = now;
    return transition.event;
  }
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import type { Explanation } from './explanation.js';
import { MATCH_ERRORS, matchRefusal } from './match.errors.js';
import type { DeclineReason, RefuseReason, WithdrawReason } from './match.reasons.js';
import { MATCH_LIFECYCLE, type MatchCommand, type MatchRole, type MatchStatus } from './match.states.js';
import { MATCH_STATUS_TEXTS } from './match.texts.js';
import type { MatchEvent } from './matching.events.js';

/** When a factory is reminded of an interest, and when the interest lapses. */
export interface ReplySchedule {
  readonly firstReminderAt: Date;
  readonly secondReminderAt: Date;
  readonly dueAt: Date;
}

/**
 * A demand and an offering that fit, and what became of it. Invitation and interest are states of it. Suggestions are
 * written by the ranking in bulk; from there on only the methods here change a row, each under a row lock.
 */
@Entity('match')
@Unique('uq_match_pair', ['demandId', 'offeringId'])
@Index('uq_match_enterprise', ['demandId', 'offeringEnterpriseId'], { unique: true, where: `status <> 'suggested' and status <> 'withdrawn'` })
@Index('ix_match_demand', ['demandId', 'status', 'score'])
@Index('ix_match_offering', ['offeringId', 'status'])
@Index('ix_match_provider', ['offeringEnterpriseId', 'status'])
@Index('ix_match_invited', ['offeringEnterpriseId', 'invitedAt'], { where: 'invited_at is not null' })
@Index('ix_match_factory', ['demandEnterpriseId', 'status'])
@Index('ix_match_answer_due', ['answerDueAt'], { where: `status = 'invited'` })
@Index('ix_match_remind', ['remindAt'], { where: `status = 'interested'` })
@Index('ix_match_answered', ['offeringEnterpriseId'], { where: 'answered_at is not null' })
// On an expression inside the explanation, and with columns beside the key, which no decorator can say.
@Index('ix_match_weights', { synchronize: false })
@Index('ix_match_suggested', { synchronize: false })
@Check('ck_match_status', `status in ('suggested', 'invited', 'interested', 'engaged', 'declined', 'expired', 'refused', 'lapsed', 'withdrawn')`)
@Check('ck_match_score', 'score between 0 and 100')
@Check('ck_match_invited', `status <> 'invited' or (invited_at is not null and answer_due_at is not null)`)
@Check('ck_match_interested', `status <> 'interested' or (interested_at is not null and reply_due_at is not null and remind_at is not null)`)
@Check('ck_match_sides', 'demand_enterprise_id <> offering_enterprise_id')
export class Match {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_match' })
  id: string;

  @Column('uuid', { name: 'demand_id' })
  @ForeignKey('Listing', { name: 'fk_match_demand' })
  demandId: string;

  @Column('uuid', { name: 'offering_id' })
  @ForeignKey('Listing', { name: 'fk_match_offering' })
  offeringId: string;

  @Column('uuid', { name: 'demand_enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_match_demand_enterprise' })
  demandEnterpriseId: string;

  @Column('uuid', { name: 'offering_enterprise_id' })
  @ForeignKey('Enterprise', { name: 'fk_match_offering_enterprise' })
  offeringEnterpriseId: string;

  @Column('text')
  status: MatchStatus;

  /** `explanation.total`, 0 to 100. */
  @Column('double precision')
  score: number;

  /** Share of the score's weight that had data, 0 to 1; below a floor a match is suggested but never invites. */
  @Column('double precision')
  coverage: number;

  /** Sits in the seat that is kept for new and small providers. */
  @Column('boolean', { name: 'is_exploring', default: false })
  isExploring: boolean;

  /** The provider came forward by himself, and waits for a seat when none was free. */
  @Column('boolean', { name: 'is_volunteer', default: false })
  isVolunteer: boolean;

  @Column('jsonb')
  explanation: Explanation;

  @Column('int', { name: 'explanation_version' })
  explanationVersion: number;

  /** The tables that a suggestion was scored with, as its explanation says: here for an index. Null where no ranking wrote it. */
  @Column('text', { nullable: true })
  weights: string | null;

  @Column('timestamptz', { name: 'invited_at', nullable: true })
  invitedAt: Date | null;

  @Column('timestamptz', { name: 'answer_due_at', nullable: true })
  answerDueAt: Date | null;

  /** The provider's answer: who, when, why, in which words. */
  @Column('uuid', { name: 'answered_by', nullable: true })
  @ForeignKey('Person', { name: 'fk_match_answered_by' })
  answeredBy: string | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt: Date | null;

  @Column('text', { nullable: true })
  message: string | null;

  @Column('timestamptz', { name: 'interested_at', nullable: true })
  interestedAt: Date | null;

  @Column('timestamptz', { name: 'reply_due_at', nullable: true })
  replyDueAt: Date | null;

  /** When the timer has to look at an interest next: for a reminder, in the end for its lapse. */
  @Column('timestamptz', { name: 'remind_at', nullable: true })
  remindAt: Date | null;

  /** Reminders that the factory has had. */
  @Column('int', { default: 0 })
  reminders: number;

  /** The factory's answer. */
  @Column('uuid', { name: 'replied_by', nullable: true })
  @ForeignKey('Person', { name: 'fk_match_replied_by' })
  repliedBy: string | null;

  @Column('timestamptz', { name: 'replied_at', nullable: true })
  repliedAt: Date | null;

  @Column('text', { name: 'reply_message', nullable: true })
  replyMessage: string | null;

  /** Code of a `DeclineReason`, `RefuseReason` or `WithdrawReason`, by the state. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** Colleagues who were asked to answer. */
  @Column('uuid', { name: 'passed_to', array: true, default: '{}' })
  passedTo: string[];

  /** When its seat became free; an engaged match ends with its engagement. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @VersionColumn()
  version: number;

  /** What every event of this match tells. */
  get facts(): MatchEvent {
    const { id: matchId, demandId, offeringId, demandEnterpriseId, offeringEnterpriseId } = this;
    return { matchId, demandId, offeringId, demandEnterpriseId, offeringEnterpriseId };
  }

  /** Gives the provider a seat and until `dueAt` to answer. */
  invite(now: Date, dueAt: Date, isExploring: boolean): void {
    this.move('invite', 'platform', now);
    this.invitedAt = now;
    this.answerDueAt = dueAt;
    this.isExploring = isExploring;
  }

  expressInterest(now: Date, personId: string, message: string | null, schedule: ReplySchedule): void {
    this.assertInTime(now);
    this.move('express-interest', 'provider', now);
    this.answered(now, personId, message);
    this.awaitReply(now, schedule);
  }

  /** The provider says of himself that he can do it, and a seat is free for him. */
  volunteer(now: Date, personId: string, message: string | null, schedule: ReplySchedule): void {
    this.move('seat', 'provider', now);
    this.isVolunteer = true;
    this.answered(now, personId, message);
    this.awaitReply(now, schedule);
  }

  /** The same, when no seat is free: he waits in the queue with what he said. */
  queueVolunteer(now: Date, personId: string, message: string | null): void {
    if (this.status !== 'suggested') throw this.refusal();
    this.isVolunteer = true;
    this.answered(now, personId, message);
    this.updatedAt = now;
  }

  /** Seats a provider who came forward earlier. */
  seatVolunteer(now: Date, schedule: ReplySchedule): void {
    this.move('seat', 'platform', now);
    this.awaitReply(now, schedule);
  }

  decline(now: Date, personId: string, reason: DeclineReason, message: string | null): void {
    this.assertInTime(now);
    this.move('decline', 'provider', now);
    this.answered(now, personId, message);
    this.end(now, reason);
  }

  expire(now: Date): void {
    this.move('expire', 'platform', now);
    this.end(now, null);
  }

  accept(now: Date, personId: string, message: string | null): void {
    this.assertInTime(now);
    this.move('accept', 'factory', now);
    this.replied(now, personId, message);
  }

  refuse(now: Date, personId: string, reason: RefuseReason, message: string | null): void {
    this.assertInTime(now);
    this.move('refuse', 'factory', now);
    this.replied(now, personId, message);
    this.end(now, reason);
  }

  /** Counts a reminder. `reminders` says how many are due by now, `nextAt` when to look again. */
  remind(now: Date, reminders: number, nextAt: Date): void {
    this.move('remind', 'platform', now);
    this.reminders = reminders;
    this.remindAt = nextAt;
  }

  lapse(now: Date): void {
    this.move('lapse', 'platform', now);
    this.end(now, null);
  }

  withdraw(now: Date, reason: WithdrawReason): void {
    this.move('withdraw', 'platform', now);
    this.end(now, reason);
  }

  /** Notes that a colleague was asked. Changes no state. */
  passTo(now: Date, personId: string): void {
    if (this.status !== 'invited') throw this.refusal();
    this.assertInTime(now);
    this.passedTo = [...this.passedTo, personId];
    this.updatedAt = now;
  }

  /** Frees the seat when the engagement has ended. */
  endEngagement(now: Date): void {
    if (this.status !== 'engaged' || this.endedAt) return;
    this.end(now, null);
    this.updatedAt = now;
  }

  private move(command: MatchCommand, role: MatchRole, now: Date): void {
    const transition = MATCH_LIFECYCLE.find(this.status, command);
    if (!transition || !transition.by.includes(role)) throw this.refusal();
    this.status = transition.to;
    this.updatedAt = now;
  }

  /** The deadline counts, not the minute in which the timer comes round. */
  private assertInTime(now: Date): void {
    if (this.status === 'invited' && this.answerDueAt && this.answerDueAt <= now) throw matchRefusal(MATCH_ERRORS.expired, {});
    if (this.status === 'interested' && this.replyDueAt && this.replyDueAt <= now) throw matchRefusal(MATCH_ERRORS.lapsed, {});
  }

  private refusal(): Error {
    return matchRefusal(MATCH_ERRORS.notPossible, { status: MATCH_STATUS_TEXTS[this.status] });
  }

  private answered(now: Date, personId: string, message: string | null): void {
    this.answeredBy = personId;
    this.answeredAt = now;
    this.message = message;
  }

  private awaitReply(now: Date, schedule: ReplySchedule): void {
    this.interestedAt = now;
    this.remindAt = schedule.firstReminderAt;
    this.replyDueAt = schedule.dueAt;
    this.reminders = 0;
  }

  private replied(now: Date, personId: string, message: string | null): void {
    this.repliedBy = personId;
    this.repliedAt = now;
    this.replyMessage = message;
  }

  private end(now: Date, reason: string | null): void {
    this.endedAt = now;
    this.reason = reason;
  }
}

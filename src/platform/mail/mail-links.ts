import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { newId } from '../../shared/ids.js';
import type { Language } from '../../shared/language.js';
import { Database } from '../database/database.js';
import { type LinkPurpose, outcomeText } from './link-purpose.js';
import { MailLink } from './mail-link.entity.js';
import { mailErrors, usedLinkError } from './mail.errors.js';
import { readSignedId, signId } from './signed-id.js';

const SIGNED_FOR = 'mail-link';

export interface NewMailLink<Outcome extends string = string> {
  readonly purpose: LinkPurpose<Outcome>;
  readonly personId: string;
  readonly subjectId: string;
  /** The answer that this link proposes; null for a link with only one thing to confirm. */
  readonly choice: Outcome | null;
  /** The mail that carries it, where its template finds it again. */
  readonly messageId: string | null;
  readonly expiresAt: Date;
}

/**
 * Links in mails that act without a login. Opening one changes nothing, whoever opens it: scanners of mail servers
 * follow every link. Only the confirming page's POST uses it up, in the transaction of what it does.
 */
@Injectable()
export class MailLinks {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that queues the mail, so that a mail sent twice carries the same links. */
  async create<Outcome extends string>(manager: EntityManager, link: NewMailLink<Outcome>): Promise<MailLink> {
    const { purpose, ...rest } = link;
    const row = manager.create(MailLink, {
      ...rest,
      id: newId(),
      purpose: purpose.name,
      usedAt: null,
      outcome: null,
      createdAt: this.clock.now(),
    });
    await manager.insert(MailLink, row);
    return row;
  }

  /** The links of a mail, in the order in which they were made. */
  ofMessage(messageId: string): Promise<MailLink[]> {
    return this.database.manager.find(MailLink, { where: { messageId }, order: { id: 'ASC' } });
  }

  /** 43 characters of base64url. */
  token(link: Pick<MailLink, 'id'>): string {
    return signId(this.settings.secretKey, SIGNED_FOR, link.id);
  }

  /** The confirming page; never made of a request's Host header. */
  url(link: Pick<MailLink, 'id'>, language: Language): string {
    return `${this.settings.publicUrl}/${language}/a/${this.token(link)}`;
  }

  /**
   * The link behind a token, used, expired or not; for pages that have more to say of an old link than a refusal.
   * @throws AppError not-found for a token that we did not make
   */
  async find(token: string): Promise<MailLink> {
    const id = readSignedId(this.settings.secretKey, SIGNED_FOR, token);
    const link = id && (await this.database.manager.findOneBy(MailLink, { id }));
    if (!link) throw new AppError(mailErrors.unknownLink);
    return link;
  }

  /**
   * The link behind a token, when it can still be used.
   * @throws AppError not-found for a token that we did not make, gone for a link that was used or has expired
   */
  async read(token: string): Promise<MailLink> {
    const link = await this.find(token);
    this.assertOpen(link);
    return link;
  }

  /**
   * Uses up a link, and with it the same person's other links for the same thing: the other answers in the mail and
   * the earlier mails about it. Of two uses at once one wins; the other is refused when this one's transaction commits.
   * @throws AppError gone, telling what was answered before
   */
  async consume<Outcome extends string>(
    manager: EntityManager,
    link: MailLink,
    purpose: LinkPurpose<Outcome>,
    outcome: Outcome,
  ): Promise<void> {
    if (link.purpose !== purpose.name) throw new Error(`A link for ${link.purpose} cannot be used for ${purpose.name}.`);
    // Locked in the order of their ids, so that two uses at once wait for each other instead of deadlocking.
    const siblings = await manager.find(MailLink, {
      where: { personId: link.personId, purpose: link.purpose, subjectId: link.subjectId },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const current = siblings.find(({ id }) => id === link.id);
    if (!current) throw new AppError(mailErrors.unknownLink);
    this.assertOpen(current);
    const open = siblings.filter(({ usedAt }) => usedAt === null).map(({ id }) => id);
    await manager.update(MailLink, open, { usedAt: this.clock.now(), outcome });
  }

  /** Makes a used link usable again, with those that were used up with it: what it did was taken back. Nothing happens to one that is usable. */
  async release(manager: EntityManager, link: MailLink): Promise<void> {
    if (link.usedAt === null) return;
    const { personId, purpose, subjectId, usedAt } = link;
    await manager.update(MailLink, { personId, purpose, subjectId, usedAt }, { usedAt: null, outcome: null });
  }

  private assertOpen(link: MailLink): void {
    if (link.usedAt) throw usedLinkError(outcomeText(link.purpose, link.outcome ?? ''));
    if (link.expiresAt <= this.clock.now()) throw new AppError(mailErrors.expiredLink);
  }
}

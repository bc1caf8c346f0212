import { Injectable, type Provider } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import type { MemberRole } from '../../../shared/actor.js';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import type { MailContent } from '../../../web/mail/mail-content.js';
import { CONFIRM_LINK, RESET_LINK } from '../link-purposes.js';
import { ACCOUNT_LETTER_TEXTS as T } from './account.texts.js';
import { letter } from './letter.js';
import { CONFIRM_ADDRESS, MEMBER_ADDED, MEMBER_INVITED, PASSWORD_CHANGED, RESET_PASSWORD } from './mails.js';
import { Stationery } from './stationery.service.js';

interface Seat {
  readonly enterprise: string;
  readonly role: MemberRole;
  readonly inviter: string;
}

/** Letters about a person's own account and seats. */
@Injectable()
export class AccountLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly database: Database,
  ) {}

  async confirm(message: MailMessage, context: MailContext): Promise<MailContent> {
    const { url, expiresAt } = (await this.stationery.links(message, CONFIRM_LINK))(null);
    const date = this.stationery.deadline(expiresAt, message);
    return this.oneButton(message, context, {
      subject: T.confirmSubject,
      preheader: T.confirmPreheader,
      text: T.confirmText,
      button: T.confirmButton,
      note: T.confirmNote,
      because: T.confirmBecause,
    }, url, { date });
  }

  async reset(message: MailMessage, context: MailContext): Promise<MailContent> {
    const { url, expiresAt } = (await this.stationery.links(message, RESET_LINK))(null);
    const date = this.stationery.deadline(expiresAt, message);
    return this.oneButton(message, context, {
      subject: T.resetSubject,
      preheader: T.resetPreheader,
      text: T.resetText,
      button: T.resetButton,
      note: T.resetNote,
      because: T.resetBecause,
    }, url, { date });
  }

  changed(message: MailMessage, context: MailContext): Promise<MailContent> {
    const date = this.stationery.deadline(message.createdAt, message);
    const url = this.stationery.page(message.language, '/login/forgot');
    return this.oneButton(message, context, {
      subject: T.changedSubject,
      preheader: T.changedPreheader,
      text: T.changedText,
      button: T.changedButton,
      because: T.changedBecause,
    }, url, { date });
  }

  /** Null when the seat was taken back, or taken, while the mail waited. */
  async invited(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const [seat] = await this.database.query<Seat>(
      `select enterprise.name as enterprise, invitation.role, person.name as inviter from member_invitation invitation
       join enterprise on enterprise.id = invitation.enterprise_id join person on person.id = invitation.invited_by where invitation.id = $1`,
      [message.subjectId],
    );
    if (!seat) return null;
    const url = `${this.stationery.page(message.language, '/register/member')}?email=${encodeURIComponent(message.address)}`;
    const params = { ...seat, role: say(T[seat.role], message.language) };
    return this.oneButton(message, context, {
      subject: T.memberSubject,
      preheader: T.memberPreheader,
      text: T.memberText,
      button: T.memberButton,
      note: T.memberNote,
      because: T.memberBecause,
    }, url, params);
  }

  async added(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const [seat] = await this.database.query<Omit<Seat, 'inviter'>>(
      `select enterprise.name as enterprise, member.role from member join enterprise on enterprise.id = member.enterprise_id
       where member.enterprise_id = $1 and member.person_id = $2`,
      [message.subjectId, message.personId],
    );
    if (!seat) return null;
    const params = { ...seat, role: say(T[seat.role], message.language) };
    return this.oneButton(message, context, {
      subject: T.addedSubject,
      preheader: T.addedPreheader,
      text: T.addedText,
      button: T.addedButton,
      because: T.memberBecause,
    }, this.stationery.page(message.language, '/workspace'), params);
  }

  private async oneButton(
    message: MailMessage,
    context: MailContext,
    texts: { subject: Text; preheader: Text; text: Text; button: Text; note?: Text; because: Text },
    url: string,
    params: TextParams,
  ): Promise<MailContent> {
    const tell = (text: Text): string => say(text, message.language, params);
    return {
      subject: tell(texts.subject),
      preheader: tell(texts.preheader),
      title: tell(texts.subject),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${message.language === 'zh' ? '' : ' '}${tell(texts.text)}` },
        { kind: 'go', link: { label: tell(texts.button), href: url }, ...(texts.note && { note: tell(texts.note) }) },
      ],
      ...this.stationery.foot(message, context, tell(texts.because)),
    };
  }
}

export const ACCOUNT_LETTERS: Provider[] = [
  AccountLetters,
  letter(CONFIRM_ADDRESS, AccountLetters, (letters) => letters.confirm),
  letter(RESET_PASSWORD, AccountLetters, (letters) => letters.reset),
  letter(PASSWORD_CHANGED, AccountLetters, (letters) => letters.changed),
  letter(MEMBER_INVITED, AccountLetters, (letters) => letters.invited),
  letter(MEMBER_ADDED, AccountLetters, (letters) => letters.added),
];

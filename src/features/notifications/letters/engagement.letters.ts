import { Injectable, type Provider } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import { phoneGroups, shorten } from '../../../web/format.js';
import type { MailContent, MailFact } from '../../../web/mail/mail-content.js';
import { type Contact, EngagementsQueries } from '../../engagements/engagements.queries.js';
import { letter } from './letter.js';
import { LETTER_TEXTS } from './letter.texts.js';
import { ENGAGEMENT_ENDED, ENGAGEMENT_OPENED } from './mails.js';
import { ENGAGEMENT_LETTER_TEXTS as T } from './match.texts.js';
import { Stationery } from './stationery.service.js';

/** Letters to both sides of an engagement. The only ones with contacts in them. */
@Injectable()
class EngagementLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly engagements: EngagementsQueries,
    private readonly database: Database,
  ) {}

  /** The contacts of the other side. Null for somebody who is in neither enterprise any more. */
  async opened(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const { language } = message;
    const engagement = await this.engagements.byId(message.subjectId!);
    const side = engagement && (await this.sideOf(message.personId, engagement.factory.enterpriseId, engagement.provider.enterpriseId));
    if (!engagement || !side) return null;
    const other = side === 'factory' ? engagement.provider : engagement.factory;
    const params: TextParams = { other: other.enterpriseName, title: shorten(engagement.demand.title, 40), person: other.name, phone: phoneGroups(other.phone) };
    const tell = (text: Text): string => say(text, language, params);
    return {
      subject: tell(T.openedSubject),
      preheader: tell(T.openedPreheader),
      title: tell(T.openedTitle),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(T.openedText)}` },
        { kind: 'facts', title: other.enterpriseName, facts: contactFacts(other, tell) },
        { kind: 'go', link: { label: tell(T.see), href: this.stationery.page(language, `/engagements/${engagement.id}`) } },
        { kind: 'steps', title: tell(T.openedNext), steps: [tell(T.callStep), tell(T.visitStep), tell(T.endStep)] },
      ],
      reference: say(LETTER_TEXTS.reference, language, { code: engagement.demand.code }),
      ...this.stationery.foot(message, context, tell(T.because)),
    };
  }

  async ended(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const { language } = message;
    const engagement = await this.engagements.byId(message.subjectId!);
    if (!engagement?.endReason) return null;
    const other = engagement.endedByEnterpriseId === engagement.factory.enterpriseId ? engagement.factory : engagement.provider;
    const reason = this.engagements.endReason(engagement.endReason, language);
    const tell = (text: Text): string => say(text, language, { other: other.enterpriseName, title: shorten(engagement.demand.title, 40), reason });
    return {
      subject: tell(T.endedSubject),
      preheader: tell(T.endedText),
      title: tell(T.endedSubject),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(T.endedText)}` },
        ...(engagement.endNote ? [{ kind: 'quote' as const, text: engagement.endNote }] : []),
        { kind: 'go', link: { label: tell(T.see), href: this.stationery.page(language, `/engagements/${engagement.id}`) } },
      ],
      reference: say(LETTER_TEXTS.reference, language, { code: engagement.demand.code }),
      ...this.stationery.foot(message, context, tell(T.because)),
    };
  }

  private async sideOf(personId: string | null, factoryId: string, providerId: string): Promise<'factory' | 'provider' | null> {
    const seats = await this.database.query<{ enterpriseId: string }>(
      `select enterprise_id as "enterpriseId" from member where person_id = $1 and enterprise_id = any($2::uuid[])`,
      [personId, [factoryId, providerId]],
    );
    if (seats.some(({ enterpriseId }) => enterpriseId === factoryId)) return 'factory';
    return seats.length > 0 ? 'provider' : null;
  }
}

function contactFacts(contact: Contact, tell: (text: Text) => string): MailFact[] {
  return [
    { term: tell(T.person), value: contact.name },
    { term: tell(T.phone), value: phoneGroups(contact.phone), ...telLink(contact.phone) },
    { term: tell(T.email), value: contact.email, ...(/^[^\s<>"]+@[^\s<>"]+$/.test(contact.email) ? { href: `mailto:${contact.email}` } : {}) },
  ];
}

/** People write telephone numbers in many ways; only what can be dialled becomes a link. */
function telLink(phone: string): { href?: string } {
  const digits = phone.replace(/[^\d+]/g, '');
  return digits ? { href: `tel:${digits}` } : {};
}

export const ENGAGEMENT_LETTERS: Provider[] = [
  EngagementLetters,
  letter(ENGAGEMENT_OPENED, EngagementLetters, (letters) => letters.opened),
  letter(ENGAGEMENT_ENDED, EngagementLetters, (letters) => letters.ended),
];

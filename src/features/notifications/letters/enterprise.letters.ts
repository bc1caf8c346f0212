import { Injectable, type Provider } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext, MailDefinition } from '../../../platform/mail/mail-template.js';
import { say, type Text } from '../../../shared/language.js';
import type { MailContent } from '../../../web/mail/mail-content.js';
import { ENTERPRISE_REASONS } from '../../enterprises/enterprise-reasons.types.js';
import type { EnterpriseStatus } from '../../enterprises/enterprises.types.js';
import { letter } from './letter.js';
import { ENTERPRISE_REJECTED, ENTERPRISE_RESTORED, ENTERPRISE_RETURNED, ENTERPRISE_SUSPENDED, ENTERPRISE_VERIFIED } from './mails.js';
import { REVIEW_LETTER_TEXTS as T } from './review.texts.js';
import { Stationery } from './stationery.service.js';

interface EnterpriseRow {
  readonly name: string;
  readonly status: EnterpriseStatus;
  readonly reasonCodes: readonly string[];
  readonly note: string | null;
}

interface Words {
  /** The state that the letter tells of; when it is another by now, the letter is no longer true. */
  readonly status: EnterpriseStatus;
  readonly subject: Text;
  readonly text: Text;
  /** Title of the reasons, where there are any. */
  readonly reasons?: Text;
}

/** Letters about what officers decided on an enterprise. */
@Injectable()
class EnterpriseLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly database: Database,
  ) {}

  async compose(message: MailMessage, context: MailContext, words: Words): Promise<MailContent | null> {
    const { language } = message;
    const [enterprise] = await this.database.query<EnterpriseRow>(
      `select name, status, reason_codes as "reasonCodes", return_reason as note from enterprise where id = $1`,
      [message.subjectId],
    );
    if (!enterprise || enterprise.status !== words.status) return null;
    const tell = (text: Text): string => say(text, language, { enterprise: enterprise.name });
    const reasons = words.reasons ? ENTERPRISE_REASONS.filter(({ code }) => enterprise.reasonCodes.includes(code)).map((reason) => reason.letter[language]) : [];
    return {
      subject: tell(words.subject),
      preheader: tell(words.text),
      title: tell(words.subject),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(words.text)}` },
        ...(words.reasons && reasons.length > 0 ? [{ kind: 'steps' as const, title: tell(words.reasons), steps: reasons }] : []),
        ...(words.reasons && enterprise.note ? [{ kind: 'quote' as const, text: enterprise.note, by: tell(T.officerWords) }] : []),
        { kind: 'go', link: { label: tell(T.workspace), href: this.stationery.page(language, '/workspace') } },
      ],
      ...this.stationery.foot(message, context, tell(T.because)),
    };
  }
}

const enterpriseLetter = (definition: MailDefinition, words: Words): Provider =>
  letter(definition, EnterpriseLetters, (letters) => (message, context) => letters.compose(message, context, words));

export const ENTERPRISE_LETTERS: Provider[] = [
  EnterpriseLetters,
  enterpriseLetter(ENTERPRISE_VERIFIED, { status: 'verified', subject: T.verifiedSubject, text: T.verifiedText }),
  enterpriseLetter(ENTERPRISE_RETURNED, { status: 'returned', subject: T.enterpriseReturnedSubject, text: T.enterpriseReturnedText, reasons: T.reasons }),
  enterpriseLetter(ENTERPRISE_REJECTED, { status: 'rejected', subject: T.rejectedSubject, text: T.rejectedText, reasons: T.why }),
  enterpriseLetter(ENTERPRISE_SUSPENDED, { status: 'suspended', subject: T.enterpriseSuspendedSubject, text: T.enterpriseSuspendedText, reasons: T.why }),
  enterpriseLetter(ENTERPRISE_RESTORED, { status: 'verified', subject: T.enterpriseRestoredSubject, text: T.enterpriseRestoredText }),
];

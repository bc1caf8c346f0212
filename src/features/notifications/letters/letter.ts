import type { Provider } from '@nestjs/common';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import { type MailContext, type MailDefinition, MailTemplate, type RenderedMail } from '../../../platform/mail/mail-template.js';
import type { MailContent } from '../../../web/mail/mail-content.js';
import { renderMailHtml } from '../../../web/mail/mail-html.js';
import { renderMailText } from '../../../web/mail/mail-text.js';

/** Writes one letter as data; null when it is no longer true. */
export type Write = (message: MailMessage, context: MailContext) => Promise<MailContent | null>;

/** A letter: written once, rendered as HTML and as plain text. */
class LetterTemplate extends MailTemplate {
  constructor(
    readonly definition: MailDefinition,
    private readonly write: Write,
  ) {
    super();
  }

  async render(message: MailMessage, context: MailContext): Promise<RenderedMail | null> {
    const content = await this.write(message, context);
    if (!content) return null;
    const { language } = message;
    return { subject: content.subject, html: renderMailHtml(content, language), text: renderMailText(content, language) };
  }
}

type Writer = abstract new (...dependencies: never[]) => object;

/** Makes a method of an injectable class the template of a mail: `letter(CONFIRM_ADDRESS, AccountLetters, (letters) => letters.confirm)`. */
export function letter<W extends Writer>(definition: MailDefinition, writer: W, pick: (letters: InstanceType<W>) => Write): Provider {
  return {
    provide: `letter ${definition.name}`,
    inject: [writer],
    useFactory: (letters: InstanceType<W>) => new LetterTemplate(definition, (message, context) => pick(letters).call(letters, message, context)),
  };
}

import type { MailMessage } from './mail-message.entity.js';
import type { RenderedMail } from './mail-template.js';
import type { OutgoingMail } from './mail-transport.js';

/** The Message-ID of a row, the same on each attempt (RFC 5322, 3.6.4), without angle brackets. */
export function messageIdOf(message: Pick<MailMessage, 'id'>, publicUrl: string): string {
  return `${message.id}@${new URL(publicUrl).hostname}`;
}

/** A rendered mail with the headers that machines on its way read. */
export function outgoingMail(
  message: MailMessage,
  rendered: RenderedMail,
  { publicUrl, unsubscribeUrl }: { publicUrl: string; unsubscribeUrl: string | null },
): OutgoingMail {
  return {
    ...rendered,
    messageId: messageIdOf(message, publicUrl),
    to: message.address,
    date: message.createdAt,
    headers: {
      'Content-Language': message.language,
      // RFC 3834, and the older header that Exchange listens to: no holiday replies to a machine.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      // Which mail this is, for filters and for reading a mailbox by machine.
      'X-Mail-Template': message.template,
      ...(unsubscribeUrl && {
        // RFC 2369 and RFC 8058.
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  };
}

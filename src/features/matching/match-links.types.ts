import { defineLinkPurpose } from '../../platform/mail/link-purpose.js';

/** The provider's answer to an invitation, from the mail. */
export const ANSWER_LINK = defineLinkPurpose({
  name: 'match.answer',
  outcomes: {
    interested: { zh: '有意向', en: 'Interested' },
    declined: { zh: '不合适', en: 'Not for us' },
    passed: { zh: '转给同事', en: 'Pass to a colleague' },
  },
});

/** The factory's answer to an interest. */
export const REPLY_LINK = defineLinkPurpose({
  name: 'match.reply',
  outcomes: {
    accepted: { zh: '同意对接', en: 'Accept' },
    refused: { zh: '不合适', en: 'Not for us' },
  },
});

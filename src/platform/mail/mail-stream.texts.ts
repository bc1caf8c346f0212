import { defineTexts, type Text } from '../../shared/language.js';
import type { MailStream } from './mail-stream.js';

/** The streams as people know them; inside 「」 or quotation marks. */
export const STREAM_NAMES: Readonly<Record<MailStream, Text>> = defineTexts({
  invitations: { zh: '邀请', en: 'Invitations' },
  interests: { zh: '意向', en: 'Interests' },
  engagements: { zh: '对接进展', en: 'Engagements' },
  outcomes: { zh: '成效确认', en: 'Outcomes' },
  reviews: { zh: '审核结果', en: 'Review results' },
  'saved-searches': { zh: '有新的就告诉我', en: 'Saved searches' },
  account: { zh: '账号', en: 'Account' },
});

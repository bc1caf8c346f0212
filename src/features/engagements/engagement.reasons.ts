import { defineTexts } from '../../shared/language.js';

/** Why two sides part. Codes are stored; the words may change. */
export const END_REASONS = ['no-agreement', 'no-response', 'other-chosen', 'postponed', 'done-elsewhere', 'other'] as const;
export type EndReason = (typeof END_REASONS)[number];

export const END_REASON_TEXTS = defineTexts({
  'no-agreement': { zh: '没有谈拢', en: 'We could not agree' },
  'no-response': { zh: '对方没有回应', en: 'The other side did not respond' },
  'other-chosen': { zh: '已经选定别家', en: 'Another provider was chosen' },
  postponed: { zh: '这件事先不做了', en: 'It was put off' },
  'done-elsewhere': { zh: '已经用别的办法解决', en: 'It was solved in another way' },
  other: { zh: '其他原因', en: 'Another reason' },
} satisfies Record<EndReason, { zh: string; en: string }>);

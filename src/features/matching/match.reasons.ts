import { defineTexts } from '../../shared/language.js';

/** Why a provider says no. Codes are stored; the words may change. */
export const DECLINE_REASONS = ['capacity', 'scope', 'region', 'budget', 'deadline', 'unclear', 'other'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why a factory says no. */
export const REFUSE_REASONS = ['other-chosen', 'scope', 'evidence', 'price', 'region', 'postponed', 'other'] as const;
export type RefuseReason = (typeof REFUSE_REASONS)[number];

/** Why the platform took an invitation or an interest back. */
const WITHDRAW_REASONS = ['demand-closed', 'demand-suspended', 'offering-closed', 'offering-suspended', 'factory-suspended', 'provider-suspended', 'unavailable'] as const;
export type WithdrawReason = (typeof WITHDRAW_REASONS)[number];

export const DECLINE_TEXTS = defineTexts({
  capacity: { zh: '最近产能已满', en: 'We are at full capacity' },
  scope: { zh: '这一类我们不做', en: 'We do not do this kind of work' },
  region: { zh: '地点太远', en: 'Too far away' },
  budget: { zh: '预算不合适', en: 'The budget does not fit' },
  deadline: { zh: '时间来不及', en: 'There is not enough time' },
  unclear: { zh: '需求没写清楚', en: 'The demand is not clear enough' },
  other: { zh: '其他原因', en: 'Another reason' },
} satisfies Record<DeclineReason, { zh: string; en: string }>);

export const REFUSE_TEXTS = defineTexts({
  'other-chosen': { zh: '已经选定别家', en: 'We have chosen somebody else' },
  scope: { zh: '能力和我们要的不一样', en: 'What you do is not what we need' },
  evidence: { zh: '佐证还不够', en: 'We would need more proof' },
  price: { zh: '价格谈不拢', en: 'The price does not fit' },
  region: { zh: '地点太远', en: 'Too far away' },
  postponed: { zh: '这件事先不做了', en: 'We have put this off' },
  other: { zh: '其他原因', en: 'Another reason' },
} satisfies Record<RefuseReason, { zh: string; en: string }>);

export const WITHDRAW_TEXTS = defineTexts({
  'demand-closed': { zh: '需求方结束了这条需求', en: 'The factory closed this demand' },
  'demand-suspended': { zh: '这条需求暂停了', en: 'This demand was suspended' },
  'offering-closed': { zh: '这项供给已经结束', en: 'This offering was closed' },
  'offering-suspended': { zh: '这项供给暂停了', en: 'This offering was suspended' },
  'factory-suspended': { zh: '需求方企业暂停了', en: 'The factory was suspended' },
  'provider-suspended': { zh: '服务商企业暂停了', en: 'The provider was suspended' },
  // One side has blocked the other, which is nobody's business but theirs.
  unavailable: { zh: '这一对现在不能对接', en: 'The two cannot be brought together now' },
} satisfies Record<WithdrawReason, { zh: string; en: string }>);

import { defineTexts } from '../../shared/language.js';
import type { MatchStatus } from './match.states.js';

/** One word for each state, as both sides read it. */
export const MATCH_STATUS_TEXTS = defineTexts({
  suggested: { zh: '候补', en: 'In the queue' },
  invited: { zh: '已邀请', en: 'Invited' },
  interested: { zh: '有意向', en: 'Interested' },
  engaged: { zh: '已对接', en: 'Engaged' },
  declined: { zh: '不合适', en: 'Not for us' },
  expired: { zh: '未答复', en: 'No answer' },
  refused: { zh: '没有同意', en: 'Not accepted' },
  lapsed: { zh: '过期未答', en: 'Lapsed' },
  withdrawn: { zh: '已收回', en: 'Withdrawn' },
} satisfies Record<MatchStatus, { zh: string; en: string }>);

/** What was answered, as the second click and a colleague are told. */
export const MATCH_ANSWER_TEXTS = defineTexts({
  interested: { zh: '有意向', en: 'Interested' },
  declined: { zh: '不合适', en: 'Not for us' },
  accepted: { zh: '同意对接', en: 'Accept' },
  refused: { zh: '不合适', en: 'Not for us' },
  passed: { zh: '转给同事', en: 'Pass to a colleague' },
});

/** How a refusal names who was faster. */
export const ANSWERER_TEXTS = defineTexts({
  you: { zh: '您', en: 'you' },
  colleague: { zh: '同事', en: 'a colleague' },
});

/** The line of the score's table that tells what the provider's own preferences changed. */
export const SCORE_TEXTS = {
  ...defineTexts({ preference: { zh: '服务商偏好', en: 'Provider’s preferences' } }),
  prefersThis: defineTexts({
    factory: { zh: '这样的需求合对方的意', en: 'The provider likes demands of this kind' },
    provider: { zh: '这样的需求合您的意', en: 'You like demands of this kind' },
  }),
  prefersOther: defineTexts({
    factory: { zh: '对方更愿意接别样的需求', en: 'The provider would rather have others' },
    provider: { zh: '和您写明的偏好不全合', en: 'It does not quite fit your preferences' },
  }),
};

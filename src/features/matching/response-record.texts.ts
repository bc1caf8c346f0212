import { defineTexts } from '../../shared/language.js';

export const RESPONSE_RECORD_TEXTS = defineTexts({
  title: { zh: '答得怎么样', en: 'How it answers' },
  answered: { zh: '答复过的邀请', en: 'Invitations answered' },
  share: { zh: '{percent}%', en: '{percent}%' },
  of: { zh: '{invited} 份里 {answered} 份', en: '{answered} of {invited}' },
  fewOf: { zh: '{answered} 份', en: '{answered}' },
  fewSmall: { zh: '共 {invited} 份，还太少，不算比例', en: 'of {invited}; too few for a share' },
  time: { zh: '答复用时', en: 'Time to answer' },
  hours: { zh: '小时（中位数）', en: 'hours (median)' },
  lessThanHour: { zh: '不到 1', en: 'under 1' },
  engaged: { zh: '双方同意对接', en: 'Both sides agreed' },
  across: { zh: '跨省市 {n}', en: '{n} across provinces' },
  note: { zh: '近 12 个月。婉拒也算答复，还在等答复和被收回的邀请不算。没有星级和好评。', en: 'The last 12 months. A no counts as an answer; invitations that are open or were withdrawn do not count. No stars, no praise.' },
});

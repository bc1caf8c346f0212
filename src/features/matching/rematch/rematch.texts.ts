import { defineTexts } from '../../../shared/language.js';

export const REMATCH_TEXTS = defineTexts({
  title: { zh: '全部重新匹配', en: 'Match everything anew' },
  lead: {
    zh: '每天夜里自动做一遍。现在就要，可以从这里开始：把在市的需求逐条和全部供给重新比过，更新推荐。已经发出的邀请不变，也不通知任何人；可以随时停下、接着做。',
    en: 'It happens by itself every night. To have it now, start it here: every open demand is compared with all offerings again, and its suggestions are brought up to date. Invitations that are out stay as they are, and nobody is told; it can be stopped and go on at any time.',
  },
  begin: { zh: '现在就做', en: 'Do it now' },
  taskTitle: { zh: '全部需求重新匹配', en: 'Matching all demands anew' },
  changed: { zh: '更新了 {n} 条推荐', en: '{n} {n|suggestion|suggestions} changed' },
});

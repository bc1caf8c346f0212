import { defineTexts } from '../../../shared/language.js';

/** What all letters share. */
export const LETTER_TEXTS = defineTexts({
  greeting: { zh: '{name}，您好：', en: 'Dear {name},' },
  greetingNobody: { zh: '您好：', en: 'Hello,' },
  why: { zh: '发给您，是因为{because}，「{stream}」设为即时。', en: 'You get this because {because}, and “{stream}” is set to instant.' },
  whyAccount: { zh: '发给您，是因为{because}。', en: 'You get this because {because}.' },
  stop: { zh: '停收「{stream}」', en: 'Stop “{stream}”' },
  preferences: { zh: '改收信方式', en: 'Change what you receive' },
  onTheWeb: { zh: '在网页上看', en: 'See it on the web' },
  colleague: { zh: '同事', en: 'A colleague' },
  reference: { zh: '编号 {code}', en: 'Number {code}' },
});

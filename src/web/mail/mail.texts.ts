import { defineTexts } from '../../shared/language.js';

export const mailTexts = defineTexts({
  reason: { zh: '相符', en: 'Fits' },
  gap: { zh: '留意', en: 'Note' },
  answersHow: {
    zh: '点了会打开确认页，无需登录，按下确认才算数。',
    en: 'A button opens a confirming page; no log-in is needed, and nothing counts until you confirm.',
  },
  automatic: {
    zh: '本邮件由系统发出。',
    en: 'This mail was sent by the platform.',
  },
  linkLine: { zh: '{label}：{href}', en: '{label}: {href}' },
  factLine: { zh: '{term}：{value}', en: '{term}: {value}' },
  stepLine: { zh: '{n}. {text}', en: '{n}. {text}' },
});

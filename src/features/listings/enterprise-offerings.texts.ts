import { defineTexts } from '../../shared/language.js';

export const ENTERPRISE_OFFERINGS_TEXTS = defineTexts({
  title: { zh: '能做什么', en: 'What they can do' },
  count: { zh: '{total} 项供给在架', en: '{total} {total|offering|offerings}' },
  updated: { zh: '{date}更新', en: 'Updated {date}' },
});

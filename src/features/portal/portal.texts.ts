import { defineTexts } from '../../shared/language.js';

export const PORTAL_TEXTS = defineTexts({
  onThisPage: { zh: '这一页', en: 'On this page' },
});

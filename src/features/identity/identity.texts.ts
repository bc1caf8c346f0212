import { defineTexts } from '../../shared/language.js';

export const IDENTITY_TEXTS = defineTexts({
  passwordShort: { zh: '请至少用 10 个字。一句话最好记。', en: 'Please use at least 10 characters. A sentence is easiest to remember.' },
  passwordLong: { zh: '请用不超过 200 个字。', en: 'Please use 200 characters at most.' },
  passwordIsEmail: { zh: '请不要用邮箱当密码，换一句别人猜不到的话。', en: 'Please do not use your e-mail address. Choose a sentence that nobody guesses.' },
  passwordCommon: { zh: '这个密码太多人用，容易被猜到。请换一句只有您知道的话。', en: 'Too many people use this one, so it is guessed first. Choose a sentence that only you know.' },
});

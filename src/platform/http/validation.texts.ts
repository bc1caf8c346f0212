import { defineTexts } from '../../shared/language.js';

export const VALIDATION_TEXTS = defineTexts({
  required: { zh: '请填写这一项。', en: 'Please fill this in.' },
  choose: { zh: '请选一项。', en: 'Please choose one.' },
  wrongType: { zh: '请按要求的格式填写。', en: 'Please give it in the expected form.' },
  format: { zh: '格式不对，请检查后重填。', en: 'Please check the format.' },
  notOffered: { zh: '请从给出的选项里选。', en: 'Please choose one of the options offered.' },
  tooShort: { zh: '请写至少 {n} 个字。', en: 'Please write at least {n} {n|character|characters}.' },
  tooLong: { zh: '请缩短到 {n} 个字以内。', en: 'Please shorten this to {n} {n|character|characters}.' },
  tooFew: { zh: '请至少选 {n} 项。', en: 'Please choose at least {n}.' },
  tooManyItems: { zh: '请最多选 {n} 项。', en: 'Please choose at most {n}.' },
  tooSmall: { zh: '请填不小于 {n} 的数。', en: 'Please give {n} or more.' },
  tooBig: { zh: '请填不大于 {n} 的数。', en: 'Please give {n} or less.' },
  email: { zh: '请填邮箱地址，例如 name@example.com。', en: 'Please give an e-mail address, such as name@example.com.' },
  url: { zh: '请填完整网址，以 https:// 开头。', en: 'Please give a full address that begins with https://.' },
  date: { zh: '请按 年-月-日 填写，例如 2026-12-31。', en: 'Please give a date as year-month-day, such as 2026-12-31.' },
  unknownFields: { zh: '没有这些字段：{names}。请去掉。', en: 'There are no such fields: {names}. Please remove them.' },
  unclean: { zh: '文字里有无法保存的字符，请重新输入。', en: 'The text holds characters that cannot be stored. Please type it again.' },
});

import { defineTexts } from '../../shared/language.js';

/** What a doubt about a USCC says to the person who typed it and to the reviewer; see `UsccWarning`. */
export const USCC_TEXTS = defineTexts({
  length: {
    zh: '统一社会信用代码是 18 位，这里是别的位数。照营业执照再看一遍；执照上就是这样的，可以继续，审核员会核对。',
    en: 'A unified social credit code has 18 characters; this one has another number. Check it against the business licence; if that is what it says, go on, and the reviewer will look.',
  },
  characters: {
    zh: '有一位不该出现在代码里：代码只用数字和大写字母，不用 I、O、S、V、Z，第 3 到 8 位都是数字。照营业执照再看一遍。',
    en: 'One character does not belong in a code: it has digits and capital letters without I, O, S, V and Z, and digits only in places 3 to 8. Check it against the business licence.',
  },
  'check-digit': {
    zh: '最后一位和前 17 位对不上，可能有一位写错了。照营业执照再看一遍；没写错就继续，审核员会核对。',
    en: 'The last character does not follow from the 17 before it: one may be mistyped. Check it against the business licence; if it is right, go on, and the reviewer will look.',
  },
  'organisation-code': {
    zh: '第 9 到 17 位（组织机构代码）的校验位对不上，可能有一位写错了。没写错就继续，审核员会核对。',
    en: 'The check digit of places 9 to 17 (the organisation code) does not fit: one may be mistyped. If it is right, go on, and the reviewer will look.',
  },
});

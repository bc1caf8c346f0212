import type { Text } from '../../shared/language.js';

/** Why a listing is returned or suspended: what the officer ticks, and the sentence that its author reads. */
interface ListingReason {
  readonly code: string;
  readonly name: Text;
  /** Says what to do about it. */
  readonly letter: Text;
  /** Offered for listings in review, for those on the market, or for both. */
  readonly for: 'return' | 'suspend' | 'both';
}

/** The order is that of the officer's keys 1, 2, 3 … Codes are stored: add, never rename. */
export const LISTING_REASONS: readonly ListingReason[] = [
  {
    code: 'contact',
    name: { zh: '含联系方式', en: 'Contact data in the text' },
    letter: {
      zh: '文字里有电话、微信或邮箱。请删去后再提交：双方同意对接后，平台会把联系方式给对方。',
      en: 'The text holds a phone number, an e-mail address or the like. Remove it and submit again: contacts are shown once both sides agree.',
    },
    for: 'both',
  },
  {
    code: 'vague',
    name: { zh: '内容过于笼统', en: 'Too vague' },
    letter: {
      zh: '看不出具体要什么。请补上对象、数量和要达到的效果，有数字最好。',
      en: 'It does not say what exactly is meant. Add the object, the quantity and the effect, in numbers if you can.',
    },
    for: 'return',
  },
  {
    code: 'duplicate',
    name: { zh: '与已有信息重复', en: 'A duplicate' },
    letter: {
      zh: '您已有一条很相近的信息。请改那一条，或写明两条的区别。',
      en: 'You have a listing much like this one. Change that one, or say how they differ.',
    },
    for: 'both',
  },
  {
    code: 'category',
    name: { zh: '类别或地区不符', en: 'Wrong category or region' },
    letter: {
      zh: '类别或地区和内容对不上。请重新选，这样才能找到合适的对方。',
      en: 'Category or region does not fit the text. Choose again, so that the right ones are found.',
    },
    for: 'return',
  },
  {
    code: 'evidence',
    name: { zh: '资质材料不足', en: 'Proof is missing' },
    letter: {
      zh: '写到的资质还没有证明材料。请上传证书，或去掉这一项。',
      en: 'A certificate is named without proof. Add the proof or leave the certificate out.',
    },
    for: 'both',
  },
  {
    code: 'not-a-listing',
    name: { zh: '不是供需信息', en: 'Not a listing' },
    letter: {
      zh: '内容像广告或招聘，不是具体的需求或能力。请写清要解决什么，或能做什么。',
      en: 'This reads like an advertisement or a job offer. Say what is to be solved, or what you can do.',
    },
    for: 'both',
  },
  {
    code: 'unlawful',
    name: { zh: '内容不合规', en: 'Against the rules' },
    letter: {
      zh: '有法律法规不允许发布的内容。请删去相关部分；不清楚的，请联系本地区主管部门。',
      en: 'Part of it may not be published by law. Remove it; ask your authority if in doubt.',
    },
    for: 'both',
  },
  {
    code: 'complaint',
    name: { zh: '收到投诉，正在核实', en: 'A complaint is being checked' },
    letter: {
      zh: '有人投诉这条信息，核实期间先暂停展示。核实后会告诉您结果。',
      en: 'Somebody complained about this listing. It is off the market while we check; you will hear the result.',
    },
    for: 'suspend',
  },
];

/** The reason of a code; undefined for one that no version of this program has known. */
export function listingReason(code: string): ListingReason | undefined {
  return LISTING_REASONS.find((reason) => reason.code === code);
}

import { defineTexts } from '../../shared/language.js';
import type { ReasonCode } from './explanation.texts.js';

/** The same reasons, told to the provider: 「您」 is the other side now. What reads the same for both is not repeated. */
export const PROVIDER_REASON_TEXTS = defineTexts({
  'text-common': { zh: '您的供给和需求有 {n} 处相同的词：{terms}', en: 'Your offering and the demand share {n} {n|term|terms}: {terms}' },
  'text-missing': { zh: '您的供给没有提到{terms}', en: 'Your offering does not mention {terms}' },
  'category-other': { zh: '您主要做{category}', en: 'You mainly do {category}' },
  'certificates-checked': { zh: '您的{certificates}已核验，在有效期内', en: 'Your {certificates} is checked and in date' },
  'certificates-stated': { zh: '您的{certificates}是自报的，还没核验', en: 'Your {certificates} is stated by yourself and not checked yet' },
  'budget-within': { zh: '您常见的报价 {price}，在预算内', en: 'Your usual price {price} is within the budget' },
  'budget-overlaps': { zh: '您常见的报价 {price}，与预算重叠', en: 'Your usual price {price} overlaps the budget' },
  'budget-above': { zh: '您常见的报价 {price}，高于预算', en: 'Your usual price {price} is above the budget' },
  'region-serves': { zh: '您的服务范围写明{region}', en: 'You state that you serve {region}' },
  'region-everywhere': { zh: '您在{region}，服务不限地区', en: 'You are in {region} and serve everywhere' },
  'record-answers': { zh: '您的邀请答复率 {percent}%', en: 'You have answered {percent}% of your invitations' },
  'record-rarely-answers': { zh: '您的邀请答复率只有 {percent}%', en: 'You have answered only {percent}% of your invitations' },
  'record-unproven': { zh: '您有 {n} 项佐证是自报的，还没核验', en: '{n} of your proofs {n|is|are} stated by yourself and not checked yet' },
  'record-none': { zh: '您还没有平台上的应答记录', en: 'You have no record of answers on the platform yet' },
  'lead-time-enough': { zh: '您 {days} 天可交付，赶得上', en: 'You need {days} {days|day|days}, in time' },
  'lead-time-late': { zh: '您要 {days} 天，比对方希望的晚 {late} 天', en: 'You need {days} {days|day|days}, {late} later than they want' },
} satisfies Partial<Record<ReasonCode, { zh: string; en: string }>>);

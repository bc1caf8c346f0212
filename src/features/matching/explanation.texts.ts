import { defineTexts } from '../../shared/language.js';
import type { FactoryPart, ProviderPart } from './explanation.js';
import type { Constraint } from './scoring/constraints.js';

/** Names of the parts, as the score's table shows them. */
export const FACTORY_PART_TEXTS = defineTexts({
  text: { zh: '文字', en: 'Text' },
  category: { zh: '类别', en: 'Category' },
  specification: { zh: '规格与资质', en: 'Specifications and certificates' },
  budget: { zh: '预算', en: 'Budget' },
  region: { zh: '地区', en: 'Region' },
  record: { zh: '应答与佐证', en: 'Answers and proof' },
  'lead-time': { zh: '工期', en: 'Lead time' },
  freshness: { zh: '新近', en: 'Freshness' },
} satisfies Record<FactoryPart, { zh: string; en: string }>);

export const PROVIDER_PART_TEXTS = defineTexts({
  industry: { zh: '行业偏好', en: 'Preferred industries' },
  region: { zh: '地区偏好', en: 'Preferred regions' },
  'order-size': { zh: '订单大小', en: 'Order size' },
  answers: { zh: '以往答复', en: 'Earlier answers' },
} satisfies Record<ProviderPart, { zh: string; en: string }>);

/** What the text part is made of, where meaning was compared as well. */
export const SHARE_TEXTS = defineTexts({
  wording: { zh: '用词 {points} 分：{why}', en: 'Wording {points}: {why}' },
  meaning: { zh: '意思 {points} 分：{why}', en: 'Meaning {points}: {why}' },
});

/** What explanations say. Codes are stored with matches: add, never take away or give another meaning. */
export const REASON_TEXTS = defineTexts({
  'text-common': { zh: '{n} 处相同的词：{terms}', en: '{n} {n|term|terms} in common: {terms}' },
  'text-nothing-common': { zh: '没有相同的词', en: 'No words in common' },
  'text-missing': { zh: '没有提到{terms}', en: 'Does not mention {terms}' },
  'meaning-close': { zh: '意思很接近', en: 'Means nearly the same' },
  'meaning-close-to': { zh: '意思很接近“{passage}”', en: 'Means nearly the same as “{passage}”' },
  'meaning-near': { zh: '意思有些接近', en: 'Related in meaning' },
  'meaning-near-to': { zh: '意思有些接近“{passage}”', en: 'Related in meaning to “{passage}”' },
  'meaning-far': { zh: '意思离得远', en: 'Far apart in meaning' },
  'meaning-missing': { zh: '意思这次没有比，语言模型还没有算出来', en: 'Meaning was not compared this time: the language model has not come to it' },
  'meaning-unread': { zh: '意思没有比，只比中文写的', en: 'Meaning was not compared: only texts in Chinese are' },
  'category-same': { zh: '同为{category}', en: 'Both are {category}' },
  'category-near': { zh: '同属{category}', en: 'Both belong to {category}' },
  'category-industry': { zh: '同在{industry}行业', en: 'Same industry: {industry}' },
  'category-other': { zh: '主要做{category}', en: 'Mainly does {category}' },
  'certificates-checked': { zh: '{certificates}已核验，在有效期内', en: '{certificates} checked and in date' },
  'certificates-stated': { zh: '{certificates}为企业自报，未核验', en: '{certificates} stated by the provider, not checked' },
  'specification-terms': { zh: '型号、标准对得上：{terms}', en: 'Types or standards agree: {terms}' },
  'budget-within': { zh: '常见报价 {price}，在预算内', en: 'Usual price {price}, within the budget' },
  'budget-overlaps': { zh: '常见报价 {price}，与预算重叠', en: 'Usual price {price} overlaps the budget' },
  'budget-above': { zh: '常见报价 {price}，高于预算', en: 'Usual price {price}, above the budget' },
  'region-same-county': { zh: '同在{region}', en: 'Both in {region}' },
  'region-same-city': { zh: '同在{region}', en: 'Both in {region}' },
  'region-same-province': { zh: '同在{region}', en: 'Both in {region}' },
  'region-serves': { zh: '服务范围写明{region}', en: 'States that it serves {region}' },
  'region-everywhere': { zh: '在{region}，服务不限地区', en: 'In {region}, serves everywhere' },
  'record-answers': { zh: '邀请答复率 {percent}%', en: 'Answered {percent}% of its invitations' },
  'record-rarely-answers': { zh: '邀请答复率只有 {percent}%', en: 'Answered only {percent}% of its invitations' },
  'record-evidence': { zh: '佐证 {checked} 项已核验、{stated} 项自报', en: '{checked} checked and {stated} stated {stated|proof|proofs}' },
  'record-evidence-checked': { zh: '佐证 {checked} 项，都已核验', en: '{checked} {checked|proof|proofs}, all checked' },
  'record-both': {
    zh: '邀请答复率 {percent}%；佐证 {checked} 项已核验、{stated} 项自报',
    en: 'Answered {percent}% of its invitations; {checked} checked and {stated} stated {stated|proof|proofs}',
  },
  'record-both-checked': {
    zh: '邀请答复率 {percent}%；佐证 {checked} 项，都已核验',
    en: 'Answered {percent}% of its invitations; {checked} {checked|proof|proofs}, all checked',
  },
  'record-unproven': { zh: '{n} 项佐证为自报，未核验', en: '{n} {n|proof is|proofs are} stated by the provider, not checked' },
  'record-none': { zh: '还没有平台上的应答记录', en: 'No record of answers on the platform yet' },
  'lead-time-enough': { zh: '{days} 天可交付，赶得上', en: 'Needs {days} {days|day|days}, in time' },
  'lead-time-late': { zh: '要 {days} 天，比您希望的晚 {late} 天', en: 'Needs {days} {days|day|days}, {late} later than you want' },
  'freshness-today': { zh: '供给今天更新', en: 'Offering updated today' },
  'freshness-days': { zh: '供给 {n} 天前更新', en: 'Offering updated {n} {n|day|days} ago' },
  'prefers-industry': { zh: '对方愿意接{industry}', en: 'The provider prefers {industry}' },
  'prefers-other-industries': { zh: '对方更愿意接{industry}等行业', en: 'The provider prefers other industries, such as {industry}' },
  'prefers-region': { zh: '对方愿意接{region}', en: 'The provider prefers {region}' },
  'prefers-other-regions': { zh: '对方更愿意接{region}等地', en: 'The provider prefers other regions, such as {region}' },
  'order-fits': { zh: '对方愿意接 {amounts} 的单', en: 'The order size suits the provider ({amounts})' },
  'order-too-small': { zh: '对方更愿意接 {amounts} 的单', en: 'The provider prefers orders of {amounts}' },
  'order-too-large': { zh: '对方一般只接 {amounts} 的单', en: 'The provider usually takes orders of {amounts}' },
  'answers-before': { zh: '同类需求 {n} 次，{interested} 次有意向', en: 'Interested in {interested} of {n} {n|demand|demands} of this kind' },
});
export type ReasonCode = keyof typeof REASON_TEXTS;

/** Hard constraints, as the answer to "why not me?". */
export const CONSTRAINT_TEXTS = defineTexts({
  'demand-not-published': { zh: '这条需求现在没有发布', en: 'The demand is not published now' },
  'offering-not-published': { zh: '这项供给现在没有发布', en: 'The offering is not published now' },
  'provider-not-verified': { zh: '企业还没有通过核验', en: 'The enterprise is not verified' },
  'same-enterprise': { zh: '需求和供给属于同一家企业', en: 'Demand and offering belong to one enterprise' },
  blocked: { zh: '有一方不愿与另一方对接', en: 'One side does not want to deal with the other' },
  'region-not-served': { zh: '服务范围不含{region}', en: 'Does not serve {region}' },
  'certificates-missing': { zh: '缺少必备资质：{certificates}', en: 'Lacks a required certificate: {certificates}' },
  'certificates-expired': { zh: '必备资质已过期：{certificates}', en: 'A required certificate has expired: {certificates}' },
} satisfies Record<Constraint, { zh: string; en: string }>);

/** Pieces that reasons are filled with. */
export const AMOUNT_TEXTS = defineTexts({
  from: { zh: '{min}以上', en: '{min} and above' },
  upTo: { zh: '{max}以内', en: 'up to {max}' },
});

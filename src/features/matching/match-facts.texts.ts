import { defineTexts } from '../../shared/language.js';

/** Names of the facts of a match: one set for the mail, the confirming page and the match's own page. */
export const FACT_TEXTS = defineTexts({
  factory: { zh: '需求方', en: 'Factory' },
  place: { zh: '所在地', en: 'Place' },
  budget: { zh: '预算', en: 'Budget' },
  quantity: { zh: '数量', en: 'Quantity' },
  effect: { zh: '要达到', en: 'Wanted result' },
  deadline: { zh: '希望完成', en: 'Wanted by' },
  beforeDay: { zh: '{day}前', en: '{day}' },
  offering: { zh: '供给', en: 'Offering' },
  size: { zh: '规模', en: 'Size' },
  score: { zh: '匹配', en: 'Match' },
  points: { zh: '{points} 分', en: '{points} points' },
  answers: { zh: '应答', en: 'Answers' },
  answered: { zh: '{invited} 次邀请答了 {answered} 次', en: 'answered {answered} of {invited} invitations' },
});

export const SIZE_TEXTS = defineTexts({
  micro: { zh: '微型企业', en: 'Micro enterprise' },
  small: { zh: '小型企业', en: 'Small enterprise' },
  medium: { zh: '中型企业', en: 'Medium-sized enterprise' },
  large: { zh: '大型企业', en: 'Large enterprise' },
});

export const EVIDENCE_TEXTS = defineTexts({
  checked: { zh: '审核员看过', en: 'Seen by an officer' },
  stated: { zh: '企业自报，未核验', en: 'Self-declared, not checked' },
  until: { zh: '{basis}，到 {day}', en: '{basis}, until {day}' },
  expired: { zh: '{day} 已过期', en: 'Expired on {day}' },
});

import { defineTexts } from '../../shared/language.js';
import type { Verdict } from './fit.js';

/** Where an offering stands, told to its provider. */
export const VERDICT_TEXTS = defineTexts({
  out: { zh: '有必备条件不合，不会邀请', en: 'A must-have condition is not met, so it is not invited' },
  unrelated: { zh: '说的不像一件事，没有列入候补', en: 'It seems to be about something else, so it is not in the queue' },
  weak: { zh: '对得上一些，不到邀请线（{threshold} 分）', en: 'It fits in part, below the line for invitations ({threshold} points)' },
  unknown: { zh: '能拿来比的还太少，不自动邀请', en: 'Too little can be compared to invite it by itself' },
  busy: { zh: '合适，但您手上等答复的邀请已满 {capacity} 份', en: 'It fits, but you hold as many open invitations as you take ({capacity})' },
  second: { zh: '合适，但同一家企业只请最合适的一项', en: 'It fits, but of one enterprise only the best offering is invited' },
  shared: {
    zh: '合适，但您近 {days} 天收到的邀请已经够多（到了全部的 {share}%），同样合适的先请别家',
    en: 'It fits, but you have had your share of invitations in the last {days} days ({share}% of all), so others who fit go first',
  },
  queued: { zh: '合适，席位现在满了，按分数候补', en: 'It fits; all seats are taken, and it waits by its score' },
  exploring: { zh: '合适，可以坐给新企业留的一席', en: 'It fits the seat that is kept for newcomers' },
  next: { zh: '合适，几分钟内会邀请', en: 'It fits and is invited within minutes' },
} satisfies Record<Verdict, { zh: string; en: string }>);

/** What would help. Codes stand in the API: add, never give another meaning. */
export const ADVICE_TEXTS = defineTexts({
  'publish-offering': { zh: '先把这项供给发布出来。', en: 'Publish this offering first.' },
  'verify-enterprise': { zh: '先通过企业核验。', en: 'Have your enterprise verified first.' },
  'serve-region': { zh: '您若也去{region}，在供给的服务地区里加上。', en: 'If you do serve {region}, add it to the offering’s regions.' },
  'hold-certificates': { zh: '您若持有{certificates}，在供给里选上，或到企业的佐证里登记。', en: 'If you hold {certificates}, choose it in the offering or add it to your enterprise’s evidence.' },
  'renew-certificates': { zh: '{certificates}续证以后，把新的有效期写到佐证里。', en: 'Once {certificates} is renewed, put the new date into your evidence.' },
  'name-terms': { zh: '您若做得了{terms}，在供给里写出来。', en: 'If you can do it, name it in the offering: {terms}.' },
  'tell-more': { zh: '供给写细一点：做过什么、用什么设备、到什么程度。', en: 'Tell more in the offering: what you did, with which equipment, how far you get.' },
  'closer-category': { zh: '您若也做这一类，另登记一项供给，选这个类别。', en: 'If you do this kind of work too, add an offering in its category.' },
  'prove-certificates': { zh: '自报的资质，请审核员核验。', en: 'Have the certificates that you state checked by an officer.' },
  'lower-price': { zh: '参考价高出预算。小做有小做的价，就写上。', en: 'Your usual price is above the budget. If a smaller scope costs less, state that.' },
  'name-region': { zh: '您若常去{region}，在服务地区里写明。', en: 'If you often work in {region}, name it among the regions that you serve.' },
  'answer-and-prove': { zh: '来了邀请就答，婉拒也算；佐证请审核员核验。', en: 'Answer invitations, a no counts too; have your evidence checked.' },
  'shorter-lead-time': { zh: '若能做得更快，改一改交付天数。', en: 'If you can be faster, change the lead time.' },
  'refresh-offering': { zh: '供给很久没改了，看看还对不对，更新一下。', en: 'The offering has not changed for long; see whether it is still right, and update it.' },
  'choose-category': { zh: '给供给选一个类别。', en: 'Choose a category for the offering.' },
  'state-price': { zh: '写上参考价，预算这一项就能比。', en: 'State your usual price, so that it can be compared with the budget.' },
  'state-lead-time': { zh: '写上交付天数，工期这一项就能比。', en: 'State your lead time, so that it can be compared with the deadline.' },
  'widen-preferences': {
    zh: '您企业写的偏好（行业、地区、订单大小）把这一对拉低了。这样的单您若也愿意接，把偏好改宽。',
    en: 'Your enterprise’s stated preferences (industries, regions, order size) pull this pair down. If you take such orders too, widen them.',
  },
  'add-evidence': { zh: '登记佐证：证书、案例、设备。', en: 'Add evidence: certificates, cases, equipment.' },
});

export const FIT_TEXTS = defineTexts({
  title: { zh: '为什么没邀请我', en: 'Why not me?' },
  lead: { zh: '拿您的每项供给来比。只有您的企业看得到，也只说您自己的。', en: 'Each of your offerings compared with it. Only your enterprise sees this, and it is only about yourselves.' },
  wouldHelp: { zh: '怎样更合适', en: 'What would help' },
  brings: { zh: '最多 +{points} 分', en: 'up to +{points} points' },
  honest: { zh: '只写真的：对方同意之前会看佐证。', en: 'Only what is true: the factory looks at your evidence before it agrees.' },
  edit: { zh: '改这项供给', en: 'Edit this offering' },
  can: { zh: '我能做', en: 'I can do this' },
  involvedTitle: { zh: '您的企业在这条需求里：{status}', en: 'Your enterprise in this demand: {status}' },
  involvedLink: { zh: '去看', en: 'See it' },
  more: { zh: '另有 {n} 项供给更不合适，没有列出。', en: '{n} more {n|offering fits|offerings fit} less and {n|is|are} not shown.' },
});

import { AppError, defineErrors, type ErrorDefinition } from '../../shared/errors.js';
import { say, type Text } from '../../shared/language.js';

export const MATCH_ERRORS = defineErrors({
  notFound: { code: 'match.not-found', kind: 'not-found', zh: '没有这条匹配，或者它不归您的企业看。', en: 'There is no such match, or it is not for your enterprise to see.' },
  notYours: { code: 'match.not-yours', kind: 'forbidden', zh: '答复要由企业的负责人或经办人来做。请把它转给他们。', en: 'An owner or editor of the enterprise has to answer. Please pass it to them.' },
  notPossible: { code: 'match.not-possible', kind: 'conflict', zh: '现在是「{status}」，不能这样办。请刷新看看最新的。', en: 'This is now “{status}”, so that cannot be done. Reload to see the latest.' },
  alreadyAnswered: { code: 'match.already-answered', kind: 'conflict', zh: '{name}已经答复了「{answer}」，不用再答。', en: 'Already answered “{answer}” by {name}; there is nothing left to do.' },
  expired: { code: 'match.expired', kind: 'gone', zh: '答复期限已过，席位让给了下一家。以后有合适的，还会再请您。', en: 'The time to answer is over and the seat went to the next provider. We will ask you again when something fits.' },
  lapsed: { code: 'match.lapsed', kind: 'gone', zh: '答复期限已过，这个意向已经失效。', en: 'The time to answer is over and this interest has lapsed.' },
  withdrawn: { code: 'match.withdrawn', kind: 'gone', zh: '这次邀请已经收回：{reason}。', en: 'This invitation was withdrawn: {reason}.' },
  contactInMessage: { code: 'match.contact-in-message', kind: 'invalid', zh: '请去掉「{excerpt}」：双方同意后，联系方式自动互见。', en: 'Please remove “{excerpt}”: both sides see the contacts once they agree.' },
  noSuchColleague: { code: 'match.no-such-colleague', kind: 'invalid', zh: '请从本企业的成员里选一位。', en: 'Please choose a member of your enterprise.' },
  alreadyPassed: { code: 'match.already-passed', kind: 'conflict', zh: '已经转给这位同事了，信在他的邮箱里。', en: 'This was already passed to that colleague; the mail is in their mailbox.' },
  demandNotOpen: { code: 'match.demand-not-open', kind: 'conflict', zh: '这条需求现在不接受意向。', en: 'This demand does not take interests now.' },
  offeringNotOpen: { code: 'match.offering-not-open', kind: 'conflict', zh: '请选一项已经发布的供给。', en: 'Please choose an offering of yours that is published.' },
  notEligible: { code: 'match.not-eligible', kind: 'conflict', zh: '这项供给不满足需求的硬性条件：{reason}。', en: 'This offering does not meet a hard condition of the demand: {reason}.' },
  alreadyInvolved: { code: 'match.already-involved', kind: 'conflict', zh: '您的企业已经在这条需求里了，请到「我的邀请」里看。', en: 'Your enterprise already takes part in this demand; see your invitations.' },
});

/** A refusal whose parameters have words of their own in both languages. */
export function matchRefusal(definition: ErrorDefinition, params: Readonly<Record<string, Text | string>>): AppError {
  const within = (language: 'zh' | 'en') =>
    say(definition, language, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : value[language]])));
  return new AppError({ ...definition, zh: within('zh'), en: within('en') });
}

import { defineErrors, type ErrorDefinition } from '../../shared/errors.js';
import type { EngagementStage } from './engagements.types.js';

export const ENGAGEMENT_ERRORS = defineErrors({
  notFound: { code: 'engagement.not-found', kind: 'not-found', zh: '没有这次对接，或者它不归您的企业看。', en: 'There is no such engagement, or it is not for your enterprise to see.' },
  notYours: { code: 'engagement.not-yours', kind: 'forbidden', zh: '这要由企业的负责人或经办人来做。', en: 'An owner or editor of the enterprise has to do this.' },
  noFile: { code: 'engagement.no-file', kind: 'not-found', zh: '没有这个附件，或者对接已经结束。', en: 'There is no such file, or the engagement has ended.' },
  passed: { code: 'engagement.stage-passed', kind: 'conflict', zh: '这一步已经记过了，请看最新的进展。', en: 'This step is recorded already; please look at how it stands now.' },
  complete: { code: 'engagement.complete', kind: 'conflict', zh: '双方已经确认验收，这次对接办完了，不用再改。', en: 'Both sides have confirmed the acceptance; this engagement is complete and nothing is left to change.' },
  notYet: { code: 'engagement.not-yet', kind: 'conflict', zh: '先要双方都确认签约，才能说验收。', en: 'Acceptance can be stated once both sides have confirmed the signature.' },
  gone: {
    code: 'engagement.statement-gone',
    kind: 'conflict',
    zh: '这个说法已经改了，或者已经办完。请看最新的，再答。',
    en: 'That statement has been changed or settled since. Please look at how it stands now, then answer.',
  },
  answerFirst: {
    code: 'engagement.answer-first',
    kind: 'conflict',
    zh: '对方有话等您答复：请先答对不对，再结束。',
    en: 'The other side has stated something: answer whether it is so before you end the engagement.',
  },
  underReview: {
    code: 'engagement.under-review',
    kind: 'conflict',
    zh: '双方说法不一样，正等审核员定。定下来再结束。',
    en: 'The two sides differ and an officer is settling it. End the engagement after that.',
  },
  undoTooLate: {
    code: 'engagement.undo-too-late',
    kind: 'conflict',
    zh: '来不及撤销了：已经告诉对方，席位也让出去了。还想谈，请直接联系对方。',
    en: 'It is too late to undo: the other side has been told and the seat is given up. If you want to talk on, contact them directly.',
  },
  notDisputed: {
    code: 'engagement.not-disputed',
    kind: 'conflict',
    zh: '双方已经说到一起，或者收回了，没有要定的了。',
    en: 'The two sides have come to the same or taken it back; there is nothing left to settle.',
  },
  ownCase: {
    code: 'engagement.own-case',
    kind: 'forbidden',
    zh: '您是其中一家企业的成员，不能定这件。请交给同事。',
    en: 'You are a member of one of the two enterprises and may not settle this. Leave it to a colleague.',
  },
  day: {
    code: 'engagement.day-out-of-range',
    kind: 'invalid',
    zh: '请填 {from} 到 {to} 之间的日期。',
    en: 'Please give a day from {from} to {to}.',
  },
  ended: { code: 'engagement.ended', kind: 'conflict', zh: '这次对接已经结束，不用再办。', en: 'This engagement has already ended; there is nothing left to do.' },
});

/** Why nothing of the kind can be done in a stage. */
export function refusalIn(stage: EngagementStage): ErrorDefinition {
  if (stage === 'ended') return ENGAGEMENT_ERRORS.ended;
  return stage === 'accepted' ? ENGAGEMENT_ERRORS.complete : ENGAGEMENT_ERRORS.passed;
}

import { defineErrors } from '../../shared/errors.js';

export const MODERATION_ERRORS = defineErrors({
  notFound: { code: 'review.not-found', kind: 'not-found', zh: '没有找到这个案件。', en: 'There is no such case.' },
  alreadyDecided: {
    code: 'review.already-decided',
    kind: 'conflict',
    zh: '这个案件刚才已经有人决定了，或者企业撤回了。您的决定没有生效，请打开下一件。',
    en: 'Somebody has decided this case already, or it was taken back. Your decision changed nothing; open the next one.',
  },
  undoTooLate: {
    code: 'review.undo-too-late',
    kind: 'conflict',
    zh: '来不及撤销了：对方已经收到结果。要改，请打开这一件，看还能做什么。',
    en: 'It is too late to undo: the outcome has been told. Open the case to see what can still be done.',
  },
  conflictOfInterest: {
    code: 'review.conflict-of-interest',
    kind: 'forbidden',
    zh: '您是这家企业的成员，不能决定它的案件。请交给同事。',
    en: 'You are a member of this enterprise and may not decide its cases. Leave it to a colleague.',
  },
  notYourRegion: {
    code: 'review.not-your-region',
    kind: 'forbidden',
    zh: '这个案件归别的地区，您不能决定。',
    en: 'Another region is responsible for this case; you may not decide it.',
  },
  reasonMissing: {
    code: 'review.reason-missing',
    kind: 'invalid',
    zh: '退回或拒绝要写明原因：请至少选一条。',
    en: 'A return or a rejection needs a reason: choose at least one.',
  },
  reasonUnknown: {
    code: 'review.reason-unknown',
    kind: 'invalid',
    zh: '这类案件没有这条原因：{code}。',
    en: 'There is no such reason for this kind of case: {code}.',
  },
  decisionNotOffered: {
    code: 'review.decision-not-offered',
    kind: 'invalid',
    zh: '供需信息只能通过或退回，不能拒绝。',
    en: 'A listing can be approved or returned, not rejected.',
  },
  settledOtherwise: {
    code: 'review.settled-otherwise',
    kind: 'invalid',
    zh: '双方说法不一样的，要打开来定按谁的说法，不能通过或退回。',
    en: 'Where two sides differ, open the case and settle whose word counts; it cannot be approved or returned.',
  },
  nothingToSettle: {
    code: 'review.nothing-to-settle',
    kind: 'invalid',
    zh: '这个案件不是双方说法不一样，请通过或退回。',
    en: 'This case is not about two sides that differ; approve it or return it.',
  },
  hintsUnread: {
    code: 'review.hints-unread',
    kind: 'conflict',
    zh: '这个案件有提示，不能整批通过。请打开来看。',
    en: 'This case has hints and is not approved in bulk. Open it.',
  },
});

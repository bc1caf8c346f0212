import { defineErrors } from '../../shared/errors.js';

export const LISTING_ERRORS = defineErrors({
  notFound: { code: 'listing.not-found', kind: 'not-found', zh: '没有找到这条供需信息。', en: 'There is no such listing.' },
  wrongState: {
    code: 'listing.wrong-state',
    kind: 'conflict',
    zh: '这条信息现在是「{state}」，不能这样办。请刷新看看最新的状态。',
    en: 'This listing is “{state}” now, so that cannot be done. Reload to see where it stands.',
  },
  changedMeanwhile: {
    code: 'listing.changed-meanwhile',
    kind: 'conflict',
    zh: '这条信息刚才在别处改过了。请刷新，看看最新的内容再改。',
    en: 'This listing was changed elsewhere just now. Reload and look before you change it.',
  },
  ended: {
    code: 'listing.ended',
    kind: 'gone',
    zh: '这条信息已经结束，不再公开。',
    en: 'This listing has ended and is no longer public.',
  },
  notVerified: {
    code: 'listing.enterprise-not-verified',
    kind: 'conflict',
    zh: '企业通过核验后才能送审。可以先存成草稿；把企业资料送去核验，通过后再回来提交。',
    en: 'Only a verified enterprise can submit. Keep it as a draft, have your enterprise verified, then come back and submit.',
  },
  incomplete: {
    code: 'listing.incomplete',
    kind: 'invalid',
    zh: '还有几项要补，补上再提交。',
    en: 'Some things are missing. Fill them in and submit again.',
  },
  notEditor: {
    code: 'listing.not-editor',
    kind: 'forbidden',
    zh: '您在这家企业是只读成员，不能修改。请找企业负责人开通编辑权限。',
    en: 'You may only read in this enterprise. Ask its owner to let you edit.',
  },
  enterpriseUnclear: {
    code: 'listing.enterprise-unclear',
    kind: 'invalid',
    zh: '请说明以哪家企业发布（enterpriseId），并且您要是它的负责人或编辑。',
    en: 'Say for which enterprise you post (enterpriseId); you must be its owner or editor.',
  },
  notOfficer: {
    code: 'listing.not-officer',
    kind: 'forbidden',
    zh: '这条信息归别的地区审核，您不能决定。',
    en: 'Another region is responsible for this listing; you may not decide about it.',
  },
  tooEarlyToRenew: {
    code: 'listing.too-early-to-renew',
    kind: 'conflict',
    zh: '离到期还早。到期前 {days} 天起可以续期。',
    en: 'It is too early to renew. You can from {days} days before the end.',
  },
  tooLateToRenew: {
    code: 'listing.too-late-to-renew',
    kind: 'conflict',
    zh: '结束已超过 {days} 天，不能续期。请照着它发一条新的。',
    en: 'It ended more than {days} days ago and cannot be renewed. Post a new one from it.',
  },
  tooLateToReopen: {
    code: 'listing.too-late-to-reopen',
    kind: 'conflict',
    zh: '关闭已超过 {days} 天，不能重新上架。请照着它发一条新的。',
    en: 'It was closed more than {days} days ago and cannot be put back. Post a new one from it.',
  },
  noRevision: {
    code: 'listing.no-revision',
    kind: 'conflict',
    zh: '没有在审核的修改，可能刚刚有了决定。请刷新看看。',
    en: 'No change of it is in review; it may have been decided just now. Reload to see.',
  },
  revisionWaits: {
    code: 'listing.revision-in-review',
    kind: 'conflict',
    zh: '上一次修改还在审核。请先撤回它，再提交新的修改。',
    en: 'Your last change is still in review. Take it back before you send another.',
  },
  tooManyAttachments: {
    code: 'listing.too-many-attachments',
    kind: 'invalid',
    zh: '一条信息最多放 {n} 个附件。请先删掉一个。',
    en: 'A listing holds at most {n} attachments. Remove one first.',
  },
});

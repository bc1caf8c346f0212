import { defineErrors } from '../../shared/errors.js';

export const ENGAGEMENT_ERRORS = defineErrors({
  notFound: { code: 'engagement.not-found', kind: 'not-found', zh: '没有这次对接，或者它不归您的企业看。', en: 'There is no such engagement, or it is not for your enterprise to see.' },
  notYours: { code: 'engagement.not-yours', kind: 'forbidden', zh: '这要由企业的负责人或经办人来做。', en: 'An owner or editor of the enterprise has to do this.' },
  noFile: { code: 'engagement.no-file', kind: 'not-found', zh: '没有这个附件，或者对接已经结束。', en: 'There is no such file, or the engagement has ended.' },
  ended: { code: 'engagement.ended', kind: 'conflict', zh: '这次对接已经结束，不用再办。', en: 'This engagement has already ended; there is nothing left to do.' },
});

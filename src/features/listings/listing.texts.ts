import { defineTexts } from '../../shared/language.js';

export const LISTING_TEXTS = defineTexts({
  state_draft: { zh: '草稿', en: 'Draft' },
  state_in_review: { zh: '审核中', en: 'In review' },
  state_published: { zh: '已发布', en: 'Published' },
  state_returned: { zh: '已退回', en: 'Returned' },
  state_fulfilled: { zh: '已解决', en: 'Fulfilled' },
  state_withdrawn: { zh: '已撤下', en: 'Withdrawn' },
  state_expired: { zh: '已到期', en: 'Expired' },
  state_suspended: { zh: '已暂停', en: 'Suspended' },
});
